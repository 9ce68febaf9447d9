import fs from 'node:fs';
import path from 'node:path';
import { runStep } from './run-step.mjs';
import { ROOT } from './settings.mjs';
import { withClient } from './with-client.mjs';

/** Where the workflow engine keeps its tables and the SQL function `enqueue_workflow`. */
const WORKFLOW_SCHEMA = 'dbos';

/** The version whose tables a database holds stands in the schema's comment. */
function markOfInstalled() {
  const file = path.join(ROOT, 'node_modules/@dbos-inc/dbos-sdk/package.json');
  return `Twinline: dbos-sdk ${JSON.parse(fs.readFileSync(file, 'utf8')).version}`;
}

/** The engine reports to the console while it migrates, so it does that in a process whose output is kept. */
const MIGRATE = `
  const { DBOS } = await import('@dbos-inc/dbos-sdk');
  await DBOS.migrate(process.env.DATABASE_URL, { schemaName: '${WORKFLOW_SCHEMA}' });
`;

/**
 * Makes or updates the workflow engine's own schema, so that web can enqueue before any worker has started.
 * @param {string} url
 * @param {import('./run-step.mjs').StepOptions} [options]
 */
export async function migrateWorkflowSchema(url, options) {
  const env = { ...process.env, DATABASE_URL: url };
  const args = ['--input-type=module', '--eval', MIGRATE];
  await runStep('Making the workflow tables', process.execPath, args, { ...options, env });
  await withClient(url, (client) => client.query(`COMMENT ON SCHEMA ${WORKFLOW_SCHEMA} IS '${markOfInstalled()}'`));
}

/**
 * @param {import('pg').Client} client
 * @returns {Promise<boolean>}
 */
export async function isWorkflowSchemaCurrent(client) {
  const { rows } = await client.query('SELECT obj_description(to_regnamespace($1)::oid) AS mark', [WORKFLOW_SCHEMA]);
  return rows[0]?.mark === markOfInstalled();
}
