import 'server-only';
import { db } from '@/lib/db';
import { enqueueInTransaction } from '@/lib/workflows';

const BATCH = 500;

/**
 * Worker job: numbers whose buy-back days are over go back to their carriers, by a durable
 * workflow each. Enqueued again before it has run, it is the same workflow. Returns how many.
 */
export async function returnReleasedNumbers(now: Date): Promise<number> {
  const due = await db.$queryRaw<{ id: string }[]>`
    SELECT r.id FROM rentals r JOIN inventory_numbers i ON i.number = r.number
     WHERE r.status = 'released' AND r.buy_back_until <= ${now} AND i.status = 'held_for_buyback'
     ORDER BY r.buy_back_until LIMIT ${BATCH}`;
  for (const { id } of due) await db.$transaction((tx) => enqueueInTransaction(tx, 'releaseRental', id));
  return due.length;
}
