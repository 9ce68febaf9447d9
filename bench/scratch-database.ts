import pg from 'pg';
import { openDatabase } from '@/lib/tooling/database.mjs';
import { dropDatabaseBy } from '@/lib/tooling/drop-database.mjs';
import { deploy, migrationFoldersOf } from '@/lib/tooling/migrations.mjs';
import { ROOT } from '@/lib/tooling/settings.mjs';
import { migrateWorkflowSchema } from '@/lib/tooling/workflow-schema.mjs';

export interface ScratchDatabase {
  url: string;
  drop: () => Promise<void>;
}

/** Makes a database anew, with the schema of this checkout, and answers with its address. */
export async function createMigrated(admin: pg.Client, serverUrl: string, name: string): Promise<string> {
  await dropDatabaseBy((sql) => admin.query(sql), name);
  await admin.query(`CREATE DATABASE "${name}"`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await deploy(url.href, migrationFoldersOf(ROOT));
  await migrateWorkflowSchema(url.href);
  return url.href;
}

/** A migrated database of its own beside the installation's, with the same durability settings. */
export async function createScratchDatabase(name: string): Promise<ScratchDatabase> {
  const server = await openDatabase();
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  return {
    url: await createMigrated(admin, server.url, name),
    drop: async () => {
      await dropDatabaseBy((sql) => admin.query(sql), name);
      await admin.end();
      await server.release();
    },
  };
}
