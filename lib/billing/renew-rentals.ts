import 'server-only';
import type { AccountId } from '@/lib/context';
import { db, Prisma } from '@/lib/db';
import { log } from '@/lib/log';
import { collectRent, type ReleaseUnpaid, type RentOutcome } from './collect-rent';
import { GRACE_DAYS } from './rules';

/** How many rentals ended which way in one run; `failed` ones are logged and tried again by the next. */
export type RenewalRun = Record<Exclude<RentOutcome, 'not_due'> | 'failed', number>;

/**
 * Worker job, run often: collects the rent that is due in each account's own time zone, primaries
 * before their fallbacks, and releases what stayed unpaid through its grace days.
 */
export async function renewRentals(now: Date, releaseUnpaid: ReleaseUnpaid): Promise<RenewalRun> {
  const run: RenewalRun = { renewed: 0, recovered: 0, past_due: 0, still_due: 0, released: 0, failed: 0 };
  for (const { id } of await findDueRentals(now)) {
    const outcome = await collectOrLog(id, now, releaseUnpaid);
    if (outcome !== 'not_due') run[outcome] += 1;
  }
  return run;
}

/** One rental that cannot be handled must not stop the rent of all others. */
async function collectOrLog(id: string, now: Date, releaseUnpaid: ReleaseUnpaid): Promise<RentOutcome | 'failed'> {
  try {
    return await collectRent(id, { now, releaseUnpaid });
  } catch (error) {
    log.error({ err: error, rentalId: id }, 'collecting rent failed');
    return 'failed';
  }
}

/**
 * Tries again what one account owes, for when money has just come in. Releases nothing. Returns how
 * many past-due numbers are paid again.
 */
export async function collectPastDue(accountId: AccountId, now: Date): Promise<number> {
  let recovered = 0;
  for (const { id } of await findDueRentals(now, accountId)) {
    if ((await collectRent(id, { now })) === 'recovered') recovered += 1;
  }
  return recovered;
}

/**
 * Rentals whose rent day has come. A past-due one only when the money may suffice now or its grace
 * days are over, so that accounts without money cost a run nothing.
 */
async function findDueRentals(now: Date, accountId?: AccountId): Promise<{ id: string }[]> {
  const today = Prisma.sql`(${now}::timestamptz AT TIME ZONE a.time_zone)::date`;
  return db.$queryRaw<{ id: string }[]>`
    SELECT r.id FROM rentals r JOIN accounts a ON a.id = r.account_id
     WHERE r.status IN ('active', 'past_due')
       -- No zone is more than a day ahead of UTC: lets the index on status and day find the rows.
       AND r.paid_until <= (${now}::timestamptz AT TIME ZONE 'UTC')::date + 1
       AND r.paid_until <= ${today}
       AND (r.status = 'active' OR a.balance_micros - a.held_micros >= r.monthly_micros
            OR r.past_due_since + ${GRACE_DAYS}::int <= ${today})
       ${accountId ? Prisma.sql`AND r.account_id = ${accountId}` : Prisma.empty}
     ORDER BY r.account_id,
              EXISTS (SELECT 1 FROM ha_pairs p WHERE p.fallback_rental_id = r.id AND p.state NOT IN ('off', 'failed')),
              r.paid_until, r.id`;
}
