import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { asDate, firstDayOf, type Month } from '@/lib/datetime';
import { Prisma } from '@/lib/db';
import { displayNumber } from '@/lib/phone';
import { NO_SPEND, readMonths, readMonthsAccount, SPEND_COLUMNS } from './queries-months';
import type { MonthRow, NumberSpend, SpendRow, TagSpend } from './types';

export const SPEND_PAGE_SIZE = 50;
const MONTHS_SHOWN = 12;
/** Tags listed; an account with more of them sees the dearest. */
const TAGS_SHOWN = 500;

interface NumberRow extends SpendRow {
  number: string;
  alias: string | null;
  tags: string[] | null;
}

function toNumberSpend({ number, tags, ...row }: NumberRow): NumberSpend {
  return { ...row, number, display: displayNumber(number), tags: tags ?? [] };
}

/** Numbers that a month was spent on, dearest first; `offset` past the dearest. Tags are those of now. */
export async function listNumberSpend(
  ctx: Context,
  month: Month,
  { offset, limit }: { offset: number; limit: number },
): Promise<NumberSpend[]> {
  authorize(ctx, 'billing.read');
  const rows = await reader(ctx).$queryRaw<NumberRow[]>`
    SELECT s.*, r.alias, r.tags FROM (
      SELECT number, ${SPEND_COLUMNS} FROM number_months
       WHERE account_id = ${ctx.accountId} AND month = ${asDate(firstDayOf(month))}
       ORDER BY "totalMicros" DESC, number OFFSET ${offset} LIMIT ${limit}) s
      LEFT JOIN LATERAL (
        SELECT alias, tags FROM rentals WHERE account_id = ${ctx.accountId} AND number = s.number
         ORDER BY created_at DESC LIMIT 1) r ON true
     ORDER BY s."totalMicros" DESC, s.number`;
  return rows.map(toNumberSpend);
}

/** The same in the order of the numbers, from the first after `after`: no number is missed or told twice while amounts grow. */
export async function readNumberSpend(
  ctx: Context,
  month: Month,
  { after, limit }: { after: string; limit: number },
): Promise<NumberSpend[]> {
  authorize(ctx, 'billing.read');
  const rows = await reader(ctx).$queryRaw<NumberRow[]>`
    SELECT s.*, r.alias, r.tags FROM (
      SELECT number, ${SPEND_COLUMNS} FROM number_months
       WHERE account_id = ${ctx.accountId} AND month = ${asDate(firstDayOf(month))} AND number > ${after}
       ORDER BY number LIMIT ${limit}) s
      LEFT JOIN LATERAL (
        SELECT alias, tags FROM rentals WHERE account_id = ${ctx.accountId} AND number = s.number
         ORDER BY created_at DESC LIMIT 1) r ON true
     ORDER BY s.number`;
  return rows.map(toNumberSpend);
}

/** How many numbers a month was spent on. */
export async function countSpendNumbers(ctx: Context, month: Month): Promise<number> {
  authorize(ctx, 'billing.read');
  return reader(ctx).numberMonth.count({ where: { accountId: ctx.accountId, month: asDate(firstDayOf(month)) } });
}

/** What a month came to as a whole. */
export async function getSpendTotal(ctx: Context, month: Month): Promise<SpendRow> {
  authorize(ctx, 'billing.read');
  const [row] = await reader(ctx).$queryRaw<SpendRow[]>`
    SELECT ${SPEND_COLUMNS} FROM ledger_months WHERE account_id = ${ctx.accountId} AND month = ${asDate(firstDayOf(month))}`;
  return row ?? NO_SPEND;
}

const SUMS = Prisma.join(
  ['setupMicros', 'rentMicros', 'fallbackMicros', 'callMicros', 'taxMicros', 'totalMicros'].map((name) =>
    Prisma.raw(`sum("${name}")::bigint AS "${name}"`),
  ),
);

/** A month's spending by tags as numbers carry them now; a number with several tags counts for each of them. */
export async function listTagSpend(ctx: Context, month: Month): Promise<TagSpend[]> {
  authorize(ctx, 'billing.read');
  return reader(ctx).$queryRaw<TagSpend[]>`
    WITH spent AS (
      SELECT number, ${SPEND_COLUMNS} FROM number_months
       WHERE account_id = ${ctx.accountId} AND month = ${asDate(firstDayOf(month))}
    ), latest AS (
      SELECT DISTINCT ON (number) number, tags FROM rentals WHERE account_id = ${ctx.accountId} ORDER BY number, created_at DESC
    )
    SELECT tag, count(*)::int AS "numberCount", sum("callCount")::int AS "callCount", ${SUMS}
      FROM spent LEFT JOIN latest USING (number) LEFT JOIN LATERAL unnest(latest.tags) AS tag ON true
     GROUP BY tag ORDER BY tag IS NULL, "totalMicros" DESC, tag LIMIT ${TAGS_SHOWN}`;
}

/** What each of the last twelve months cost, newest first. */
export async function listMonthSpend(ctx: Context): Promise<MonthRow[]> {
  authorize(ctx, 'billing.read');
  const months = await readMonths(ctx, await readMonthsAccount(ctx));
  return months
    .slice(-MONTHS_SHOWN)
    .reverse()
    .map(({ month, isComplete, callCount, setupMicros, rentMicros, fallbackMicros, callMicros, taxMicros }) => {
      const charged = setupMicros + rentMicros + fallbackMicros + callMicros + taxMicros;
      return {
        ...{ month, isComplete, callCount, totalMicros: -charged, setupMicros: -setupMicros, rentMicros: -rentMicros },
        ...{ fallbackMicros: -fallbackMicros, callMicros: -callMicros, taxMicros: -taxMicros },
      };
    });
}
