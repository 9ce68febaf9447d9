import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { type CsvColumn, csvStream } from '@/lib/csv';
import { dayIn } from '@/lib/datetime';
import { decimalOf, formatPeriod, LEDGER_KIND_WORDS, paidDays } from './format';
import { ledgerBatches } from './queries-ledger';
import type { LedgerFilters, LedgerRow } from './types';

function columnsFor(currency: string): CsvColumn<LedgerRow>[] {
  return [
    { header: 'entry', value: (row) => row.id },
    { header: 'time', value: (row) => row.at },
    { header: 'kind', value: (row) => LEDGER_KIND_WORDS[row.kind] },
    { header: 'description', value: (row) => row.description },
    { header: 'number', value: (row) => row.number },
    { header: 'rental', value: (row) => row.rentalId },
    { header: 'period', value: formatPeriod },
    { header: 'period_first_day', value: (row) => paidDays(row)?.first ?? null },
    { header: 'period_last_day', value: (row) => paidDays(row)?.last ?? null },
    { header: 'currency', value: () => currency },
    { header: 'amount', value: (row) => decimalOf(row.amountMicros) },
    { header: 'balance_after', value: (row) => decimalOf(row.balanceAfterMicros) },
  ];
}

/** The entries that fit the filters as CSV, streamed: any number of them in the memory of a batch. */
export async function exportLedger(
  ctx: Context,
  filters: LedgerFilters,
): Promise<{ fileName: string; body: ReadableStream<Uint8Array> }> {
  authorize(ctx, 'billing.read');
  const { currency, timeZone } = await reader(ctx).account.findUniqueOrThrow({
    where: { id: ctx.accountId },
    select: { currency: true, timeZone: true },
  });
  const fileName = `twinline-ledger-${dayIn(timeZone, ctx.now())}.csv`;
  return { fileName, body: csvStream(columnsFor(currency), ledgerBatches(ctx, filters)) };
}
