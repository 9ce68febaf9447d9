import 'server-only';
import { recordAudit } from '@/lib/audit';
import { captureHold } from '@/lib/billing';
import { asAccountId, systemContext } from '@/lib/context';
import { asDate, dayIn, nextRentDay } from '@/lib/datetime';
import { db, type Transaction } from '@/lib/db';
import { notifyAccount } from '@/lib/events';

/** A rental row as provisioning reads it, locked for the transaction. */
export async function lockRental(tx: Transaction, rentalId: string) {
  await tx.$queryRaw`SELECT id FROM rentals WHERE id = ${rentalId} FOR UPDATE`;
  return tx.rental.findUniqueOrThrow({ where: { id: rentalId }, include: { account: { select: { timeZone: true } } } });
}

/**
 * The carrier confirmed: the number is active from today, the held money becomes ledger entries,
 * the rent day is set. Doing it again changes nothing. A rental with days already paid (a
 * replacement) keeps them and is not charged.
 */
export async function activateRental(rentalId: string, now: Date = new Date()): Promise<void> {
  await db.$transaction(async (tx) => {
    const rental = await lockRental(tx, rentalId);
    if (rental.status !== 'provisioning') return;
    const accountId = asAccountId(rental.accountId);
    const from = dayIn(rental.account.timeZone, now);
    const until = nextRentDay(from);
    const price = {
      currency: rental.currency,
      setupMicros: rental.setupMicros,
      monthlyMicros: rental.monthlyMicros,
      taxBasisPoints: rental.taxBasisPoints,
    };
    const charged = await captureHold(tx, { accountId, rentalId, number: rental.number, price, from, until });
    await tx.rental.update({
      where: { id: rentalId },
      data: {
        status: 'active',
        statusReason: null,
        activatedAt: now,
        paidUntil: charged ? asDate(until) : (rental.paidUntil ?? asDate(from)),
      },
    });
    await tx.carrierOrder.updateMany({ where: { rentalId }, data: { state: 'active' } });
    await recordAudit(
      systemContext(accountId, 'provisioning', () => now),
      tx,
      {
        action: 'number.activate',
        entityType: 'rental',
        entityId: rentalId,
        before: { status: 'provisioning' },
        after: { status: 'active' },
      },
    );
    await notifyAccount(tx, accountId, 'numbers');
  });
}
