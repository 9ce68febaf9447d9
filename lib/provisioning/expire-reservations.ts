import 'server-only';
import { db } from '@/lib/db';
import { giveUpReservation } from './reserve-numbers';

/** Reservations ended in one go; the next run takes the rest. */
const BATCH = 500;

/** Worker job: puts the numbers of reservations that ran out back on offer. Returns how many ended. */
export async function expireReservations(now: Date): Promise<number> {
  const due = await db.reservation.findMany({
    where: { state: 'held', expiresAt: { lte: now } },
    select: { id: true },
    take: BATCH,
  });
  let ended = 0;
  for (const { id } of due) {
    if (await db.$transaction((tx) => giveUpReservation(tx, id, 'expired'))) ended += 1;
  }
  return ended;
}
