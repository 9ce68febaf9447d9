import { startPostgres } from './postgres.mjs';
import { readSettings } from './settings.mjs';

/**
 * @typedef {{ url: string, release: () => Promise<unknown> }} DatabaseHandle
 */

/**
 * The database of DATABASE_URL, or the embedded one, started when it is not running.
 * @returns {Promise<DatabaseHandle>}
 */
export async function openDatabase() {
  const { databaseUrl, postgresFolder } = readSettings();
  if (databaseUrl) return { url: databaseUrl, release: async () => false };
  return startPostgres({ folder: postgresFolder });
}
