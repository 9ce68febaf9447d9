import 'server-only';
import { isAllowed } from '@/lib/auth';
import { firstCallIdAt } from '@/lib/calls';
import { type Context, reader } from '@/lib/context';
import { Prisma } from '@/lib/db';
import { estimateSaved } from './rules-incidents';
import type { IncidentCalls, IncidentDetail } from './types';

/** Calls that began this long before the first evidence may have met the fault too, ms. */
const BEFORE_MS = 60_000;
/** Of an incident that goes on for days, the first day is counted. */
const COUNTED_MS = 86_400_000;
const NUMBERS_SHOWN = 20;

export interface IncidentSpan {
  trunkId: number;
  trunkSlug: string;
  firstEvidenceAt: Date | null;
  openedAt: Date;
  closedAt: Date | null;
}

/** The ids of calls that may belong to it. */
export function idRange(
  { firstEvidenceAt, openedAt, closedAt }: IncidentSpan,
  now: Date,
): { low: bigint; high: bigint } {
  const from = (firstEvidenceAt ?? openedAt).getTime() - BEFORE_MS;
  const to = Math.min((closedAt ?? now).getTime(), from + COUNTED_MS);
  return { low: firstCallIdAt(from), high: firstCallIdAt(to + 1) };
}

/** An account sees its own calls alone. */
export function ownCalls(ctx: Context) {
  return isAllowed(ctx, 'network.operate') ? Prisma.empty : Prisma.sql`AND c.account_id = ${ctx.accountId}`;
}

interface NumberRow {
  number: string;
  tried: number;
  harmed: number;
  saved: number;
  lost: number;
  rerouted: number;
}

/** By caller number: what its calls on the trunk came to, and which left another way without trying it. */
function listNumbers(ctx: Context, span: IncidentSpan): Promise<NumberRow[]> {
  const { low, high } = idRange(span, ctx.now());
  const plan = JSON.stringify([{ trunkId: span.trunkSlug }]);
  return reader(ctx).$queryRaw<NumberRow[]>`
    WITH tried AS (
      SELECT call_id, bool_or(is_blamed) AS harmed FROM call_attempts
       WHERE call_id >= ${low} AND call_id < ${high} AND trunk_id = ${span.trunkId} AND NOT is_late_answer GROUP BY call_id)
    SELECT c.from_number AS number,
           count(t.call_id)::int AS tried,
           count(*) FILTER (WHERE t.harmed)::int AS harmed,
           count(*) FILTER (WHERE t.harmed AND c.saved)::int AS saved,
           count(*) FILTER (WHERE t.harmed AND NOT c.saved AND c.ended_at IS NOT NULL AND c.answered_at IS NULL AND c.ringing_at IS NULL)::int AS lost,
           count(*) FILTER (WHERE t.call_id IS NULL)::int AS rerouted
      FROM calls c LEFT JOIN tried t ON t.call_id = c.id
     WHERE c.id >= ${low} AND c.id < ${high} ${ownCalls(ctx)}
       AND (t.call_id IS NOT NULL OR (c.failed_over AND c.plan @> ${plan}::jsonb))
     GROUP BY c.from_number
     ORDER BY count(*) FILTER (WHERE t.harmed) DESC, count(*) DESC, 1`;
}

/** What calls the incident touched, and what became of them. */
export async function countIncidentCalls(
  ctx: Context,
  span: IncidentSpan,
): Promise<Pick<IncidentDetail, 'calls' | 'numbers'>> {
  const rows = await listNumbers(ctx, span);
  const sum = (of: (row: NumberRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const touched = rows.filter(({ harmed, rerouted }) => harmed + rerouted > 0);
  const counts: Omit<IncidentCalls, 'estimate'> = {
    tried: sum(({ tried }) => tried),
    harmed: sum(({ harmed }) => harmed),
    saved: sum(({ saved }) => saved),
    lost: sum(({ lost }) => lost),
    rerouted: sum(({ rerouted }) => rerouted),
    numbers: touched.length,
  };
  const numbers = touched
    .slice(0, NUMBERS_SHOWN)
    .map(({ number, harmed, saved, rerouted }) => ({ number, harmed, saved, rerouted }));
  return { calls: { ...counts, estimate: estimateSaved(counts) }, numbers };
}

/** The first call that was saved or left another way once the trunk was known to fail. */
export async function findFirstFailover(ctx: Context, span: IncidentSpan): Promise<Date | null> {
  const { high } = idRange(span, ctx.now());
  const low = firstCallIdAt((span.firstEvidenceAt ?? span.openedAt).getTime());
  const plan = JSON.stringify([{ trunkId: span.trunkSlug }]);
  const [first] = await reader(ctx).$queryRaw<{ at: Date }[]>`
    SELECT c.queued_at AS at FROM calls c
     WHERE c.id >= ${low} AND c.id < ${high} ${ownCalls(ctx)} AND (c.failed_over OR c.saved) AND c.plan @> ${plan}::jsonb
     ORDER BY c.id LIMIT 1`;
  return first?.at ?? null;
}
