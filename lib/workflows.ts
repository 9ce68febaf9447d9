import { Prisma } from '@/lib/db';

/** The one queue of durable workflows; the worker serves it. */
export const PROVISIONING_QUEUE = 'provisioning';

export type WorkflowName = 'provisionRental' | 'provisionPair' | 'releaseRental';

/** The id under which a workflow runs for an entity: asking twice is asking once. */
export function workflowId(name: WorkflowName, entityId: string, run = ''): string {
  return `${name}:${entityId}${run ? `:${run}` : ''}`;
}

/**
 * SQL expression that puts a workflow on the queue within the statement it stands in: the data
 * change and the work it asks for commit together or not at all.
 */
export function enqueueWorkflow(name: WorkflowName, entityId: string, run = ''): Prisma.Sql {
  return Prisma.sql`dbos.enqueue_workflow(workflow_name => ${name}::text, queue_name => ${PROVISIONING_QUEUE}::text,
    positional_args => ARRAY[to_json(${entityId}::text)]::json[], workflow_id => ${workflowId(name, entityId, run)}::text)`;
}
