import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { Prisma } from '@/lib/db';
import { displayNumber } from '@/lib/phone';
import type { RentalStatus } from '@/lib/rentals';
import { nextStepOf } from './format';
import type { BulkItemPage, BulkItemRow, BulkItemState, BulkKind, OutcomeState } from './types';

const PAGE = 100;

interface Row {
  position: number;
  number: string;
  rentalId: string | null;
  state: BulkItemState;
  reason: string | null;
  code: string | null;
  line: number | null;
  /** Of a purchase: what became of the rental since. */
  status: RentalStatus | null;
  statusReason: string | null;
  fallbackNumber: string | null;
  amountMicros: bigint | null;
}

/**
 * A purchase is looked up by the item's key, not by what the worker noted: what was bought is told whatever became of the
 * worker, and what a carrier refused afterwards has failed. Of other jobs the item's own state is the outcome.
 */
export function outcomesOf(kind: BulkKind): { state: Prisma.Sql; join: Prisma.Sql } {
  if (kind !== 'purchase')
    return {
      state: Prisma.sql`i.state::text`,
      join: Prisma.sql`LEFT JOIN purchases pu ON false LEFT JOIN rentals r ON false`,
    };
  return {
    state: Prisma.sql`CASE WHEN r.status = 'failed' THEN 'failed' WHEN pu.id IS NOT NULL THEN 'done' ELSE i.state::text END`,
    join: Prisma.sql`LEFT JOIN purchases pu ON pu.account_id = j.account_id AND pu.idempotency_key = i.job_id || '-' || i.position
      LEFT JOIN rentals r ON r.id = pu.rental_id`,
  };
}

interface Part {
  kind: BulkKind;
  /** Items behind this position. */
  after: number;
  limit: number;
  only?: BulkItemState | undefined;
}

/** Items of a job with where their numbers are now, in their order. */
export async function readItems(
  ctx: Context,
  jobId: string,
  { kind, after, limit, only }: Part,
): Promise<BulkItemRow[]> {
  const { state, join } = outcomesOf(kind);
  const rows = await reader(ctx).$queryRaw<Row[]>`
    SELECT i.position, i.number, coalesce(pu.rental_id, i.rental_id) AS "rentalId", ${state} AS state, i.reason,
           i.result->>'code' AS code, (i.data->>'line')::int AS line, r.status::text AS status,
           r.status_reason AS "statusReason", fr.number AS "fallbackNumber", pu.due_now_micros AS "amountMicros"
      FROM bulk_items i JOIN bulk_jobs j ON j.id = i.job_id ${join}
      LEFT JOIN ha_pairs p ON p.id = coalesce(pu.pair_id, i.result->>'pairId')
      LEFT JOIN rentals fr ON fr.id = p.fallback_rental_id
     WHERE i.job_id = ${jobId} AND j.account_id = ${ctx.accountId} AND i.position > ${after}
       ${only ? Prisma.sql`AND ${state} = ${only}` : Prisma.empty}
     ORDER BY i.position LIMIT ${limit}`;
  return rows.map(toItem);
}

/** One page of a job's items, those of one outcome alone when asked. */
export async function listItems(
  ctx: Context,
  job: { id: string; kind: BulkKind },
  { page = 1, only }: { page?: number; only?: BulkItemState | undefined } = {},
): Promise<BulkItemPage> {
  authorize(ctx, 'numbers.read');
  const { state, join } = outcomesOf(job.kind);
  const [before] = await reader(ctx).$queryRaw<{ total: number; position: number | null }[]>`
    SELECT count(*)::int AS total, max(position) FILTER (WHERE at = ${(page - 1) * PAGE}) AS position FROM (
      SELECT i.position, row_number() OVER (ORDER BY i.position) AS at FROM bulk_items i JOIN bulk_jobs j ON j.id = i.job_id ${join}
       WHERE i.job_id = ${job.id} AND j.account_id = ${ctx.accountId} ${only ? Prisma.sql`AND ${state} = ${only}` : Prisma.empty}) s`;
  const { total = 0, position = null } = before ?? {};
  if (page > 1 && position === null) return { rows: [], total, size: PAGE };
  const rows = await readItems(ctx, job.id, { kind: job.kind, after: position ?? 0, limit: PAGE, only });
  return { rows, total, size: PAGE };
}

const OUTCOMES: Readonly<Record<RentalStatus, OutcomeState>> = {
  provisioning: 'pending',
  active: 'active',
  past_due: 'active',
  released: 'released',
  failed: 'failed',
};

function toItem({ status, statusReason, code, fallbackNumber: fallback, ...row }: Row): BulkItemRow {
  const state = status ? OUTCOMES[status] : row.state;
  const refusedLater = status === 'failed';
  return {
    ...{ position: row.position, number: row.number, display: displayNumber(row.number), rentalId: row.rentalId },
    state,
    reason: refusedLater ? statusReason : row.reason,
    nextStep: state === 'failed' ? nextStepOf(refusedLater ? 'refused_by_carrier' : code) : null,
    fallback: fallback ? { number: fallback, display: displayNumber(fallback) } : null,
    amountMicros: refusedLater ? 0n : row.amountMicros,
    line: row.line,
  };
}
