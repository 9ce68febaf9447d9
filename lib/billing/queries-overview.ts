import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { dayIn, dayOf } from '@/lib/datetime';
import { Prisma } from '@/lib/db';
import { displayNumber } from '@/lib/phone';
import { owedRent, releaseDayOf, taxBasisPointsFor } from './rules';
import type { BillingOverview, ComingRenewal, MonthlyRent, OpenHold, PastDueRent, RentalRole } from './types';

/** Renewals shown; the count says how many there are. */
const RENEWALS_SHOWN = 10;
const HOLDS_SHOWN = 50;

/** Whether rental r is a fallback number now. */
export const IS_FALLBACK = Prisma.sql`EXISTS (SELECT 1 FROM ha_pairs p WHERE p.fallback_rental_id = r.id AND p.state NOT IN ('off', 'failed'))`;
const isPrimary = Prisma.sql`EXISTS (SELECT 1 FROM ha_pairs p WHERE p.primary_rental_id = r.id AND p.state NOT IN ('off', 'failed'))`;

/** Balance, what is on hold, what each month costs and what comes next, for the account of the caller. */
export async function getBillingOverview(ctx: Context): Promise<BillingOverview> {
  authorize(ctx, 'billing.read');
  const account = await reader(ctx).account.findUniqueOrThrow({
    where: { id: ctx.accountId },
    select: { currency: true, timeZone: true, balanceMicros: true, heldMicros: true },
  });
  const [monthly, renewals, pastDue, holds] = await Promise.all([
    getMonthlyRent(ctx),
    listComingRenewals(ctx),
    findPastDueRent(ctx, account.timeZone),
    listOpenHolds(ctx),
  ]);
  return {
    ...account,
    availableMicros: account.balanceMicros - account.heldMicros,
    taxBasisPoints: taxBasisPointsFor(account.currency),
    monthly,
    pastDue,
    renewals,
    renewalCount: monthly.count,
    holds,
  };
}

interface MonthlyRow {
  is_fallback: boolean;
  count: number;
  net: bigint;
  tax: bigint;
}

async function getMonthlyRent(ctx: Context): Promise<MonthlyRent> {
  // Tax rounds by rental, as shareOf does when it is charged.
  const rows = await reader(ctx).$queryRaw<MonthlyRow[]>`
    SELECT is_fallback, count(*)::int AS count, SUM(monthly_micros)::bigint AS net,
           SUM((monthly_micros * tax_basis_points + 5000) / 10000)::bigint AS tax
      FROM (SELECT r.*, ${IS_FALLBACK} AS is_fallback FROM rentals r
             WHERE r.account_id = ${ctx.accountId} AND r.status IN ('active', 'past_due')) live
     GROUP BY is_fallback`;
  const none = { count: 0, net: 0n, tax: 0n };
  const numbers = rows.find((row) => !row.is_fallback) ?? none;
  const fallbacks = rows.find((row) => row.is_fallback) ?? none;
  const taxMicros = numbers.tax + fallbacks.tax;
  return {
    count: numbers.count + fallbacks.count,
    numbersMicros: numbers.net,
    fallbackCount: fallbacks.count,
    fallbackMicros: fallbacks.net,
    taxMicros,
    totalMicros: numbers.net + fallbacks.net + taxMicros,
  };
}

interface RenewalRow {
  id: string;
  number: string;
  day: Date;
  amount: bigint;
  status: string;
  role: RentalRole;
}

async function listComingRenewals(ctx: Context): Promise<ComingRenewal[]> {
  const rows = await reader(ctx).$queryRaw<RenewalRow[]>`
    SELECT r.id, r.number, r.paid_until AS day, r.status::text AS status,
           r.monthly_micros + (r.monthly_micros * r.tax_basis_points + 5000) / 10000 AS amount,
           CASE WHEN ${IS_FALLBACK} THEN 'fallback' WHEN ${isPrimary} THEN 'primary' ELSE 'single' END AS role
      FROM rentals r
     WHERE r.account_id = ${ctx.accountId} AND r.status IN ('active', 'past_due') AND r.paid_until IS NOT NULL
     ORDER BY r.paid_until, ${IS_FALLBACK}, r.number LIMIT ${RENEWALS_SHOWN}`;
  return rows.map((row) => ({
    rentalId: row.id,
    number: row.number,
    display: displayNumber(row.number),
    day: dayOf(row.day),
    amountMicros: row.amount,
    role: row.role,
    isPastDue: row.status === 'past_due',
  }));
}

/** What past-due numbers owe by today; null when none is. */
async function findPastDueRent(ctx: Context, timeZone: string): Promise<PastDueRent | null> {
  const today = dayIn(timeZone, ctx.now());
  const rentals = await reader(ctx).rental.findMany({
    where: { accountId: ctx.accountId, status: 'past_due', paidUntil: { not: null }, pastDueSince: { not: null } },
    select: {
      paidUntil: true,
      pastDueSince: true,
      currency: true,
      setupMicros: true,
      monthlyMicros: true,
      taxBasisPoints: true,
    },
    orderBy: { pastDueSince: 'asc' },
  });
  const first = rentals[0]?.pastDueSince;
  if (!first) return null;
  const amountMicros = rentals.reduce(
    (sum, { paidUntil, ...price }) => sum + (paidUntil ? owedRent(price, dayOf(paidUntil), today) : 0n),
    0n,
  );
  return { count: rentals.length, amountMicros, releaseDay: releaseDayOf(dayOf(first)) };
}

async function listOpenHolds(ctx: Context): Promise<OpenHold[]> {
  const holds = await reader(ctx).balanceHold.findMany({
    where: { accountId: ctx.accountId, state: 'held' },
    select: { rentalId: true, amountMicros: true, createdAt: true, rental: { select: { number: true } } },
    orderBy: { createdAt: 'asc' },
    take: HOLDS_SHOWN,
  });
  return holds.map(({ rental, rentalId, amountMicros, createdAt }) => ({
    rentalId,
    number: rental.number,
    display: displayNumber(rental.number),
    amountMicros,
    since: createdAt,
  }));
}
