import 'server-only';
import { recordAudit } from '@/lib/audit';
import { releaseHold } from '@/lib/billing';
import { asAccountId, systemContext } from '@/lib/context';
import { db, type Transaction } from '@/lib/db';
import { notifyAccount } from '@/lib/events';
import { enqueueInTransaction } from '@/lib/workflows';
import { lockRental } from './activate-rental';
import { asSentence } from './format';
import { movePair } from './move-pair';

interface Failure {
  /** Told to the customer, as a sentence. */
  reason: string;
  /**
   * refused: the carrier does not offer the number any more. unreachable, unwanted: the order is
   * given back first, then the number is on offer again.
   */
  kind: 'refused' | 'unreachable' | 'unwanted';
}

/** Ends a rental that never became active and frees its money. Doing it again changes nothing. */
export async function failRental(rentalId: string, failure: Failure): Promise<void> {
  await db.$transaction(async (tx) => {
    const rental = await lockRental(tx, rentalId);
    if (rental.status !== 'provisioning') return;
    const accountId = asAccountId(rental.accountId);
    const reason = asSentence(failure.reason);
    const freedMicros = await releaseHold(tx, accountId, rentalId);
    await tx.rental.update({ where: { id: rentalId }, data: { status: 'failed', statusReason: reason } });
    await endWaitingPair(tx, rentalId);
    if (failure.kind === 'refused') {
      await tx.inventoryNumber.update({ where: { number: rental.number }, data: { status: 'withdrawn' } });
      // A carrier may also refuse an order it had accepted.
      await tx.carrierOrder.updateMany({ where: { rentalId }, data: { state: 'refused', reason: failure.reason } });
    } else {
      await enqueueInTransaction(tx, 'releaseRental', rentalId);
    }
    await recordAudit(systemContext(accountId, 'provisioning'), tx, {
      action: 'number.fail',
      entityType: 'rental',
      entityId: rentalId,
      after: { status: 'failed', reason, freedMicros: freedMicros.toString() },
    });
    await notifyAccount(tx, accountId, 'numbers');
  });
}

/** A pair that waits for stock has no workflow that would see its primary fail. */
async function endWaitingPair(tx: Transaction, primaryRentalId: string): Promise<void> {
  const from = 'waiting_for_stock' as const;
  const pair = await tx.haPair.findFirst({ where: { primaryRentalId, state: from }, select: { id: true } });
  if (!pair) return;
  const reason = 'The primary number did not become active, so no fallback is needed.';
  await movePair(tx, { pairId: pair.id, from, to: 'off', reason });
}
