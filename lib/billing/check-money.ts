import 'server-only';
import { Prisma } from '@/lib/db';
import { FIRST_MONTH } from './rules';
import type { BookCheck } from './types';

/** What a rental was charged, by the day the charge pays from: rent and fees apart from tax. */
const CHARGES = Prisma.sql`
  SELECT rental_id, period_from, SUM(amount_micros)::bigint AS amount, COALESCE(SUM(amount_micros) FILTER (WHERE kind = 'tax'), 0)::bigint AS tax
    FROM ledger_entries WHERE rental_id IS NOT NULL AND period_from IS NOT NULL GROUP BY rental_id, period_from`;

/** What must be true of balances, holds and the ledger. */
export const MONEY_CHECKS: readonly BookCheck[] = [
  {
    name: 'A balance is the sum of its ledger',
    find: () => Prisma.sql`
      SELECT a.id AS subject, 'The balance is ' || a.balance_micros || ' micros, the entries sum to ' || COALESCE(l.sum, 0) || '.' AS detail
        FROM accounts a LEFT JOIN (SELECT account_id, SUM(amount_micros) AS sum FROM ledger_entries GROUP BY account_id) l ON l.account_id = a.id
       WHERE a.balance_micros <> COALESCE(l.sum, 0)`,
  },
  {
    name: 'Running balances follow one another',
    find: () => Prisma.sql`
      SELECT account_id || ' entry ' || id AS subject,
             'The balance after it is ' || balance_after_micros || ' micros, the entries before it and it give ' || before + amount_micros || '.' AS detail
        FROM (SELECT *, COALESCE(LAG(balance_after_micros) OVER (PARTITION BY account_id ORDER BY id), 0) AS before FROM ledger_entries) e
       WHERE balance_after_micros <> before + amount_micros`,
  },
  {
    name: 'The sums of the months are those of the ledger',
    find: () => Prisma.sql`
      SELECT COALESCE(m.account_id, l.account_id) || ' in ' || COALESCE(m.month, l.month) AS subject,
             'The month has ' || COALESCE(m.sum, 0) || ' micros, its entries sum to ' || COALESCE(l.sum, 0) || '.' AS detail
        FROM (SELECT account_id, month, top_up_micros + adjustment_micros + setup_micros + rent_micros + fallback_micros + call_micros
                     + rent_tax_micros + call_tax_micros AS sum FROM ledger_months) m
        FULL JOIN (SELECT e.account_id, date_trunc('month', e.created_at AT TIME ZONE a.time_zone)::date AS month, SUM(e.amount_micros) AS sum
                     FROM ledger_entries e JOIN accounts a ON a.id = e.account_id GROUP BY 1, 2) l USING (account_id, month)
       WHERE COALESCE(m.sum, 0) <> COALESCE(l.sum, 0)`,
  },
  {
    name: 'The sums of numbers are those of their account’s months',
    find: () => Prisma.sql`
      SELECT m.account_id || ' in ' || m.month AS subject,
             'Calls cost ' || -m.call_micros || ' micros, those of its numbers ' || -COALESCE(n.calls, 0) || '; rent ' || -m.rent || ', of its numbers ' || -COALESCE(n.rent, 0) || '.' AS detail
        FROM (SELECT account_id, month, call_micros, rent_micros + fallback_micros AS rent FROM ledger_months) m
        LEFT JOIN (SELECT account_id, month, SUM(call_micros) AS calls, SUM(rent_micros + fallback_micros) AS rent
                     FROM number_months GROUP BY 1, 2) n USING (account_id, month)
       WHERE m.call_micros <> COALESCE(n.calls, 0) OR m.rent <> COALESCE(n.rent, 0)`,
  },
  {
    name: 'Money on hold is the sum of open holds',
    find: () => Prisma.sql`
      SELECT a.id AS subject, a.held_micros || ' micros are on hold, the open holds sum to ' || COALESCE(h.sum, 0) || '.' AS detail
        FROM accounts a LEFT JOIN (SELECT account_id, SUM(amount_micros) AS sum FROM balance_holds WHERE state = 'held' GROUP BY account_id) h ON h.account_id = a.id
       WHERE a.held_micros <> COALESCE(h.sum, 0)`,
  },
  {
    // Only an operator's correction may take what is already spoken for, and calls that were in progress.
    name: 'No account spent more than it had',
    find: () => Prisma.sql`
      SELECT a.id AS subject, 'Its available balance is ' || a.balance_micros - a.held_micros || ' micros, and neither an adjustment nor its calls explain it.' AS detail
        FROM accounts a WHERE a.balance_micros - a.held_micros < 0
         AND NOT EXISTS (SELECT 1 FROM ledger_entries l WHERE l.account_id = a.id AND l.kind = 'adjustment' AND l.amount_micros < 0)
         AND a.balance_micros - a.held_micros + (SELECT COALESCE(SUM(c.amount_micros + c.tax_micros), 0) FROM calls c WHERE c.account_id = a.id) < 0`,
  },
  {
    name: 'Only a number being set up has money on hold',
    find: () => Prisma.sql`
      SELECT h.id AS subject, h.amount_micros || ' micros are held for rental ' || r.id || ', which is ' || r.status
               || CASE WHEN r.account_id <> h.account_id THEN ' and of another account.' ELSE '.' END AS detail
        FROM balance_holds h JOIN rentals r ON r.id = h.rental_id
       WHERE h.state = 'held' AND (r.status <> 'provisioning' OR r.account_id <> h.account_id)`,
  },
  {
    name: 'A captured hold is what was charged',
    find: () => Prisma.sql`
      WITH charges AS (${CHARGES})
      SELECT h.id AS subject, h.amount_micros || ' micros were captured for rental ' || h.rental_id || ', its first charge was ' || COALESCE(-c.amount, 0) || '.' AS detail
        FROM balance_holds h LEFT JOIN (SELECT DISTINCT ON (rental_id) * FROM charges ORDER BY rental_id, period_from) c ON c.rental_id = h.rental_id
       WHERE h.state = 'captured' AND h.amount_micros <> COALESCE(-c.amount, 0)`,
  },
  {
    name: 'A first charge was held once before',
    find: () => Prisma.sql`
      SELECT l.rental_id AS subject, 'Its first month was charged with ' || COUNT(h.id) || ' captured holds.' AS detail
        FROM (SELECT DISTINCT rental_id FROM ledger_entries WHERE kind = 'setup_fee' OR description = ${FIRST_MONTH}) l
        LEFT JOIN balance_holds h ON h.rental_id = l.rental_id AND h.state = 'captured'
       GROUP BY l.rental_id HAVING COUNT(h.id) <> 1`,
  },
  {
    name: 'A number that never worked costs nothing',
    find: () => Prisma.sql`
      SELECT r.id AS subject, 'It failed, and was charged ' || -SUM(l.amount_micros) || ' micros.' AS detail
        FROM rentals r JOIN ledger_entries l ON l.rental_id = r.id WHERE r.status = 'failed'
       GROUP BY r.id HAVING SUM(l.amount_micros) <> 0`,
  },
  {
    name: 'No day is charged twice',
    find: () => Prisma.sql`
      SELECT rental_id AS subject, 'The rent from ' || period_from || ' overlaps the rent paid until ' || paid_until || '.' AS detail
        FROM (SELECT rental_id, period_from, LAG(period_until) OVER (PARTITION BY rental_id ORDER BY period_from, id) AS paid_until
                FROM ledger_entries WHERE kind = 'rental' AND amount_micros < 0) e
       WHERE period_from < paid_until`,
  },
  {
    name: 'A live number is paid until its last charge ends',
    find: () => Prisma.sql`
      SELECT r.id AS subject, 'It is paid until ' || COALESCE(r.paid_until::text, 'no day') || ', its charges reach to ' || COALESCE(l.until::text, 'no day') || '.' AS detail
        FROM rentals r LEFT JOIN (SELECT rental_id, MAX(period_until) AS until FROM ledger_entries WHERE kind = 'rental' GROUP BY rental_id) l ON l.rental_id = r.id
       WHERE r.status IN ('active', 'past_due') AND CASE r.origin WHEN 'rented' THEN r.paid_until IS NULL OR r.paid_until <> l.until
               ELSE r.paid_until IS NOT NULL OR l.until IS NOT NULL END`,
  },
  {
    name: 'A number is past due since a day',
    find: () => Prisma.sql`
      SELECT id AS subject, 'It is ' || status || ' and past due since ' || COALESCE(past_due_since::text, 'no day') || '.' AS detail
        FROM rentals WHERE status IN ('provisioning', 'active', 'past_due') AND (status = 'past_due') <> (past_due_since IS NOT NULL)`,
  },
  {
    name: 'Tax goes with its charge',
    find: () => Prisma.sql`
      WITH charges AS (${CHARGES})
      SELECT c.rental_id || ' from ' || c.period_from AS subject,
             'The tax is ' || -c.tax || ' micros on ' || c.tax - c.amount || ' at ' || r.tax_basis_points || ' basis points.' AS detail
        FROM charges c JOIN rentals r ON r.id = c.rental_id
       WHERE -c.tax <> ((c.tax - c.amount) * r.tax_basis_points + 5000) / 10000`,
  },
  {
    name: 'A charge is on the account of its number',
    find: () => Prisma.sql`
      SELECT l.account_id || ' entry ' || l.id AS subject, 'It charges rental ' || l.rental_id || COALESCE(' of account ' || r.account_id, ', which does not exist') || '.' AS detail
        FROM ledger_entries l LEFT JOIN rentals r ON r.id = l.rental_id
       WHERE l.rental_id IS NOT NULL AND r.account_id IS DISTINCT FROM l.account_id`,
  },
];
