import { startPostgres } from './postgres.mjs';
import { readSettings } from './settings.mjs';
import { withClient } from './with-client.mjs';

/**
 * @typedef {{ url: string, release: () => Promise<unknown> }} DatabaseHandle
 */

/**
 * The database of DATABASE_URL, or the embedded one, started when it is not running.
 * @returns {Promise<DatabaseHandle>}
 */
export async function openDatabase() {
  const { databaseUrl, postgresFolder } = readSettings();
  if (databaseUrl) {
    await withClient(databaseUrl, async () => undefined);
    return { url: databaseUrl, release: async () => false };
  }
  return startPostgres({ folder: postgresFolder });
}
