import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { deploy, migrationFoldersOf } from '@/lib/tooling/migrations.mjs';
import { startPostgres, stopPostgres } from '@/lib/tooling/postgres.mjs';
import { ROOT } from '@/lib/tooling/settings.mjs';
import { applyTestEnvironment } from '@/lib/tooling/test-environment.mjs';
import { migrateWorkflowSchema } from '@/lib/tooling/workflow-schema.mjs';

/** A PostgreSQL of a test's own, durable as in production, that the test may kill. */
export interface OwnCluster {
  /** SIGKILL to the server: what a crashed machine does to it. */
  kill: () => void;
  /** Starts it again on the same address. */
  restart: () => Promise<void>;
  remove: () => Promise<void>;
}

/** Starts it migrated and points the environment at it; call before lib/db is imported. */
export async function startOwnCluster(): Promise<OwnCluster> {
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'twinline-cluster-'));
  // The server runs as another user, who must be able to reach its folder.
  fs.chmodSync(dataFolder, 0o755);
  const folder = path.join(dataFolder, 'postgres');
  let server = await startPostgres({ folder });
  await deploy(server.url, migrationFoldersOf(ROOT));
  await migrateWorkflowSchema(server.url);
  applyTestEnvironment({ databaseUrl: server.url, dataFolder });
  return {
    kill: () => {
      process.kill(server.pid, 'SIGKILL');
    },
    restart: async () => {
      server = await startPostgres({ folder });
    },
    remove: async () => {
      await stopPostgres(folder);
      fs.rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
