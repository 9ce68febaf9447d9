import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { type CsvColumn, csvStream } from '@/lib/csv';
import { dayIn } from '@/lib/datetime';
import { toDecimal } from '@/lib/money';
import { failoverWords } from './format';
import { callBatches } from './queries-list';
import type { CallFilters, CallSummary } from './types';

/** Two decimals as people write money; all six where there are fractions of a cent. */
function decimal(micros: bigint): string {
  return toDecimal(micros, micros % 10_000n === 0n ? 2 : 6);
}

const COLUMNS: CsvColumn<CallSummary>[] = [
  { header: 'call_uuid', value: (row) => row.uuid },
  { header: 'time', value: (row) => row.queuedAt },
  { header: 'from', value: (row) => row.fromNumber },
  { header: 'to', value: (row) => row.toNumber },
  { header: 'presented', value: (row) => row.presentedNumber },
  { header: 'purpose', value: (row) => row.purpose },
  { header: 'state', value: (row) => row.state },
  { header: 'answered', value: (row) => row.answeredAt },
  { header: 'ended', value: (row) => row.endedAt },
  { header: 'talk_seconds', value: (row) => row.durationSeconds },
  { header: 'billed_seconds', value: (row) => row.billedSeconds },
  { header: 'hangup_cause_code', value: (row) => row.hangupCode },
  { header: 'hangup_cause', value: (row) => row.hangupCause },
  { header: 'hangup_source', value: (row) => row.hangupSource },
  { header: 'sip_code', value: (row) => row.sipCode },
  { header: 'carrier', value: (row) => row.carrierName },
  { header: 'attempts', value: (row) => row.attemptCount },
  { header: 'failover', value: failoverWords },
  { header: 'currency', value: (row) => row.currency },
  { header: 'amount', value: (row) => decimal(row.amountMicros) },
  { header: 'tax', value: (row) => decimal(row.taxMicros) },
];

/** The calls that fit the filters as CSV, streamed: any number of them in the memory of a batch. */
export async function exportCalls(
  ctx: Context,
  filters: CallFilters,
): Promise<{ fileName: string; body: ReadableStream<Uint8Array> }> {
  authorize(ctx, 'calls.read');
  const { timeZone } = await reader(ctx).account.findUniqueOrThrow({
    where: { id: ctx.accountId },
    select: { timeZone: true },
  });
  const fileName = `twinline-calls-${dayIn(timeZone, ctx.now())}.csv`;
  return { fileName, body: csvStream(COLUMNS, callBatches(ctx, filters)) };
}
