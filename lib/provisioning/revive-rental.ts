import 'server-only';
import { recordAudit } from '@/lib/audit';
import { postRent, type RentalPrice } from '@/lib/billing';
import type { Context } from '@/lib/context';
import { asDate } from '@/lib/datetime';
import type { Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { lockRental } from './activate-rental';
import { lowBalance } from './explain-refusal';
import { quoteRevival, type Revival } from './quote-revival';

/**
 * Makes a released rental active again within its buy-back days, and charges what `quoteRevival` says.
 * `gone`: the number is no longer kept for this account.
 */
export async function reviveRental(ctx: Context, tx: Transaction, rentalId: string): Promise<'active' | 'gone'> {
  const rental = await lockRental(tx, rentalId);
  if (rental.status !== 'released' || !rental.buyBackUntil || rental.buyBackUntil <= ctx.now()) return 'gone';
  const kept = await tx.inventoryNumber.updateMany({
    where: { number: rental.number, status: 'held_for_buyback' },
    data: { status: 'rented' },
  });
  if (kept.count === 0) return 'gone';
  const revival = quoteRevival(rental, rental.account.timeZone, ctx.now());
  await chargeMonths(ctx, tx, rental, revival);
  await tx.rental.update({
    where: { id: rentalId },
    data: {
      status: 'active',
      statusReason: null,
      releasedAt: null,
      buyBackUntil: null,
      pastDueSince: null,
      paidUntil: revival.paidUntil && asDate(revival.paidUntil),
    },
  });
  await recordAudit(ctx, tx, {
    action: 'number.buy_back',
    entityType: 'rental',
    entityId: rentalId,
    before: { status: 'released' },
    after: { status: 'active' },
  });
  return 'active';
}

type Released = RentalPrice & { id: string; number: string };

/** All that is due or nothing: the refusal says what is missing for all of it. */
async function chargeMonths(ctx: Context, tx: Transaction, rental: Released, { months, dueMicros }: Revival) {
  const { id: rentalId, number } = rental;
  try {
    for (const month of months) await postRent(tx, ctx.accountId, { rentalId, number, price: rental, ...month });
  } catch (error) {
    if (error instanceof AppError && error.code === 'insufficient_balance')
      throw await lowBalance(ctx, dueMicros, rental.currency);
    throw error;
  }
}
