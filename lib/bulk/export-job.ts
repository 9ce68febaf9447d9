import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { type CsvColumn, csvStream } from '@/lib/csv';
import { toDecimal } from '@/lib/money';
import { findJob } from './queries';
import { readItems } from './queries-items';
import type { BulkDetail, BulkItemRow } from './types';

const BATCH = 1_000;

const COLUMNS: CsvColumn<BulkItemRow>[] = [
  { header: 'number', value: (row) => row.number },
  { header: 'outcome', value: (row) => row.state },
  { header: 'reason', value: (row) => row.reason },
  { header: 'next_step', value: (row) => row.nextStep },
  { header: 'fallback_number', value: (row) => row.fallback?.number ?? null },
];

const AMOUNT: CsvColumn<BulkItemRow> = {
  header: 'held_or_charged',
  value: (row) =>
    row.amountMicros === null ? null : toDecimal(row.amountMicros, row.amountMicros % 10_000n === 0n ? 2 : 6),
};
const LINE: CsvColumn<BulkItemRow> = { header: 'line', value: (row) => row.line };

async function* batches(ctx: Context, { id, kind }: BulkDetail): AsyncGenerator<BulkItemRow[]> {
  let after = 0;
  for (;;) {
    const rows = await readItems(ctx, id, { kind, after, limit: BATCH });
    if (rows.length > 0) yield rows;
    after = rows.at(-1)?.position ?? after;
    if (rows.length < BATCH) return;
  }
}

/** The outcome of a job as CSV, one line a number, streamed; null when the account has no such job. */
export async function exportJob(
  ctx: Context,
  jobId: string,
): Promise<{ fileName: string; body: ReadableStream<Uint8Array> } | null> {
  authorize(ctx, 'numbers.read');
  const job = await findJob(ctx, jobId);
  if (!job) return null;
  const columns = job.kind === 'import' ? [LINE, ...COLUMNS] : job.kind === 'purchase' ? [...COLUMNS, AMOUNT] : COLUMNS;
  return {
    fileName: `twinline-${job.kind.replace('_', '-')}-${jobId}.csv`,
    body: csvStream(columns, batches(ctx, job)),
  };
}

/**
 * The rows of an import that were left out, as they stood in the file with line and reason before them: to be put right
 * and uploaded again. null when there is no such import.
 */
export async function exportRejects(
  ctx: Context,
  jobId: string,
): Promise<{ fileName: string; body: ReadableStream<Uint8Array> } | null> {
  authorize(ctx, 'numbers.import');
  const job = await findJob(ctx, jobId);
  if (job?.kind !== 'import') return null;
  const header = Array.isArray(job.terms.columns) ? job.terms.columns : [];
  const columns: CsvColumn<Reject>[] = [
    { header: 'rejected_line', value: (row) => row.line },
    { header: 'rejected_reason', value: (row) => row.reason },
    ...header.map((name, at): CsvColumn<Reject> => ({ header: name, value: (row) => row.cells[at] ?? '' })),
  ];
  return { fileName: `twinline-rejects-${jobId}.csv`, body: csvStream(columns, rejects(ctx, jobId)) };
}

interface Reject {
  line: number | null;
  reason: string | null;
  cells: string[];
}

async function* rejects(ctx: Context, jobId: string): AsyncGenerator<Reject[]> {
  let after = 0;
  for (;;) {
    const rows = await reader(ctx).$queryRaw<(Reject & { position: number })[]>`
      SELECT i.position, (i.data->>'line')::int AS line, i.reason,
             coalesce(ARRAY(SELECT jsonb_array_elements_text(i.data->'cells')), '{}') AS cells
        FROM bulk_items i JOIN bulk_jobs j ON j.id = i.job_id
       WHERE i.job_id = ${jobId} AND j.account_id = ${ctx.accountId} AND i.state = 'failed' AND i.position > ${after}
       ORDER BY i.position LIMIT ${BATCH}`;
    if (rows.length > 0) yield rows;
    after = rows.at(-1)?.position ?? after;
    if (rows.length < BATCH) return;
  }
}
