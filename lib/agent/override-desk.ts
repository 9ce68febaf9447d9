import { keyOf } from '@/lib/failover/overrides';
import type { EngineEvent, Ms, Override, OverrideTarget } from '@/lib/failover/types';
import type { ActiveOverride } from './types';

function targetOf({ kind, id }: ActiveOverride['target']): OverrideTarget {
  if (kind === 'trunk') return { kind, trunkId: id };
  return kind === 'carrier' ? { kind, carrierId: id } : { kind, pairId: id };
}

function isSame(one: Override, other: Override): boolean {
  return (
    one.action === other.action &&
    one.reason === other.reason &&
    one.by === other.by &&
    one.expiresAt === other.expiresAt
  );
}

/**
 * What the engine must be told so that the overrides of the tables are in force now, and when to look again. Of two
 * on one target the later one counts.
 * @param inForce the engine's own, by `keyOf`
 */
export function planOverrides(
  wanted: readonly ActiveOverride[],
  inForce: ReadonlyMap<string, Override>,
  now: Ms,
): { events: EngineEvent[]; nextAt: Ms } {
  const current = new Map<string, Override>();
  let nextAt = Number.POSITIVE_INFINITY;
  for (const row of wanted.toSorted((one, other) => one.startsAt - other.startsAt)) {
    if (row.endsAt <= now) continue;
    nextAt = Math.min(nextAt, row.startsAt > now ? row.startsAt : row.endsAt);
    if (row.startsAt > now) continue;
    const { action, reason, by, endsAt } = row;
    const override = { target: targetOf(row.target), action, reason, by, expiresAt: endsAt };
    current.set(keyOf(override.target), override);
  }
  const events: EngineEvent[] = [];
  for (const [key, { target }] of inForce) if (!current.has(key)) events.push({ type: 'override-ended', target });
  for (const [key, override] of current) {
    const known = inForce.get(key);
    if (!known || !isSame(known, override)) events.push({ type: 'override', override });
  }
  return { events, nextAt };
}
