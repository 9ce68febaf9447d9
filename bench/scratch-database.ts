import pg from 'pg';
import { openDatabase } from '@/lib/tooling/database.mjs';
import { deploy, migrationFoldersOf } from '@/lib/tooling/migrations.mjs';
import { ROOT } from '@/lib/tooling/settings.mjs';
import { migrateWorkflowSchema } from '@/lib/tooling/workflow-schema.mjs';

export interface ScratchDatabase {
  url: string;
  drop: () => Promise<void>;
}

/** A migrated database of its own beside the installation's, with the same durability settings. */
export async function createScratchDatabase(name: string): Promise<ScratchDatabase> {
  const server = await openDatabase();
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  const remove = () => admin.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  await remove();
  await admin.query(`CREATE DATABASE "${name}"`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  await deploy(url.href, migrationFoldersOf(ROOT));
  await migrateWorkflowSchema(url.href);
  return {
    url: url.href,
    drop: async () => {
      await remove();
      await admin.end();
      await server.release();
    },
  };
}
