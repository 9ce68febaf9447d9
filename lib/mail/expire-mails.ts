import 'server-only';
import { db } from '@/lib/db';

/** How long finished mails are kept. */
const KEPT_DAYS = 30;
/** Rows removed by one statement. */
const BATCH = 5_000;

/** Worker job: forgets mails that were finished long ago. Returns how many. */
export async function expireMails(now: Date): Promise<number> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
  return db.$executeRaw`
    DELETE FROM mails WHERE id IN (SELECT id FROM mails WHERE finished_at < ${before}::timestamptz LIMIT ${BATCH})`;
}
