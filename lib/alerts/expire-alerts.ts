import 'server-only';
import { db } from '@/lib/db';

/** How long notices are kept. */
const KEPT_DAYS = 90;
/** Rows removed by one statement. */
const BATCH = 5_000;

/** Worker job: forgets alerts of long ago, with who has read them. Returns how many. */
export async function expireAlerts(now: Date): Promise<number> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
  return db.$executeRaw`
    DELETE FROM alerts WHERE id IN (SELECT id FROM alerts WHERE created_at < ${before}::timestamptz LIMIT ${BATCH})`;
}
