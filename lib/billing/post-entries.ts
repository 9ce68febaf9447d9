import 'server-only';
import type { AccountId } from '@/lib/context';
import type { Day } from '@/lib/datetime';
import { asDate } from '@/lib/datetime';
import type { Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import type { LedgerKind } from './types';

export interface NewEntry {
  kind: LedgerKind;
  /** Negative when it costs the account. */
  amountMicros: bigint;
  description: string;
  uniqueKey: string;
  rentalId?: string;
  number?: string;
  periodFrom?: Day;
  periodUntil?: Day;
}

interface Settlement {
  /** Held money that these entries settle: given free in the same update. */
  settledHoldMicros?: bigint;
  /** Refuse (and write nothing) unless this much is free; undefined posts whatever the balance. */
  requireAvailableMicros?: bigint;
}

/**
 * The only writer of the ledger: moves the balance by the sum of `entries` and appends them with
 * their running balance, in the caller's transaction. The account row's update comes first, so
 * that entries of one account are written one transaction at a time.
 */
export async function postEntries(
  tx: Transaction,
  accountId: AccountId,
  entries: readonly NewEntry[],
  { settledHoldMicros = 0n, requireAvailableMicros }: Settlement = {},
): Promise<void> {
  const sum = entries.reduce((total, entry) => total + entry.amountMicros, 0n);
  const floor = requireAvailableMicros ?? null;
  const rows = await tx.$queryRaw<{ balance_micros: bigint }[]>`
    UPDATE accounts SET balance_micros = balance_micros + ${sum}::bigint, held_micros = held_micros - ${settledHoldMicros}::bigint
     WHERE id = ${accountId}
       AND (${floor}::bigint IS NULL OR balance_micros - held_micros >= ${floor}::bigint)
    RETURNING balance_micros`;
  const after = rows[0]?.balance_micros;
  if (after === undefined) throw new AppError('insufficient_balance', 'The balance is too low for this charge.');
  let running = after - sum;
  await tx.ledgerEntry.createMany({
    data: entries.map((entry) => {
      running += entry.amountMicros;
      return {
        accountId,
        kind: entry.kind,
        amountMicros: entry.amountMicros,
        balanceAfterMicros: running,
        description: entry.description,
        uniqueKey: entry.uniqueKey,
        rentalId: entry.rentalId ?? null,
        number: entry.number ?? null,
        periodFrom: entry.periodFrom ? asDate(entry.periodFrom) : null,
        periodUntil: entry.periodUntil ? asDate(entry.periodUntil) : null,
      };
    }),
  });
}
