import 'server-only';
import type { AccountId } from '@/lib/context';
import type { Day } from '@/lib/datetime';
import type { Transaction } from '@/lib/db';
import { postEntries } from './post-entries';
import { firstChargeLines } from './rules';
import type { RentalPrice } from './types';

interface Activation {
  accountId: AccountId;
  rentalId: string;
  number: string;
  price: RentalPrice;
  from: Day;
  until: Day;
}

/**
 * Turns a rental's hold into ledger entries when the number becomes active. Returns false, and
 * writes nothing, when the hold was settled before: a repeated workflow step charges once.
 */
export async function captureHold(tx: Transaction, activation: Activation): Promise<boolean> {
  const { accountId, rentalId, number, price, from, until } = activation;
  const holds = await tx.$queryRaw<{ amount_micros: bigint }[]>`
    UPDATE balance_holds SET state = 'captured', settled_at = now()
     WHERE rental_id = ${rentalId} AND account_id = ${accountId} AND state = 'held'
    RETURNING amount_micros`;
  const hold = holds[0];
  if (!hold) return false;
  const entries = firstChargeLines(price).map((line) => ({
    kind: line.kind,
    amountMicros: -line.amountMicros,
    description: line.description,
    uniqueKey: `${line.kind}:${rentalId}:${from}`,
    rentalId,
    number,
    periodFrom: from,
    periodUntil: until,
  }));
  await postEntries(tx, accountId, entries, { settledHoldMicros: hold.amount_micros });
  return true;
}
