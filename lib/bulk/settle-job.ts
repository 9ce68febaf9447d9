import 'server-only';
import { db } from '@/lib/db';
import { notifyAccount } from '@/lib/events';
import type { HeldJob } from './types';

/**
 * Ends a job: done, or failed as a whole with a sentence; numbers that were not reached are left as they are. Nothing
 * happens to a job that is no longer the worker's.
 */
export async function settleJob(held: HeldJob, problem: string | null, now: Date): Promise<void> {
  const { id, accountId, workerId } = held;
  await db.$transaction(async (tx) => {
    const { count } = await tx.bulkJob.updateMany({
      where: { id, workerId, state: 'running' },
      data: { state: problem === null ? 'done' : 'failed', problem, finishedAt: now, workerId: null },
    });
    if (count === 0) return;
    await tx.bulkItem.updateMany({
      where: { jobId: id, state: 'waiting' },
      data: { state: 'canceled', settledAt: now },
    });
    await tx.$executeRaw`
      UPDATE bulk_jobs SET settled = (SELECT count(*) FROM bulk_items WHERE job_id = ${id} AND state <> 'waiting') WHERE id = ${id}`;
    await notifyAccount(tx, accountId, 'numbers');
  });
}
