import 'server-only';
import { db } from '@/lib/db';

/** Forgets drafts that nobody asked for: reservations end by themselves, files were only looked at. Returns how many. */
export async function expireDrafts(now: Date): Promise<number> {
  const { count } = await db.bulkJob.deleteMany({ where: { state: 'draft', expiresAt: { lt: now } } });
  return count;
}
