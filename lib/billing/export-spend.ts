import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { type CsvColumn, csvStream } from '@/lib/csv';
import type { Month } from '@/lib/datetime';
import { decimalOf } from './format';
import { listMonthSpend, listTagSpend, readNumberSpend } from './queries-usage';
import type { MonthRow, NumberSpend, SpendRow, SpendView, TagSpend } from './types';

const BATCH = 1_000;

function amounts(currency: string): CsvColumn<SpendRow>[] {
  return [
    { header: 'currency', value: () => currency },
    { header: 'setup', value: (row) => decimalOf(row.setupMicros) },
    { header: 'rent', value: (row) => decimalOf(row.rentMicros) },
    { header: 'ha_rent', value: (row) => decimalOf(row.fallbackMicros) },
    { header: 'calls', value: (row) => decimalOf(row.callMicros) },
    { header: 'gst', value: (row) => decimalOf(row.taxMicros) },
    { header: 'total', value: (row) => decimalOf(row.totalMicros) },
    { header: 'call_count', value: (row) => row.callCount },
  ];
}

const NUMBER: CsvColumn<NumberSpend>[] = [
  { header: 'number', value: (row) => row.number },
  { header: 'alias', value: (row) => row.alias },
  { header: 'tags', value: (row) => row.tags.join(' ') },
];
const TAG: CsvColumn<TagSpend>[] = [
  { header: 'tag', value: (row) => row.tag },
  { header: 'numbers', value: (row) => row.numberCount },
];
const MONTH: CsvColumn<MonthRow>[] = [
  { header: 'month', value: (row) => row.month },
  { header: 'complete', value: (row) => (row.isComplete ? 'yes' : 'so far') },
];

async function* numberBatches(ctx: Context, month: Month): AsyncGenerator<NumberSpend[]> {
  for (let after = ''; ; ) {
    const rows = await readNumberSpend(ctx, month, { after, limit: BATCH });
    if (rows.length > 0) yield rows;
    after = rows.at(-1)?.number ?? after;
    if (rows.length < BATCH) return;
  }
}

async function* oneBatch<Row>(rows: Row[]): AsyncGenerator<Row[]> {
  yield rows;
}

async function bodyOf(ctx: Context, view: SpendView, month: Month): Promise<ReadableStream<Uint8Array>> {
  const { currency } = await reader(ctx).account.findUniqueOrThrow({
    where: { id: ctx.accountId },
    select: { currency: true },
  });
  const shared = amounts(currency);
  if (view === 'tag') return csvStream([...TAG, ...shared], oneBatch(await listTagSpend(ctx, month)));
  if (view === 'month') return csvStream([...MONTH, ...shared], oneBatch(await listMonthSpend(ctx)));
  return csvStream([...NUMBER, ...shared], numberBatches(ctx, month));
}

/** Spending as CSV, as the page divides it up. */
export async function exportSpend(
  ctx: Context,
  { view, month }: { view: SpendView; month: Month },
): Promise<{ fileName: string; body: ReadableStream<Uint8Array> }> {
  authorize(ctx, 'billing.read');
  const fileName = view === 'month' ? 'twinline-spend-by-month.csv' : `twinline-spend-${month}-by-${view}.csv`;
  return { fileName, body: await bodyOf(ctx, view, month) };
}
