import 'server-only';
import { db } from '@/lib/db';
import { notifyAccount } from '@/lib/events';
import type { HeldJob } from './types';

/**
 * Says that the worker lives and how many numbers have ended; the account's open pages look again. What gets on is begun
 * for the first time as far as attempts are counted. False when the job
 * is no longer this worker's: cancelled, or taken up by another one.
 */
export async function recordProgress({ id, accountId, workerId }: HeldJob, now: Date): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const count = await tx.$executeRaw`
      WITH progress AS (SELECT count(*) AS ended FROM bulk_items WHERE job_id = ${id} AND state <> 'waiting')
      UPDATE bulk_jobs SET beat_at = ${now}, settled = ended, attempts = CASE WHEN ended > settled THEN 1 ELSE attempts END
        FROM progress WHERE id = ${id} AND worker_id = ${workerId} AND state = 'running'`;
    if (count > 0) await notifyAccount(tx, accountId, 'numbers');
    return count > 0;
  });
}
