import 'server-only';
import { recordAudit } from '@/lib/audit';
import { postEntries, renewalLines, renewalTotal } from '@/lib/billing';
import type { Context } from '@/lib/context';
import { asDate, dayIn, dayOf, nextRentDay } from '@/lib/datetime';
import type { Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { lockRental } from './activate-rental';
import { lowBalance } from './explain-refusal';

/**
 * Makes a released rental active again within its buy-back days. Nothing is due before the day it
 * is paid until; after that a new month is charged from today. `gone`: the number is no longer
 * kept for this account.
 */
export async function reviveRental(ctx: Context, tx: Transaction, rentalId: string): Promise<'active' | 'gone'> {
  const rental = await lockRental(tx, rentalId);
  if (rental.status !== 'released' || !rental.buyBackUntil || rental.buyBackUntil <= ctx.now()) return 'gone';
  const kept = await tx.inventoryNumber.updateMany({
    where: { number: rental.number, status: 'held_for_buyback' },
    data: { status: 'rented' },
  });
  if (kept.count === 0) return 'gone';
  const today = dayIn(rental.account.timeZone, ctx.now());
  const paidUntil = rental.paidUntil ? dayOf(rental.paidUntil) : today;
  const until = paidUntil > today ? paidUntil : nextRentDay(today);
  if (until !== paidUntil) await chargeMonth(ctx, tx, { ...rental, from: today, until });
  await tx.rental.update({
    where: { id: rentalId },
    data: {
      status: 'active',
      statusReason: null,
      releasedAt: null,
      buyBackUntil: null,
      pastDueSince: null,
      paidUntil: asDate(until),
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

interface Month {
  id: string;
  number: string;
  currency: 'INR' | 'USD';
  setupMicros: bigint;
  monthlyMicros: bigint;
  taxBasisPoints: number;
  from: string;
  until: string;
}

async function chargeMonth(ctx: Context, tx: Transaction, rental: Month): Promise<void> {
  const entries = renewalLines(rental).map((line) => ({
    kind: line.kind,
    amountMicros: -line.amountMicros,
    description: line.description,
    uniqueKey: `${line.kind}:${rental.id}:${rental.from}`,
    rentalId: rental.id,
    number: rental.number,
    periodFrom: rental.from,
    periodUntil: rental.until,
  }));
  const due = renewalTotal(rental);
  await postEntries(tx, ctx.accountId, entries, { requireAvailableMicros: due }).catch(async (error: unknown) => {
    if (error instanceof AppError && error.code === 'insufficient_balance')
      throw await lowBalance(ctx, due, rental.currency);
    throw error;
  });
}
