import fs from 'node:fs';
import path from 'node:path';
import { dropDatabaseBy } from './drop-database.mjs';
import { runStep } from './run-step.mjs';
import { ROOT } from './settings.mjs';
import { withClient } from './with-client.mjs';
import { isWorkflowSchemaCurrent, migrateWorkflowSchema } from './workflow-schema.mjs';

/**
 * Applies pending migrations; a look at the database first, because loading the engine takes half a second.
 * @param {string} url
 * @param {import('./project-setup.mjs').SetupOptions} setup
 */
export async function ensureMigrated(url, { tell, record, logFile }) {
  const { isCurrent, isWorkflowCurrent } = await inspect(url);
  if (!isCurrent) {
    tell('Migrating the database');
    const { deploy, migrationFoldersOf } = await import('./migrations.mjs');
    await deploy(url, migrationFoldersOf(ROOT));
  }
  if (!isWorkflowCurrent) await migrateWorkflowSchema(url, { record, logFile });
}

/**
 * @param {string} url
 * @returns {Promise<{ isCurrent: boolean, isWorkflowCurrent: boolean }>}
 */
async function inspect(url) {
  const entries = fs.readdirSync(path.join(ROOT, 'prisma/migrations'), { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return withClient(url, async (client) => {
    const isWorkflowCurrent = await isWorkflowSchemaCurrent(client);
    const table = await client.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there");
    if (!table.rows[0]?.there) return { isCurrent: false, isWorkflowCurrent };
    const { rows } = await client.query(
      'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    );
    const applied = new Set(rows.map((row) => row.name));
    return { isCurrent: names.every((name) => applied.has(name)), isWorkflowCurrent };
  });
}

const SEED = 'prisma/seed.ts';

/**
 * @typedef {object} SeedOptions
 * @property {string} url
 * @property {boolean} isEmbedded
 * @property {string} dataFolder
 * @property {NodeJS.ProcessEnv} env
 * @property {(sentence: string) => void} tell
 * @property {import('./process-record.mjs').ProcessRecord} [record]
 * @property {string} [logFile]
 */

/** A note that lies in the data folder while the seed runs: found at start, the seed was cut off. @param {string} dataFolder */
const seedingNote = (dataFolder) => path.join(dataFolder, 'seeding');

/**
 * Fills an empty database with the demo.
 * @param {SeedOptions} options
 */
export async function seedWhenEmpty({ url, dataFolder, env, tell, record, logFile }) {
  if (env.TWINLINE_DEMO === 'off' || !fs.existsSync(path.join(ROOT, SEED)) || !(await isEmpty(url))) return;
  tell('Filling the demo');
  fs.writeFileSync(seedingNote(dataFolder), '');
  const args = ['--import', 'tsx', '--conditions=react-server', 'lib/tooling/run-default.mjs', SEED];
  await runStep('seed', process.execPath, args, { env, record, logFile });
  fs.rmSync(seedingNote(dataFolder));
}

/**
 * A seed cut off half way leaves rows nobody can vouch for. The database was empty before it, so it is emptied again.
 * @param {Pick<SeedOptions, 'url' | 'isEmbedded' | 'dataFolder'>} options
 */
export async function undoInterruptedSeed({ url, isEmbedded, dataFolder }) {
  if (!fs.existsSync(seedingNote(dataFolder))) return;
  if (!isEmbedded) {
    throw new Error(
      `Filling the demo was interrupted. Empty the database of DATABASE_URL, remove ${seedingNote(dataFolder)} and start again.`,
    );
  }
  const maintenance = new URL(url);
  const database = maintenance.pathname.slice(1);
  maintenance.pathname = '/postgres';
  await withClient(maintenance.href, async (client) => {
    await dropDatabaseBy((sql) => client.query(sql), database);
    await client.query(`CREATE DATABASE "${database}"`);
  });
  fs.rmSync(seedingNote(dataFolder));
}

/** @param {string} url */
function isEmpty(url) {
  return withClient(url, async (client) => {
    const { rows } = await client.query(
      'SELECT EXISTS (SELECT 1 FROM users) OR EXISTS (SELECT 1 FROM accounts) OR EXISTS (SELECT 1 FROM carriers) AS filled',
    );
    return !rows[0]?.filled;
  });
}
