import 'server-only';
import { authorize, isAllowed } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { explainTrace, outlineTrace } from '@/lib/failover/explain';
import { isId } from '@/lib/ids';
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
  partOf: { select: { id: true, openedAt: true } },
  parts: { select: { id: true, openedAt: true }, orderBy: { openedAt: 'asc' } },
  trunk: { select: { id: true, slug: true, carrier: { select: { slug: true, name: true } } } },
} as const;

type Row = Awaited<ReturnType<typeof findRow>>;

/** The incidents the viewer may see: all for the operator, else those of the carriers of the account's numbers. */
async function visible(ctx: Context) {
  const scope = await getLiveScope(ctx);
  return scope ? { trunk: { carrier: { slug: { in: [...scope.carriers] } } } } : {};
}

/** Why something changed: figures for the operator, whose calls of all accounts they count, words for customers. */
export function reasonFor(ctx: Context, rule: string, figures: unknown): string {
  const tell = isAllowed(ctx, 'network.operate') ? explainTrace : outlineTrace;
  return tell({ rule, figures: readFigures(figures) });
}

export function summaryOf(ctx: Context, row: NonNullable<Row>): IncidentSummary {
  const { id, rule, trunk, firstEvidenceAt, openedAt, closedAt, partOf } = row;
  const reason = reasonFor(ctx, rule, row.figures);
  return { id, carrier: trunk.carrier.name, trunk: trunk.slug, reason, firstEvidenceAt, openedAt, closedAt, partOf };
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
  return {
    incidents: rows.map((row) => summaryOf(ctx, row)),
    total,
    open,
    pages: Math.max(1, Math.ceil(total / PAGE)),
  };
}

/** How many incidents of those the viewer may see are open. */
export async function countOpenIncidents(ctx: Context): Promise<number> {
  authorize(ctx, 'numbers.read');
  return reader(ctx).incident.count({ where: { ...(await visible(ctx)), closedAt: null } });
}

/** One incident as it is stored; null when there is none or the viewer may not see it. */
export async function findRow(ctx: Context, id: string) {
  if (!isId(id)) return null;
  return reader(ctx).incident.findFirst({ where: { ...(await visible(ctx)), id }, select: SELECT });
}
