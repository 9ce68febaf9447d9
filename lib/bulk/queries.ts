import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { Prisma } from '@/lib/db';
import { termsOf } from './queries-cart';
import { outcomesOf } from './queries-items';
import type { BulkCounts, BulkDetail, BulkItemState, BulkSummary } from './types';

const LISTED = 25;

const SUMMARY = Prisma.sql`
  j.id, j.kind::text AS kind, j.state::text AS state, j.total, j.settled, coalesce(u.name, 'Twinline') AS "createdBy",
  j.created_at AS "createdAt", j.finished_at AS "finishedAt", j.problem`;

/** The account's jobs, newest first, page by page; drafts are nobody's yet. */
export async function listJobs(
  ctx: Context,
  { page = 1 } = {},
): Promise<{ jobs: BulkSummary[]; total: number; size: number }> {
  authorize(ctx, 'numbers.read');
  const at = Math.min(10_000, Math.max(1, Math.trunc(page) || 1));
  const [jobs, total] = await Promise.all([
    reader(ctx).$queryRaw<BulkSummary[]>`
      SELECT ${SUMMARY} FROM bulk_jobs j LEFT JOIN users u ON u.id = j.actor_id
       WHERE j.account_id = ${ctx.accountId} AND j.state <> 'draft'
       ORDER BY j.created_at DESC, j.id DESC LIMIT ${LISTED} OFFSET ${(at - 1) * LISTED}`,
    reader(ctx).bulkJob.count({ where: { accountId: ctx.accountId, state: { not: 'draft' } } }),
  ]);
  return { jobs, total, size: LISTED };
}

/** A job with how many of its numbers are where; null when the account has none of this id. */
export async function findJob(ctx: Context, jobId: string): Promise<BulkDetail | null> {
  authorize(ctx, 'numbers.read');
  const [job] = await reader(ctx).$queryRaw<Omit<BulkDetail, 'counts'>[]>`
    SELECT ${SUMMARY}, j.terms, j.expires_at AS "expiresAt" FROM bulk_jobs j LEFT JOIN users u ON u.id = j.actor_id
     WHERE j.account_id = ${ctx.accountId} AND j.id = ${jobId}`;
  if (!job) return null;
  const { state, join } = outcomesOf(job.kind);
  const groups = await reader(ctx).$queryRaw<{ state: BulkItemState; count: number }[]>`
    SELECT ${state} AS state, count(*)::int AS count FROM bulk_items i JOIN bulk_jobs j ON j.id = i.job_id ${join}
     WHERE i.job_id = ${jobId} GROUP BY 1`;
  const counts: BulkCounts = { waiting: 0, done: 0, skipped: 0, failed: 0, canceled: 0 };
  for (const group of groups) counts[group.state] = group.count;
  return { ...job, terms: termsOf(job.terms), settled: job.total - counts.waiting, counts };
}
