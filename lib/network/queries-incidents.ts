import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { explainTrace } from '@/lib/failover/explain';
import { getLiveScope } from './queries-scope';
import { readFigures } from './rules';
import type { IncidentSummary } from './types';

const PAGE = 50;

const SELECT = {
  id: true,
  rule: true,
  figures: true,
  firstEvidenceAt: true,
  openedAt: true,
  closedAt: true,
  closedBecause: true,
  trunk: { select: { id: true, slug: true, carrier: { select: { slug: true, name: true } } } },
} as const;

type Row = Awaited<ReturnType<typeof findRow>>;

/** The incidents the viewer may see: all for the operator, else those of the carriers of the account's numbers. */
async function visible(ctx: Context) {
  const scope = await getLiveScope(ctx);
  return scope ? { trunk: { carrier: { slug: { in: [...scope.carriers] } } } } : {};
}

export function summaryOf(row: NonNullable<Row>): IncidentSummary {
  const { id, rule, trunk, firstEvidenceAt, openedAt, closedAt } = row;
  const reason = explainTrace({ at: openedAt.getTime(), rule, figures: tellingFigures(row.figures) });
  return { id, carrier: trunk.carrier.name, trunk: trunk.slug, reason, firstEvidenceAt, openedAt, closedAt };
}

/** Moments stand in the timeline, not in the sentence. */
export function tellingFigures(stored: unknown) {
  return Object.fromEntries(Object.entries(readFigures(stored)).filter(([name]) => !name.endsWith('At')));
}

/** A page of incidents, the latest first, and how many are open. */
export async function listIncidents(ctx: Context, { page = 1 }: { page?: number } = {}) {
  authorize(ctx, 'numbers.read');
  const where = await visible(ctx);
  const [rows, total, open] = await Promise.all([
    reader(ctx).incident.findMany({
      where,
      select: SELECT,
      orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
      take: PAGE,
      skip: (page - 1) * PAGE,
    }),
    reader(ctx).incident.count({ where }),
    reader(ctx).incident.count({ where: { ...where, closedAt: null } }),
  ]);
  return { incidents: rows.map(summaryOf), total, open, pages: Math.max(1, Math.ceil(total / PAGE)) };
}

/** One incident as it is stored; null when there is none or the viewer may not see it. */
export async function findRow(ctx: Context, id: string) {
  return reader(ctx).incident.findFirst({ where: { ...(await visible(ctx)), id }, select: SELECT });
}
