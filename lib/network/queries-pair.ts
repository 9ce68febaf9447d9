import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { LAST_CHANGE } from './queries-standing';
import type { PairMeasure, PairRouting } from './types';

async function findMeasure(ctx: Context, pairId: string): Promise<PairMeasure | null> {
  const now = ctx.now();
  const found = await reader(ctx).routeOverride.findFirst({
    where: {
      ...{ targetKind: 'pair', targetId: pairId, accountId: ctx.accountId },
      ...{ releasedAt: null, startsAt: { lte: now }, endsAt: { gt: now } },
    },
    orderBy: { startsAt: 'desc' },
  });
  if (!found) return null;
  const { id, action, reason, endsAt, createdBy } = found;
  const user = await reader(ctx).user.findUnique({ where: { id: createdBy }, select: { name: true } });
  return { id, action, reason, endsAt, by: user?.name ?? createdBy };
}

interface Standing {
  proof: string;
  manualFailback: boolean;
  /** Whether every trunk of the primary's carrier is drained, or kept away from new calls when last heard of. */
  isOut: boolean;
  lastOutAt: Date | null;
  /** When somebody last brought the pair back, or changed how it returns. */
  settledAt: Date | null;
}

async function findStanding(ctx: Context, pairId: string): Promise<Standing | null> {
  const [row] = await reader(ctx).$queryRaw<Standing[]>`
    SELECT p.proof::text AS proof, p.manual_failback AS "manualFailback",
           bool_and(coalesce(e.to_state, 'healthy') IN ('degraded', 'open', 'probing') OR d.id IS NOT NULL) AS "isOut",
           min(o.at) AS "lastOutAt",
           greatest((SELECT max(coalesce(released_at, starts_at)) FROM route_overrides
                      WHERE target_kind = 'pair' AND target_id = p.id AND (released_at IS NOT NULL OR action = 'drain')),
                    (SELECT max(at) FROM audit_events
                      WHERE account_id = p.account_id AND entity_type = 'pair' AND entity_id = p.id AND action = 'pair.update')) AS "settledAt"
      FROM ha_pairs p
      JOIN rentals r ON r.id = p.primary_rental_id
      JOIN carriers c ON c.id = r.carrier_id
      JOIN trunks t ON t.carrier_id = c.id AND t.is_enabled
      LEFT JOIN LATERAL (${LAST_CHANGE}) e ON true
      LEFT JOIN LATERAL (SELECT at FROM route_events WHERE trunk_id = t.id AND destination_group IS NULL AND number IS NULL
                            AND to_state IN ('degraded', 'open') ORDER BY at DESC LIMIT 1) o ON true
      LEFT JOIN LATERAL (SELECT id FROM route_overrides
                          WHERE action = 'drain' AND released_at IS NULL AND starts_at <= ${ctx.now()} AND ends_at > ${ctx.now()}
                            AND ((target_kind = 'trunk' AND target_id = t.slug) OR (target_kind = 'carrier' AND target_id = c.slug))
                          LIMIT 1) d ON true
     WHERE p.id = ${pairId} AND p.account_id = ${ctx.accountId} GROUP BY p.id`;
  return row ?? null;
}

/** Whether the pair waits on its fallback for somebody to bring it back. */
function staysOnFallback({ manualFailback, lastOutAt, settledAt }: Standing): boolean {
  return manualFailback && lastOutAt !== null && (settledAt === null || settledAt < lastOutAt);
}

/**
 * Where the calls of a pair go now and why, as far as it was written down: what is laid on it by hand, else how the
 * primary's carrier stands. A pair of another account goes by its figures, as one of which nothing is known.
 */
export async function findPairRouting(ctx: Context, pairId: string): Promise<PairRouting> {
  authorize(ctx, 'numbers.read');
  const [measure, standing] = await Promise.all([findMeasure(ctx, pairId), findStanding(ctx, pairId)]);
  if (measure) return { measure, carrying: measure.action === 'force' ? 'fallback' : 'primary', because: 'measure' };
  if (standing?.isOut && standing.proof !== 'failed') return { measure, carrying: 'fallback', because: 'outage' };
  if (standing && staysOnFallback(standing)) return { measure, carrying: 'fallback', because: 'stays' };
  return { measure, carrying: 'primary', because: 'usual' };
}
