import 'server-only';
import type { AccountId } from '@/lib/context';
import type { Day } from '@/lib/datetime';
import type { Transaction } from '@/lib/db';
import { postEntries } from './post-entries';
import { renewalLines, totalOf } from './rules';
import type { RentalPrice } from './types';

interface Month {
  rentalId: string;
  number: string;
  price: RentalPrice;
  /** The days it pays for: from inclusive, until exclusive. */
  from: Day;
  until: Day;
}

/**
 * Charges a rental one month of rent with its tax.
 *
 * @throws AppError insufficient_balance, with nothing written, when the available balance does not cover it.
 */
export async function postRent(tx: Transaction, accountId: AccountId, month: Month): Promise<void> {
  const { rentalId, number, price, from, until } = month;
  const lines = renewalLines(price);
  const entries = lines.map((line) => ({
    kind: line.kind,
    amountMicros: -line.amountMicros,
    description: line.description,
    uniqueKey: `${line.kind}:${rentalId}:${from}`,
    rentalId,
    number,
    periodFrom: from,
    periodUntil: until,
  }));
  await postEntries(tx, accountId, entries, { requireAvailableMicros: totalOf(lines) });
}
