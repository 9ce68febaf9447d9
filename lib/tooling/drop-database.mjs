import { setTimeout as sleep } from 'node:timers/promises';

const INSUFFICIENT_PRIVILEGE = '42501';

/**
 * Drops a database whoever is connected to it. Autovacuum may be, and an ordinary role may not end it: wait, it is quick.
 * @param {(sql: string) => Promise<unknown>} run on another database
 * @param {string} database a name of ours, not user input
 */
export async function dropDatabaseBy(run, database) {
  for (let tries = 1; ; tries += 1) {
    try {
      await run(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
      return;
    } catch (error) {
      if (tries === 50 || codeOf(error) !== INSUFFICIENT_PRIVILEGE) throw error;
      await sleep(100);
    }
  }
}

/**
 * The database's code, of the driver's own error or of one an adapter wrapped.
 * @param {unknown} error
 */
function codeOf(error) {
  const { code, cause } = /** @type {{ code?: string, cause?: { code?: string } }} */ (error);
  return code ?? cause?.code;
}
