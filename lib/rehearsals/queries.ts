import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { Prisma } from '@/lib/db';
import { isId } from '@/lib/ids';
import type { RunDetail, RunSummary } from './types';

const PAGE = 50;

const SUMMARY = Prisma.sql`
  s.id, s.name, s.state::text AS state, s.progress, s.policies, s.seeds, s.source->>'kind' AS "sourceKind",
  coalesce(u.name, 'Twinline') AS "createdBy", s.created_at AS "createdAt", s.finished_at AS "finishedAt",
  s.headline, s.problem`;

/** The account's runs, newest first, page by page. */
export async function listRuns(
  ctx: Context,
  { page = 1 } = {},
): Promise<{ runs: RunSummary[]; total: number; size: number }> {
  authorize(ctx, 'numbers.read');
  const at = Math.min(10_000, Math.max(1, Math.trunc(page) || 1));
  const [runs, total] = await Promise.all([
    reader(ctx).$queryRaw<RunSummary[]>`
      SELECT ${SUMMARY} FROM simulation_runs s LEFT JOIN users u ON u.id = s.created_by
      WHERE s.account_id = ${ctx.accountId} ORDER BY s.created_at DESC, s.id DESC LIMIT ${PAGE} OFFSET ${(at - 1) * PAGE}`,
    reader(ctx).simulationRun.count({ where: { accountId: ctx.accountId } }),
  ]);
  return { runs, total, size: PAGE };
}

/** A run with its result; null when the account has none of this id. */
export async function findRun(ctx: Context, runId: string): Promise<RunDetail | null> {
  authorize(ctx, 'numbers.read');
  if (!isId(runId)) return null;
  const [run] = await reader(ctx).$queryRaw<RunDetail[]>`
    SELECT ${SUMMARY}, s.started_at AS "startedAt", s.phase, s.scenario, s.source, s.result
    FROM simulation_runs s LEFT JOIN users u ON u.id = s.created_by
    WHERE s.account_id = ${ctx.accountId} AND s.id = ${runId}`;
  return run ?? null;
}
