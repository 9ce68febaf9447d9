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
