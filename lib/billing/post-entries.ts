import 'server-only';
import type { AccountId } from '@/lib/context';
import type { Day } from '@/lib/datetime';
import { Prisma, type Transaction } from '@/lib/db';
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

/** Whether an entry is charged for a number that is a fallback just then: later changes of its pair change no statement. */
const IS_FALLBACK = Prisma.sql`
  (rental_id IS NOT NULL AND EXISTS (
    SELECT 1 FROM ha_pairs p WHERE p.fallback_rental_id = rental_id AND p.state NOT IN ('off', 'failed')))`;

interface Settlement {
  /** Held money that these entries settle: given free in the same update. */
  settledHoldMicros?: bigint;
  /** Refuse (and write nothing) unless this much is free; undefined posts whatever the balance. */
  requireAvailableMicros?: bigint;
}

/**
 * The only writer of the ledger: moves the balance by the sum of `entries` and appends them with
 * their running balance, by one statement in the caller's transaction. The entries are made from the
 * updated account row, so that those of one account are numbered one transaction at a time.
 */
export async function postEntries(
  tx: Transaction,
  accountId: AccountId,
  entries: readonly NewEntry[],
  { settledHoldMicros = 0n, requireAvailableMicros }: Settlement = {},
): Promise<void> {
  const sum = entries.reduce((total, entry) => total + entry.amountMicros, 0n);
  const floor = requireAvailableMicros ?? null;
  const column = (value: (entry: NewEntry) => string | null | undefined) =>
    entries.map((entry) => value(entry) ?? null);
  const written = await tx.$executeRaw`
    WITH moved AS (
      UPDATE accounts SET balance_micros = balance_micros + ${sum}::bigint, held_micros = held_micros - ${settledHoldMicros}::bigint
       WHERE id = ${accountId}
         AND (${floor}::bigint IS NULL OR balance_micros - held_micros >= ${floor}::bigint)
      RETURNING balance_micros - ${sum}::bigint AS before
    ), entry AS (
      SELECT *, SUM(amount) OVER (ORDER BY position)::bigint AS running
        FROM unnest(${column(({ kind }) => kind)}::text[]::"LedgerKind"[], ${column(({ amountMicros }) => String(amountMicros))}::text[]::bigint[],
               ${column(({ description }) => description)}::text[], ${column(({ uniqueKey }) => uniqueKey)}::text[],
               ${column(({ rentalId }) => rentalId)}::text[], ${column(({ number }) => number)}::text[],
               ${column(({ periodFrom }) => periodFrom)}::text[]::date[], ${column(({ periodUntil }) => periodUntil)}::text[]::date[])
             WITH ORDINALITY AS e(kind, amount, description, unique_key, rental_id, number, period_from, period_until, position)
    )
    INSERT INTO ledger_entries (account_id, kind, amount_micros, balance_after_micros, description, unique_key, rental_id, number, period_from, period_until, is_fallback)
    SELECT ${accountId}, kind, amount, before + running, description, unique_key, rental_id, number, period_from, period_until, ${IS_FALLBACK}
      FROM moved, entry ORDER BY position`;
  if (written !== entries.length) {
    throw new AppError('insufficient_balance', 'The balance is too low for this charge.');
  }
}

interface AccountEntry extends NewEntry {
  accountId: AccountId;
}

/**
 * Posts entries of many accounts by one statement, each account's in the given order, whatever their
 * balances: what was used is owed. Accounts are locked in one order, and no stronger than the update asks: rows
 * that the transaction wrote before refer to them, and two such transactions would wait for each other.
 *
 * @throws AppError not_found, with nothing written, when an account does not exist.
 */
export async function postEntriesOf(tx: Transaction, entries: readonly AccountEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const column = <T>(value: (entry: AccountEntry) => T): T[] => entries.map(value);
  const written = await tx.$executeRaw`
    WITH entry AS (
      SELECT *, SUM(amount) OVER (PARTITION BY account_id ORDER BY position)::bigint AS running
        FROM unnest(${column(({ accountId }) => accountId)}::text[], ${column(({ kind }) => kind)}::text[]::"LedgerKind"[],
               ${column(({ amountMicros }) => String(amountMicros))}::text[]::bigint[], ${column(({ description }) => description)}::text[],
               ${column(({ uniqueKey }) => uniqueKey)}::text[], ${column(({ rentalId }) => rentalId ?? null)}::text[],
               ${column(({ number }) => number ?? null)}::text[])
             WITH ORDINALITY AS e(account_id, kind, amount, description, unique_key, rental_id, number, position)
    ), locked AS (
      SELECT id FROM accounts WHERE id IN (SELECT account_id FROM entry) ORDER BY id FOR NO KEY UPDATE
    ), moved AS (
      UPDATE accounts a SET balance_micros = a.balance_micros + s.total
        FROM (SELECT account_id, SUM(amount)::bigint AS total FROM entry GROUP BY account_id) s JOIN locked ON locked.id = s.account_id
       WHERE a.id = s.account_id
      RETURNING a.id, a.balance_micros - s.total AS before
    )
    INSERT INTO ledger_entries (account_id, kind, amount_micros, balance_after_micros, description, unique_key, rental_id, number, is_fallback)
    SELECT account_id, kind, amount, before + running, description, unique_key, rental_id, number, ${IS_FALLBACK}
      FROM entry JOIN moved ON moved.id = entry.account_id ORDER BY position`;
  if (written !== entries.length) throw new AppError('not_found', 'An entry names an account that does not exist.');
}
