import 'server-only';
import { TZDate } from '@date-fns/tz';
import { addMonths, startOfMonth } from 'date-fns';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { asDate, dayIn } from '@/lib/datetime';
import { forecastSpend } from './rules';
import type { MonthSpend } from './types';

interface Booked {
  /** The balance when the month began. */
  before: bigint;
  now: bigint;
  /** Money added and corrections. */
  funds: bigint;
  /** Rent, set-up fees and their tax, positive. */
  rent: bigint;
}

/**
 * What the account has spent in this calendar month of its own time zone, and what it will have spent at its end: the
 * rent that falls due until then, and calls at the rate of the month so far.
 */
export async function getMonthSpend(ctx: Context): Promise<MonthSpend> {
  authorize(ctx, 'billing.read');
  const { currency, timeZone, createdAt } = await reader(ctx).account.findUniqueOrThrow({
    where: { id: ctx.accountId },
    select: { currency: true, timeZone: true, createdAt: true },
  });
  const from = startOfMonth(new TZDate(ctx.now(), timeZone));
  const until = addMonths(from, 1);
  const [booked, dueRentMicros] = await Promise.all([
    readBooked(ctx, new Date(from)),
    sumRentDueBefore(ctx, dayIn(timeZone, until)),
  ]);
  const spentMicros = booked.before + booked.funds - booked.now;
  const callMicros = spentMicros - booked.rent;
  const began = Math.max(from.getTime(), createdAt.getTime());
  const span = { from: began, now: ctx.now().getTime(), until: until.getTime() };
  return {
    ...{ currency, spentMicros, callMicros, rentMicros: booked.rent },
    forecastMicros: spentMicros + dueRentMicros + forecastSpend(callMicros, span),
  };
}

/** From running balances and what is no call, so that a month of millions of calls costs no more than a quiet one. */
async function readBooked(ctx: Context, from: Date): Promise<Booked> {
  const [row] = await reader(ctx).$queryRaw<Booked[]>`
    SELECT coalesce((SELECT balance_after_micros FROM ledger_entries
                      WHERE account_id = ${ctx.accountId} AND created_at < ${from}
                      ORDER BY created_at DESC, id DESC LIMIT 1), 0) AS before,
           (SELECT balance_micros FROM accounts WHERE id = ${ctx.accountId}) AS now,
           coalesce(sum(amount_micros) FILTER (WHERE kind IN ('top_up', 'adjustment')), 0)::bigint AS funds,
           coalesce(-sum(amount_micros) FILTER (WHERE kind NOT IN ('top_up', 'adjustment')), 0)::bigint AS rent
      FROM ledger_entries
     WHERE account_id = ${ctx.accountId} AND created_at >= ${from}
       AND (kind IN ('top_up', 'adjustment') OR rental_id IS NOT NULL)`;
  return row ?? { before: 0n, now: 0n, funds: 0n, rent: 0n };
}

/** Rent with tax of every live rental whose paid time ends before that day: each once. */
async function sumRentDueBefore(ctx: Context, day: string): Promise<bigint> {
  const [row] = await reader(ctx).$queryRaw<{ due: bigint }[]>`
    SELECT coalesce(sum(monthly_micros + (monthly_micros * tax_basis_points + 5000) / 10000), 0)::bigint AS due
      FROM rentals
     WHERE account_id = ${ctx.accountId} AND status IN ('active', 'past_due') AND paid_until < ${asDate(day)}`;
  return row?.due ?? 0n;
}
