import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { asDate, firstDayOf, plusMonths, startOfDayIn } from '@/lib/datetime';
import { type MonthsAccount, readMonthSpend, readMonthsAccount } from './queries-months';
import { IS_FALLBACK } from './queries-overview';
import { forecastSpend, taxBasisPointsFor } from './rules';
import type { MonthForecast, MonthSpend } from './types';

/**
 * What the account has spent in this calendar month of its own time zone, and what it will have spent at its end: the
 * rent that falls due until then, and calls at the rate of the month so far. Read from the month's running sums, so
 * that a month of millions of calls costs no more than a quiet one.
 */
export async function getMonthForecast(ctx: Context): Promise<MonthForecast> {
  return (await readForecast(ctx)).forecast;
}

/** The month's spending in a few figures, for a card. */
export async function getMonthSpend(ctx: Context): Promise<MonthSpend> {
  const { forecast, callTaxMicros } = await readForecast(ctx);
  const { currency, spent } = forecast;
  const callMicros = spent.callMicros + callTaxMicros;
  return {
    ...{ currency, callMicros, spentMicros: spent.totalMicros, rentMicros: spent.totalMicros - callMicros },
    forecastMicros: forecast.forecast.totalMicros,
  };
}

async function readForecast(ctx: Context): Promise<{ forecast: MonthForecast; callTaxMicros: bigint }> {
  authorize(ctx, 'billing.read');
  const account = await readMonthsAccount(ctx);
  const { currency, thisMonth: month } = account;
  const [{ callTaxMicros, callCount: _, ...spent }, due] = await Promise.all([
    readMonthSpend(ctx, month),
    readDueRent(ctx, account),
  ]);
  const ahead = (micros: bigint) => forecastSpend(micros, spanOf(ctx, account));
  const lines = {
    setupMicros: spent.setupMicros,
    rentMicros: spent.rentMicros + due.rent,
    fallbackMicros: spent.fallbackMicros + due.fallback,
    callMicros: spent.callMicros + ahead(spent.callMicros),
    taxMicros: spent.taxMicros + due.tax + ahead(callTaxMicros),
  };
  const forecast = { ...lines, totalMicros: Object.values(lines).reduce((sum, micros) => sum + micros, 0n) };
  const figures = { currency, taxBasisPoints: taxBasisPointsFor(currency), month, spent, forecast };
  return { forecast: figures, callTaxMicros };
}

function spanOf(ctx: Context, { timeZone, thisMonth, createdAt }: MonthsAccount) {
  const from = startOfDayIn(timeZone, firstDayOf(thisMonth)).getTime();
  const until = startOfDayIn(timeZone, firstDayOf(plusMonths(thisMonth, 1))).getTime();
  return { from: Math.max(from, createdAt.getTime()), now: ctx.now().getTime(), until };
}

/** Rent of every live rental whose paid time ends before the next month: each once. */
async function readDueRent(ctx: Context, { thisMonth }: MonthsAccount) {
  const until = asDate(firstDayOf(plusMonths(thisMonth, 1)));
  const [row] = await reader(ctx).$queryRaw<{ rent: bigint; fallback: bigint; tax: bigint }[]>`
    SELECT coalesce(sum(monthly_micros) FILTER (WHERE NOT is_fallback), 0)::bigint AS rent,
           coalesce(sum(monthly_micros) FILTER (WHERE is_fallback), 0)::bigint AS fallback,
           coalesce(sum((monthly_micros * tax_basis_points + 5000) / 10000), 0)::bigint AS tax
      FROM (SELECT r.*, ${IS_FALLBACK} AS is_fallback FROM rentals r
             WHERE r.account_id = ${ctx.accountId} AND r.status IN ('active', 'past_due') AND r.paid_until < ${until}) due`;
  return row ?? { rent: 0n, fallback: 0n, tax: 0n };
}
