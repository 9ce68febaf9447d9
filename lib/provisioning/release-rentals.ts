import 'server-only';
import { recordAudit } from '@/lib/audit';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db';
import { BUY_BACK_DAYS } from './rules';

/**
 * Ends active or past-due rentals at once: no refund, the numbers are kept for buy-back, then go
 * back to their carriers. The one way a live rental ends, whoever asks. Returns how many ended.
 */
export async function releaseRentals(
  ctx: Context,
  tx: Transaction,
  rentalIds: string[],
  reason: string,
): Promise<number> {
  const now = ctx.now();
  const buyBackUntil = new Date(now.getTime() + BUY_BACK_DAYS * 86_400_000);
  let ended = 0;
  for (const id of rentalIds) {
    const rental = await tx.rental.findUniqueOrThrow({ where: { id }, select: { number: true, status: true } });
    const { count } = await tx.rental.updateMany({
      where: { id, status: { in: ['active', 'past_due'] } },
      data: { status: 'released', statusReason: reason, releasedAt: now, buyBackUntil },
    });
    if (count === 0) continue;
    ended += 1;
    await tx.inventoryNumber.updateMany({
      where: { number: rental.number, status: 'rented' },
      data: { status: 'held_for_buyback' },
    });
    await recordAudit(ctx, tx, {
      action: 'number.release',
      entityType: 'rental',
      entityId: id,
      before: { status: rental.status },
      after: { status: 'released', reason },
    });
  }
  return ended;
}
