import 'server-only';
import { type Context, reader } from '@/lib/context';
import { asDate, dayIn, dayOf, firstDayOf, type Month, monthOf, plusMonths } from '@/lib/datetime';
import { Prisma } from '@/lib/db';
import type { CurrencyCode } from '@/lib/money';
import type { SpendRow, StatementSummary, StatementSums } from './types';

/** An account as its months are read. */
export interface MonthsAccount {
  name: string;
  authId: string;
  currency: CurrencyCode;
  timeZone: string;
  createdAt: Date;
  /** The month it is there now. */
  thisMonth: Month;
}

export async function readMonthsAccount(ctx: Context): Promise<MonthsAccount> {
  const account = await reader(ctx).account.findUniqueOrThrow({
    where: { id: ctx.accountId },
    select: { name: true, authId: true, currency: true, timeZone: true, createdAt: true },
  });
  return { ...account, thisMonth: monthOf(dayIn(account.timeZone, ctx.now())) };
}

/** The spending columns of ledger_months and number_months, positive, with their total. */
export const SPEND_COLUMNS = Prisma.sql`
  -setup_micros AS "setupMicros", -rent_micros AS "rentMicros", -fallback_micros AS "fallbackMicros", -call_micros AS "callMicros",
  -(rent_tax_micros + call_tax_micros) AS "taxMicros", call_count AS "callCount",
  -(setup_micros + rent_micros + fallback_micros + call_micros + rent_tax_micros + call_tax_micros) AS "totalMicros"`;

export const NO_SPEND: SpendRow = {
  setupMicros: 0n,
  rentMicros: 0n,
  fallbackMicros: 0n,
  callMicros: 0n,
  taxMicros: 0n,
  totalMicros: 0n,
  callCount: 0,
};

interface SummedMonth extends Omit<StatementSums, 'openingMicros' | 'closingMicros'> {
  month: Date;
}

function toSummary(month: Month, openingMicros: bigint, sums: SummedMonth | undefined, thisMonth: Month) {
  const { topUpMicros, adjustmentMicros, setupMicros, rentMicros, fallbackMicros, callMicros, taxMicros, callCount } =
    sums ?? { ...NO_SPEND, topUpMicros: 0n, adjustmentMicros: 0n };
  const charged = setupMicros + rentMicros + fallbackMicros + callMicros + taxMicros;
  return {
    ...{ month, isComplete: month < thisMonth, openingMicros, topUpMicros, adjustmentMicros, setupMicros, rentMicros },
    ...{ fallbackMicros, callMicros, taxMicros, callCount },
    closingMicros: openingMicros + topUpMicros + adjustmentMicros + charged,
  };
}

/**
 * Every month from the account's first to this one, oldest first. Opening balances are the sums of the months before:
 * exact by what was booked in which month, whichever of two entries of a midnight was written first.
 */
export async function readMonths(ctx: Context, account: MonthsAccount): Promise<StatementSummary[]> {
  const rows = await reader(ctx).$queryRaw<SummedMonth[]>`
    SELECT month, top_up_micros AS "topUpMicros", adjustment_micros AS "adjustmentMicros", setup_micros AS "setupMicros",
           rent_micros AS "rentMicros", fallback_micros AS "fallbackMicros", call_micros AS "callMicros",
           rent_tax_micros + call_tax_micros AS "taxMicros", call_count AS "callCount"
      FROM ledger_months WHERE account_id = ${ctx.accountId} ORDER BY month`;
  const byMonth = new Map(rows.map((row) => [monthOf(dayOf(row.month)), row]));
  const created = monthOf(dayIn(account.timeZone, account.createdAt));
  const first = [created, ...byMonth.keys()].reduce((a, b) => (a < b ? a : b));
  const last = [account.thisMonth, ...byMonth.keys()].reduce((a, b) => (a > b ? a : b));
  const months: StatementSummary[] = [];
  for (let month = first; month <= last; month = plusMonths(month, 1)) {
    const opening = months.at(-1)?.closingMicros ?? 0n;
    months.push(toSummary(month, opening, byMonth.get(month), account.thisMonth));
  }
  return months;
}

/** What one month cost. */
export async function readMonthSpend(ctx: Context, month: Month): Promise<SpendRow & { callTaxMicros: bigint }> {
  const [row] = await reader(ctx).$queryRaw<(SpendRow & { callTaxMicros: bigint })[]>`
    SELECT ${SPEND_COLUMNS}, -call_tax_micros AS "callTaxMicros" FROM ledger_months
     WHERE account_id = ${ctx.accountId} AND month = ${asDate(firstDayOf(month))}`;
  return row ?? { ...NO_SPEND, callTaxMicros: 0n };
}
