import { Prisma, type Transaction } from '@/lib/db';

/**
 * The queues of durable workflows; the worker serves them. Pairs wait for the rental of their
 * primary, so they have a queue of their own: full of waiting pairs, it never blocks a rental.
 */
export const QUEUES = { provisionRental: 'rentals', releaseRental: 'rentals', provisionPair: 'pairs' } as const;

export type WorkflowName = keyof typeof QUEUES;

/** The id a workflow runs under: asking twice is asking once. A run's name after it tells later attempts apart. */
export function workflowId(name: WorkflowName, entityId: string): string {
  return `${name}:${entityId}`;
}

/**
 * SQL expression that puts a workflow on its queue within the statement it stands in: the data
 * change and the work it asks for commit together or not at all. The id and the run are SQL too.
 */
export function enqueueWorkflow(name: WorkflowName, entityId: Prisma.Sql, run?: Prisma.Sql): Prisma.Sql {
  const prefix = Prisma.sql`${Prisma.raw(`'${name}:'`)} || ${entityId}`;
  return Prisma.sql`dbos.enqueue_workflow(workflow_name => ${Prisma.raw(`'${name}'`)}, queue_name => ${Prisma.raw(`'${QUEUES[name]}'`)},
    positional_args => ARRAY[to_json(${entityId})]::json[], workflow_id => ${run ? Prisma.sql`${prefix} || ':' || ${run}` : prefix})`;
}

/** Enqueues within an open transaction. */
export async function enqueueInTransaction(
  tx: Transaction,
  name: WorkflowName,
  entityId: string,
  run?: string,
): Promise<void> {
  const runSql = run === undefined ? undefined : Prisma.sql`${run}::text`;
  await tx.$queryRaw(Prisma.sql`SELECT ${enqueueWorkflow(name, Prisma.sql`${entityId}::text`, runSql)} AS id`);
}

/** The rental or pair that a workflow is about. */
export function workflowEntity(id: string): string {
  return id.split(':')[1] ?? '';
}

/**
 * Puts a workflow that ended badly back on its queue, as the engine's own `resume` does. The result of a step that failed
 * last is forgotten, so that the step is done again; all before it stays done.
 */
export async function requeueInTransaction(tx: Transaction, name: WorkflowName, id: string): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM dbos.operation_outputs WHERE workflow_uuid = ${id} AND error IS NOT NULL
       AND function_id = (SELECT max(function_id) FROM dbos.operation_outputs WHERE workflow_uuid = ${id})`;
  await tx.$executeRaw`
    UPDATE dbos.workflow_status SET status = 'ENQUEUED', queue_name = ${QUEUES[name]}, error = NULL, output = NULL, owner_xid = NULL,
        recovery_attempts = 0, workflow_deadline_epoch_ms = NULL, deduplication_id = NULL, started_at_epoch_ms = NULL,
        completed_at = NULL, updated_at = (extract(epoch FROM clock_timestamp()) * 1000)::bigint
     WHERE workflow_uuid = ${id} AND status <> 'SUCCESS'`;
}

/** Cancels a workflow as the engine's own `cancel` does: one under way stops at its next step. */
export async function cancelInTransaction(tx: Transaction, id: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE dbos.workflow_status SET status = 'CANCELLED', owner_xid = NULL, queue_name = NULL, deduplication_id = NULL,
        started_at_epoch_ms = NULL, updated_at = (extract(epoch FROM clock_timestamp()) * 1000)::bigint,
        completed_at = (extract(epoch FROM clock_timestamp()) * 1000)::bigint
     WHERE workflow_uuid = ${id} AND status <> 'SUCCESS'`;
}

export interface StepOptions {
  /** Tries in all before the step's error reaches the workflow; default 1. */
  attempts?: number;
}

/**
 * What a workflow may do besides computing: named steps that run once and are remembered, durable
 * waits. The worker gives it over DBOS; anything with the same promises serves.
 */
export interface Steps {
  run<T>(name: string, work: () => Promise<T>, options?: StepOptions): Promise<T>;
  sleep(ms: number): Promise<void>;
  /** Waits until another workflow has ended, well or not. */
  settled(workflowId: string): Promise<void>;
}
