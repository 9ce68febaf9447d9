import 'server-only';
import { raiseNetworkAlerts } from '@/lib/alerts';
import { db } from '@/lib/db';

/** A drain that began or ended longer ago is no news any more; a worker is away for less. */
const NEWS_MS = 600_000;

interface Turn {
  overrideId: string;
  kind: 'failover' | 'failback';
  reason: string;
  wasReleased: boolean;
  at: Date;
  carrierId: number;
  carrierName: string;
}

/**
 * The drains that began or ended of late and leave, or left, their carrier no other trunk: of those calls go over the
 * fallback numbers, as when the engine takes a carrier out. Of several drains of a carrier at once, the first to begin
 * takes it out of use and the last to end gives it back.
 */
function listTurns(now: Date): Promise<Turn[]> {
  const since = new Date(now.getTime() - NEWS_MS);
  return db.$queryRaw<Turn[]>`
    WITH drains AS (
      SELECT o.id, o.reason, o.starts_at, LEAST(o.ends_at, o.released_at) AS over_at,
             o.released_at IS NOT NULL AND o.released_at < o.ends_at AS was_released, c.id AS carrier_id, c.name
        FROM route_overrides o
        LEFT JOIN trunks t ON o.target_kind = 'trunk' AND t.slug = o.target_id
        JOIN carriers c ON c.id = t.carrier_id OR (o.target_kind = 'carrier' AND c.slug = o.target_id)
       WHERE o.action = 'drain' AND o.ends_at > ${since} AND o.starts_at <= ${now}
         AND o.starts_at < COALESCE(o.released_at, o.ends_at)
         AND NOT EXISTS (SELECT 1 FROM trunks other WHERE other.carrier_id = t.carrier_id AND other.id <> t.id AND other.is_enabled))
    SELECT id AS "overrideId", turn.kind, reason, was_released AS "wasReleased", turn.at, carrier_id AS "carrierId", name AS "carrierName"
      FROM drains CROSS JOIN LATERAL (VALUES ('failover', starts_at), ('failback', over_at)) AS turn(kind, at)
     WHERE turn.at > ${since} AND turn.at <= ${now}
       AND NOT EXISTS (
         SELECT 1 FROM drains other
          WHERE other.carrier_id = drains.carrier_id
            AND CASE turn.kind
                WHEN 'failover' THEN (other.starts_at, other.id) < (drains.starts_at, drains.id) AND other.over_at >= turn.at
                ELSE (other.over_at, other.id) > (drains.over_at, drains.id) AND other.starts_at <= turn.at END)
     ORDER BY turn.at, turn.kind`;
}

function reasonOf({ kind, reason, wasReleased }: Turn): string {
  const why = /[.!?]$/.test(reason) ? reason : `${reason}.`;
  if (kind === 'failover') return `The operator has taken the carrier out of use: ${why}`;
  return `${wasReleased ? 'The operator uses the carrier again' : 'The time it was out of use is over'}: ${why}`;
}

/**
 * Worker job: tells accounts that a carrier was drained by hand, planned maintenance included, and that it is in use
 * again. Each is told once however often it is found. Returns how many accounts were told.
 */
export async function raiseDrainAlerts(now: Date): Promise<number> {
  let told = 0;
  for (const turn of await listTurns(now)) {
    const { overrideId, kind, at, carrierId, carrierName } = turn;
    told += await db.$transaction((tx) =>
      raiseNetworkAlerts(tx, {
        ...{ kind, occurrence: overrideId, at, link: '/voice/carriers', reason: reasonOf(turn) },
        carrier: { id: carrierId, name: carrierName },
      }),
    );
  }
  return told;
}
