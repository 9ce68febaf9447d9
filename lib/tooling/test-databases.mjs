import path from 'node:path';
import { hashContent } from './content-hash.mjs';
import { dropDatabaseBy } from './drop-database.mjs';
import { withLock } from './lock.mjs';
import { startPostgres } from './postgres.mjs';
import { identify } from './process-identity.mjs';
import { ROOT } from './settings.mjs';
import { withClient } from './with-client.mjs';

/** Tests may lose everything in a crash; what they check never depends on the disk. */
const FAST_SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
};

/**
 * @typedef {{ serverUrl: string, template: string, release: () => Promise<unknown> }} TestServer
 */

/**
 * One server for all test databases, with a migrated template to clone.
 * @param {string} folder
 * @returns {Promise<TestServer>}
 */
export async function startTestServer(folder) {
  const server = await startPostgres({ folder: path.join(folder, 'postgres'), settings: FAST_SETTINGS });
  try {
    const template = await withLock(path.join(folder, 'template.lock'), 60_000, () => ensureTemplate(server.url));
    return { serverUrl: server.url, template, release: server.release };
  } catch (error) {
    await server.release();
    throw error;
  }
}

/**
 * @param {string} serverUrl
 * @param {string} database
 */
export function urlOfDatabase(serverUrl, database) {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/**
 * @param {{ serverUrl: string, template: string }} server
 * @param {string} database a name of ours, not user input
 */
export async function cloneDatabase({ serverUrl, template }, database) {
  await withClient(serverUrl, (client) =>
    client.query(`CREATE DATABASE "${database}" TEMPLATE "${template}" STRATEGY FILE_COPY`),
  );
  return urlOfDatabase(serverUrl, database);
}

/**
 * @param {string} serverUrl
 * @param {string} database
 */
export async function dropDatabase(serverUrl, database) {
  await withClient(serverUrl, (client) => dropDatabaseBy((sql) => client.query(sql), database));
}

/**
 * @param {string} serverUrl
 * @returns {Promise<string>} the template's name: it says which migrations it holds
 */
async function ensureTemplate(serverUrl) {
  const stamp = hashContent(ROOT, [
    'prisma/migrations',
    'node_modules/@dbos-inc/dbos-sdk/package.json',
    'lib/tooling/workflow-schema.mjs',
  ]);
  const template = `template_${stamp}`;
  return withClient(serverUrl, async (client) => {
    const { rows } = await client.query('SELECT datname FROM pg_database WHERE NOT datistemplate');
    const names = rows.map((row) => String(row.datname));
    for (const name of names.filter((name) => isLeftover(name, template))) {
      await dropDatabaseBy((sql) => client.query(sql), name);
    }
    if (names.includes(template)) return template;
    const draft = `${template}_draft`;
    await client.query(`CREATE DATABASE "${draft}"`);
    // Loaded only here: every test file imports this module, few runs build a template.
    const { deploy, migrationFoldersOf } = await import('./migrations.mjs');
    const { migrateWorkflowSchema } = await import('./workflow-schema.mjs');
    await deploy(urlOfDatabase(serverUrl, draft), migrationFoldersOf(ROOT));
    await migrateWorkflowSchema(urlOfDatabase(serverUrl, draft));
    await client.query(`ALTER DATABASE "${draft}" RENAME TO "${template}"`);
    return template;
  });
}

/**
 * Templates of other migrations, and databases of test processes that are gone.
 * @param {string} name
 * @param {string} template
 */
function isLeftover(name, template) {
  if (name.startsWith('template_')) return name !== template;
  const owner = /^test_(\d+)_/.exec(name)?.[1];
  return owner !== undefined && identify(Number(owner)) === null;
}
