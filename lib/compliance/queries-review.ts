import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { parseInput } from '@/lib/invalid-input';
import { DETAIL_COLUMNS, SUMMARY_COLUMNS, toDetail, toSummary } from './queries';
import { countBlocked } from './queries-effect';
import { type ListReviewsInput, listReviewsInput } from './schema';
import type { ComplianceStatus, ReviewDetail, ReviewSummary } from './types';

const PAGE_SIZE = 50;

export interface ReviewPage {
  rows: ReviewSummary[];
  status: Exclude<ComplianceStatus, 'draft'>;
  page: number;
  pages: number;
  total: number;
  /** How many there are of each status; drafts are their owners' own. */
  counts: Partial<Record<ComplianceStatus, number>>;
}

/** For the operator: applications of every account, one status at a time; what waits longest first. */
export async function listReviews(ctx: Context, input: ListReviewsInput): Promise<ReviewPage> {
  authorize(ctx, 'compliance.review');
  const { status, page: asked } = parseInput(listReviewsInput, input);
  const grouped = await reader(ctx).complianceApplication.groupBy({
    by: ['status'],
    where: { status: { not: 'draft' } },
    _count: true,
  });
  const counts = Object.fromEntries(grouped.map((group) => [group.status, group._count]));
  const total = counts[status] ?? 0;
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  const page = Math.min(asked, pages);
  const order = status === 'submitted' ? ('asc' as const) : ('desc' as const);
  const rows = await reader(ctx).complianceApplication.findMany({
    where: { status },
    select: { ...SUMMARY_COLUMNS, submissions: true, account: { select: { name: true } } },
    orderBy: [{ submittedAt: { sort: order, nulls: 'last' } }, { id: order }],
    take: PAGE_SIZE,
    skip: (page - 1) * PAGE_SIZE,
  });
  const listed = rows.map(({ account, submissions, ...row }) => ({
    ...toSummary(row),
    submissions,
    accountName: account.name,
  }));
  return { rows: listed, status, page, pages, total, counts };
}

/** For the operator: an application that was submitted at some time, whoever's it is; null when there is none. */
export async function findReview(ctx: Context, id: string): Promise<ReviewDetail | null> {
  authorize(ctx, 'compliance.review');
  const row = await reader(ctx).complianceApplication.findFirst({
    where: { id, status: { not: 'draft' } },
    select: { ...DETAIL_COLUMNS, account: { select: { name: true } } },
  });
  if (!row) return null;
  const { account, ...application } = row;
  return { ...toDetail(application), accountName: account.name, effect: await countBlocked(reader(ctx), id) };
}
