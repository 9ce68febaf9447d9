import 'server-only';
import { Prisma } from '@/lib/db';
import type { BookCheck } from './types';

/** What each call was charged, by its id: the call and the tax on it. */
const CALL_ENTRIES = Prisma.sql`
  SELECT substring(unique_key FROM '[0-9]+$')::bigint AS call_id, account_id, SUM(amount_micros) FILTER (WHERE kind = 'call') AS amount,
         SUM(amount_micros) FILTER (WHERE kind = 'tax') AS tax
    FROM ledger_entries WHERE unique_key LIKE 'call:%' OR unique_key LIKE 'tax:call:%' GROUP BY 1, 2`;

/** What must be true of calls and what they cost. */
export const CALL_CHECKS: readonly BookCheck[] = [
  {
    name: 'A call costs what its ledger says',
    find: () => Prisma.sql`
      SELECT 'call ' || COALESCE(c.id, e.call_id) AS subject,
             CASE WHEN c.id IS NULL THEN 'The ledger charges it, and there is no such call of the account.'
                  ELSE 'It costs ' || c.amount_micros || ' and ' || c.tax_micros || ' micros of tax, its ledger says '
                       || COALESCE(-e.amount, 0) || ' and ' || COALESCE(-e.tax, 0) || '.' END AS detail
        FROM (SELECT * FROM calls WHERE amount_micros <> 0 OR tax_micros <> 0) c
        FULL JOIN (${CALL_ENTRIES}) e ON e.call_id = c.id AND e.account_id = c.account_id
       WHERE c.id IS NULL OR c.amount_micros <> COALESCE(-e.amount, 0) OR c.tax_micros <> COALESCE(-e.tax, 0)`,
  },
  {
    name: 'A call that was not answered is free',
    find: () => Prisma.sql`
      SELECT 'call ' || id AS subject, 'It was never answered, or has not ended, and costs ' || amount_micros || ' micros for ' || billed_seconds || ' s.' AS detail
        FROM calls WHERE (answered_at IS NULL OR ended_at IS NULL) AND (amount_micros <> 0 OR tax_micros <> 0 OR billed_seconds <> 0)`,
  },
  {
    name: 'Calls are billed by begun minutes',
    find: () => Prisma.sql`
      SELECT 'call ' || id AS subject, 'It lasted ' || duration_seconds || ' s, ' || billed_seconds || ' s are billed at ' || rate_micros || ' micros a minute, which came to ' || amount_micros || '.' AS detail
        FROM calls
       WHERE answered_at IS NOT NULL AND ended_at IS NOT NULL
         AND (billed_seconds <> CASE WHEN purpose = 'proof' THEN 0 ELSE GREATEST(60, (duration_seconds + 59) / 60 * 60) END
              OR amount_micros <> rate_micros * (billed_seconds / 60))`,
  },
];
