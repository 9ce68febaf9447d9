import 'server-only';
import { type Context, reader } from '@/lib/context';
import { type CarrierLoad, capacityNeeds, type Move } from './rules-coverage';
import type { CapacityNeed } from './types';

/** A carrier's busiest minute is looked for in this many days. */
const DAYS = 7;

/** Over all accounts: each carrier's busiest minute and channels. */
function listLoads(ctx: Context): Promise<CarrierLoad[]> {
  const since = new Date(ctx.now().getTime() - DAYS * 86_400_000);
  return reader(ctx).$queryRaw<CarrierLoad[]>`
    WITH minutes AS (
      SELECT t.carrier_id, m.minute, sum(m.peak_in_progress)::int AS peak FROM trunk_minutes m JOIN trunks t ON t.id = m.trunk_id
       WHERE m.minute >= ${since} GROUP BY 1, 2)
    SELECT c.name AS carrier, coalesce((SELECT max(peak) FROM minutes WHERE carrier_id = c.id), 0)::int AS peak,
           CASE WHEN bool_or(t.max_channels IS NULL) THEN NULL ELSE sum(t.max_channels)::int END AS channels,
           (SELECT count(*)::int FROM rentals r WHERE r.carrier_id = c.id AND r.country_iso = 'IN' AND r.status IN ('active', 'past_due')) AS numbers
      FROM carriers c JOIN trunks t ON t.carrier_id = c.id AND t.is_enabled GROUP BY c.id`;
}

function listMoves(ctx: Context): Promise<Move[]> {
  return reader(ctx).$queryRaw<Move[]>`
    SELECT a.name AS failing, b.name AS onto, count(*)::int AS numbers
      FROM ha_pairs p JOIN rentals r ON r.id = p.primary_rental_id JOIN rentals f ON f.id = p.fallback_rental_id
      JOIN carriers a ON a.id = r.carrier_id JOIN carriers b ON b.id = f.carrier_id
     WHERE p.state = 'active' GROUP BY 1, 2`;
}

/** Whether the fallback carriers have room if a carrier fails; the tightest first. */
export async function listCapacity(ctx: Context): Promise<CapacityNeed[]> {
  return capacityNeeds(await listLoads(ctx), await listMoves(ctx));
}
