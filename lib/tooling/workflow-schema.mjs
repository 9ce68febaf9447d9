import dbos from '@dbos-inc/dbos-sdk';

/** Where the workflow engine keeps its tables and the SQL function `enqueue_workflow`. */
export const WORKFLOW_SCHEMA = 'dbos';

/**
 * Makes or updates the workflow engine's own schema, so that web can enqueue before any worker has started.
 * @param {string} url
 */
export async function migrateWorkflowSchema(url) {
  await dbos.DBOS.migrate(url, { schemaName: WORKFLOW_SCHEMA });
}
