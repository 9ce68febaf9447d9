import 'server-only';
import { DEFAULT_DAYS_AHEAD, type NewAlert, raiseAlerts } from '@/lib/alerts';
import { type Day, dayOf } from '@/lib/datetime';
import { db } from '@/lib/db';
import { type CurrencyCode, toDecimal } from '@/lib/money';
import { type ComingRent, coveredSentence, shortSentence } from './rules-reminders';

/** The most days ahead that an account may ask to be reminded. */
const DAYS_AHEAD_MAX = 14;
/** Alerts raised by one statement. */
const BATCH = 500;

interface DueDay {
  accountId: string;
  currency: CurrencyCode;
  day: Date;
  /** Of that day, with tax. */
  amount: bigint;
  numbers: number;
  fallbacks: number;
  /** Of that day and all before it. */
  needed: bigint;
  available: bigint;
  wantsPlain: boolean;
}

/**
 * Worker job: tells accounts, as many days ahead as they chose, of the next rent day whose rent the available balance
 * does not cover, and those that want it of rent days that are covered. Each day is told once in each way. Returns how
 * many were told.
 */
export async function remindRenewals(now: Date): Promise<number> {
  const alerts = alertsOf(await findComingRent(now), now);
  let told = 0;
  for (let from = 0; from < alerts.length; from += BATCH) {
    told += await db.$transaction((tx) => raiseAlerts(tx, alerts.slice(from, from + BATCH)));
  }
  return told;
}

function alertsOf(days: readonly DueDay[], now: Date): NewAlert[] {
  const short = new Set<string>();
  return days.flatMap((due) => {
    const { accountId, needed, available, wantsPlain } = due;
    if (needed <= available) return wantsPlain ? [alertOf('rent_ahead', due, now)] : [];
    // Later days want the same money: only the first one is told.
    if (short.has(accountId)) return [];
    short.add(accountId);
    return [alertOf('rent_short', due, now)];
  });
}

function alertOf(kind: 'rent_short' | 'rent_ahead', due: DueDay, at: Date): NewAlert {
  const { accountId, currency, numbers, fallbacks, available } = due;
  const day: Day = dayOf(due.day);
  const coming: ComingRent = {
    ...{ currency, day, numbers, fallbacks, amountMicros: due.amount, neededMicros: due.needed },
    availableMicros: available,
  };
  return {
    ...{ accountId, kind, subject: `rent ${day}`, link: '/billing', at },
    sentence: kind === 'rent_short' ? shortSentence(coming) : coveredSentence(coming),
    data: {
      ...{ Currency: currency, DueDay: day, Numbers: String(numbers) },
      ...{ Amount: toDecimal(due.amount), Balance: toDecimal(available) },
    },
  };
}

/** Coming rent days with what is due on them, each account's in order, without those that were told. */
async function findComingRent(now: Date): Promise<DueDay[]> {
  return db.$queryRaw<DueDay[]>`
    WITH due AS (
      SELECT r.account_id, r.paid_until AS day, count(*)::int AS numbers,
             (count(*) FILTER (WHERE EXISTS (SELECT 1 FROM ha_pairs p WHERE p.fallback_rental_id = r.id AND p.state NOT IN ('off', 'failed'))))::int AS fallbacks,
             sum(r.monthly_micros + (r.monthly_micros * r.tax_basis_points + 5000) / 10000)::bigint AS amount
        FROM rentals r
       WHERE r.status IN ('active', 'past_due') AND r.monthly_micros > 0
         AND r.paid_until <= (${now}::timestamptz AT TIME ZONE 'UTC')::date + ${DAYS_AHEAD_MAX + 1}::int
       GROUP BY 1, 2
    ), ahead AS (
      SELECT d.*, a.currency::text AS currency, a.balance_micros - a.held_micros AS available,
             (${now}::timestamptz AT TIME ZONE a.time_zone)::date AS today, COALESCE(s.days_ahead, ${DEFAULT_DAYS_AHEAD}::int) AS days,
             (sum(d.amount) OVER (PARTITION BY d.account_id ORDER BY d.day))::bigint AS needed,
             COALESCE(p.in_app OR p.webhooks, false)
               OR EXISTS (SELECT 1 FROM alert_mail_choices c WHERE c.account_id = a.id AND c.kind = 'rent_ahead') AS wants_plain
        FROM due d JOIN accounts a ON a.id = d.account_id
        LEFT JOIN alert_rules s ON s.account_id = a.id AND s.kind = 'rent_short'
        LEFT JOIN alert_rules p ON p.account_id = a.id AND p.kind = 'rent_ahead'
    )
    SELECT account_id AS "accountId", currency, day, amount, numbers, fallbacks, needed, available, wants_plain AS "wantsPlain"
      FROM ahead
     WHERE day > today AND day <= today + days AND (needed > available OR wants_plain)
     ORDER BY account_id, day`;
}
