import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { asDate, dayOf, firstDayOf, type Month, plusMonths, startOfDayIn } from '@/lib/datetime';
import { displayNumber } from '@/lib/phone';
import { type MonthsAccount, readMonths, readMonthsAccount } from './queries-months';
import { statementGroupOf, taxBasisPointsFor } from './rules';
import type { LedgerKind, Statement, StatementCalls, StatementEntry, StatementSummary } from './types';

/** Entries, and numbers with calls, that a page shows. */
const SHOWN = 500;

/** Statements of all months, newest first; the first of them goes on until its month is over. */
export async function listStatements(ctx: Context): Promise<StatementSummary[]> {
  authorize(ctx, 'billing.read');
  return (await readMonths(ctx, await readMonthsAccount(ctx))).reverse();
}

/** The statement of a month; null for a month before the account's first or after this one. */
export async function findStatement(ctx: Context, month: Month): Promise<Statement | null> {
  authorize(ctx, 'billing.read');
  const account = await readMonthsAccount(ctx);
  const summary = (await readMonths(ctx, account)).find((one) => one.month === month);
  if (!summary) return null;
  const [entries, calls] = await Promise.all([
    listStatementEntries(ctx, account, { month, after: null, limit: SHOWN + 1 }),
    listStatementCalls(ctx, { month, after: '', limit: SHOWN + 1 }),
  ]);
  return {
    ...summary,
    account,
    taxBasisPoints: taxBasisPointsFor(account.currency),
    entries: entries.slice(0, SHOWN),
    calls: calls.slice(0, SHOWN),
    isShortened: entries.length > SHOWN || calls.length > SHOWN,
  };
}

interface Page<Key> {
  month: Month;
  /** The last one of the page before. */
  after: Key;
  limit: number;
}

interface EntryRow {
  id: bigint;
  created_at: Date;
  kind: LedgerKind;
  description: string;
  number: string | null;
  period_from: Date | null;
  period_until: Date | null;
  is_fallback: boolean;
  amount_micros: bigint;
}

/** What a month's statement lists one by one, oldest first: everything but calls and tax. */
export async function listStatementEntries(
  ctx: Context,
  { timeZone }: Pick<MonthsAccount, 'timeZone'>,
  { month, after, limit }: Page<StatementEntry | null>,
): Promise<StatementEntry[]> {
  const from = startOfDayIn(timeZone, firstDayOf(month));
  const until = startOfDayIn(timeZone, firstDayOf(plusMonths(month, 1)));
  const rows = await reader(ctx).$queryRaw<EntryRow[]>`
    SELECT id, created_at, kind::text AS kind, description, number, period_from, period_until, is_fallback, amount_micros
      FROM ledger_entries
     WHERE account_id = ${ctx.accountId} AND created_at >= ${from} AND created_at < ${until} AND kind NOT IN ('tax', 'call')
       AND (created_at, id) > (${after?.at ?? from}::timestamptz, ${after?.id ?? '0'}::text::bigint)
     ORDER BY created_at, id LIMIT ${limit}`;
  return rows.map((row) => ({
    id: row.id.toString(),
    at: row.created_at,
    kind: row.kind,
    group: statementGroupOf(row.kind, row.is_fallback),
    description: row.description,
    numberDisplay: row.number && displayNumber(row.number),
    periodFrom: row.period_from && dayOf(row.period_from),
    periodUntil: row.period_until && dayOf(row.period_until),
    amountMicros: row.amount_micros,
  }));
}

/** The calls of a month by number, in the numbers' order. */
export async function listStatementCalls(
  ctx: Context,
  { month, after, limit }: Page<string>,
): Promise<StatementCalls[]> {
  const rows = await reader(ctx).numberMonth.findMany({
    where: {
      ...{ accountId: ctx.accountId, month: asDate(firstDayOf(month)), number: { gt: after } },
      OR: [{ callCount: { gt: 0 } }, { callMicros: { not: 0n } }],
    },
    select: { number: true, callCount: true, callMicros: true },
    orderBy: { number: 'asc' },
    take: limit,
  });
  return rows.map(({ number, callCount, callMicros }) => ({
    ...{ number, numberDisplay: displayNumber(number), count: callCount, amountMicros: callMicros },
  }));
}
