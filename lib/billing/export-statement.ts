import 'server-only';
import type { Context } from '@/lib/context';
import { type CsvColumn, csvStream } from '@/lib/csv';
import type { Month } from '@/lib/datetime';
import { AppError } from '@/lib/errors';
import { decimalOf, formatTaxRate, paidDays, STATEMENT_GROUP_WORDS } from './format';
import { findStatement, listStatementCalls, listStatementEntries } from './queries-statement';
import type { Statement, StatementCalls, StatementEntry } from './types';

const BATCH = 1_000;

/** One line: its amounts sum to the closing balance, which is the last line's balance and no amount. */
interface Line {
  section: string;
  at?: Date;
  description?: string;
  number?: string | null;
  first?: string;
  last?: string;
  count?: number;
  amountMicros?: bigint;
  balanceMicros?: bigint;
}

function columnsFor({ account: { currency, timeZone }, month }: Statement): CsvColumn<Line>[] {
  return [
    { header: 'month', value: () => month },
    { header: 'time_zone', value: () => timeZone },
    { header: 'section', value: (line) => line.section },
    { header: 'time', value: (line) => line.at ?? null },
    { header: 'description', value: (line) => line.description ?? null },
    { header: 'number', value: (line) => line.number ?? null },
    { header: 'period_first_day', value: (line) => line.first ?? null },
    { header: 'period_last_day', value: (line) => line.last ?? null },
    { header: 'calls', value: (line) => line.count ?? null },
    { header: 'currency', value: () => currency },
    { header: 'amount', value: (line) => (line.amountMicros === undefined ? null : decimalOf(line.amountMicros)) },
    { header: 'balance', value: (line) => (line.balanceMicros === undefined ? null : decimalOf(line.balanceMicros)) },
  ];
}

function entryLine(entry: StatementEntry): Line {
  const days = paidDays(entry);
  return {
    section: STATEMENT_GROUP_WORDS[entry.group],
    at: entry.at,
    description: entry.description,
    number: entry.numberDisplay,
    ...(days && { first: days.first, last: days.last }),
    amountMicros: entry.amountMicros,
  };
}

function callLine({ numberDisplay, count, amountMicros }: StatementCalls): Line {
  return { section: 'Calls', description: 'Calls of the month', number: numberDisplay, count, amountMicros };
}

async function* lines(ctx: Context, statement: Statement): AsyncGenerator<Line[]> {
  const { account, month, taxBasisPoints, isComplete } = statement;
  yield [{ section: 'Opening balance', amountMicros: statement.openingMicros, balanceMicros: statement.openingMicros }];
  let entry: StatementEntry | null = null;
  for (;;) {
    const batch = await listStatementEntries(ctx, account, { month, after: entry, limit: BATCH });
    if (batch.length > 0) yield batch.map(entryLine);
    entry = batch.at(-1) ?? null;
    if (batch.length < BATCH) break;
  }
  for (let after = ''; ; ) {
    const batch = await listStatementCalls(ctx, { month, after, limit: BATCH });
    if (batch.length > 0) yield batch.map(callLine);
    after = batch.at(-1)?.number ?? '';
    if (batch.length < BATCH) break;
  }
  const tax = { section: `GST ${formatTaxRate(taxBasisPoints)}`, amountMicros: statement.taxMicros };
  if (taxBasisPoints > 0 || statement.taxMicros !== 0n) yield [tax];
  yield [{ section: isComplete ? 'Closing balance' : 'Balance so far', balanceMicros: statement.closingMicros }];
}

/**
 * A month's statement as CSV, streamed: the opening balance, each entry but calls, the calls of each number, GST, the
 * closing balance. Its amounts add up to the closing balance. One snapshot would hold a transaction open for as long
 * as the reader reads: in a month that is not over a charge made meanwhile may be in one part of it and not in another.
 */
export async function exportStatement(
  ctx: Context,
  month: Month,
): Promise<{ fileName: string; body: ReadableStream<Uint8Array> }> {
  const statement = await findStatement(ctx, month);
  if (!statement) throw new AppError('not_found', 'There is no statement of this month.');
  return {
    fileName: `twinline-statement-${month}.csv`,
    body: csvStream(columnsFor(statement), lines(ctx, statement)),
  };
}
