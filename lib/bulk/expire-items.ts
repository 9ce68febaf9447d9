import 'server-only';
import { db } from '@/lib/db';
import { ITEMS_KEPT_DAYS } from './format';

/** A statement's share: a job may have a hundred thousand items. */
const JOBS_AT_ONCE = 5;

/** Forgets what became of each number in jobs that ended long ago; the jobs stay on the list. Returns how many items. */
export async function expireItems(now: Date): Promise<number> {
  const before = new Date(now.getTime() - ITEMS_KEPT_DAYS * 86_400_000);
  return db.$executeRaw`
    DELETE FROM bulk_items WHERE job_id IN (
      SELECT j.id FROM bulk_jobs j
       WHERE j.finished_at < ${before} AND EXISTS (SELECT 1 FROM bulk_items i WHERE i.job_id = j.id)
       ORDER BY j.finished_at LIMIT ${JOBS_AT_ONCE})`;
}
