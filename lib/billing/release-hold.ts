import 'server-only';
import type { AccountId } from '@/lib/context';
import type { Transaction } from '@/lib/db';

/** Gives a rental's held money free; returns the amount, 0 when nothing was held (any more). */
export async function releaseHold(tx: Transaction, accountId: AccountId, rentalId: string): Promise<bigint> {
  const rows = await tx.$queryRaw<{ amount_micros: bigint }[]>`
    WITH freed AS (
      UPDATE balance_holds SET state = 'released', settled_at = now()
       WHERE rental_id = ${rentalId} AND account_id = ${accountId} AND state = 'held'
      RETURNING amount_micros
    ), sum AS (SELECT COALESCE(SUM(amount_micros), 0)::bigint AS amount_micros FROM freed),
    moved AS (
      UPDATE accounts SET held_micros = held_micros - sum.amount_micros FROM sum
       WHERE accounts.id = ${accountId} AND sum.amount_micros > 0
      RETURNING 1
    )
    SELECT amount_micros FROM sum`;
  return rows[0]?.amount_micros ?? 0n;
}
