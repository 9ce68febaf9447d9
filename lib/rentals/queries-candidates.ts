import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { displayNumber } from '@/lib/phone';
import { LIVE_PAIR_STATES } from '@/lib/provisioning';
import type { PairCandidate } from './types';

/** Nearest numbers offered; an account with more of them finds the others too far away to matter. */
const MOST = 100;

interface CandidateRow {
  id: string;
  number: string;
  carrier_name: string;
  place: string;
  region: string;
  alias: string | null;
}

/**
 * Active numbers of the account that could stand in a pair with this one, nearest first: of a
 * carrier that shares no failure domain, of the same series, and in no pair yet. The fit is mutual,
 * so the same list offers fallbacks for a primary and primaries for a fallback that lost its own.
 */
export async function listPairCandidates(ctx: Context, rentalId: string): Promise<PairCandidate[]> {
  authorize(ctx, 'numbers.read');
  const rows = await reader(ctx).$queryRaw<CandidateRow[]>`
    SELECT r.id, r.number, c.name AS carrier_name, a.place, a.region, r.alias
      FROM rentals own
      JOIN inventory_numbers own_stock ON own_stock.number = own.number
      JOIN carriers own_carrier ON own_carrier.id = own.carrier_id
      JOIN areas own_area ON own_area.id = own.area_id
      JOIN rentals r ON r.account_id = own.account_id AND r.status = 'active' AND r.id <> own.id
       AND r.country_iso = own.country_iso AND r.type = own.type
      JOIN inventory_numbers stock ON stock.number = r.number AND stock.series = own_stock.series
      JOIN carriers c ON c.id = r.carrier_id AND NOT c.failure_domains && own_carrier.failure_domains
      JOIN areas a ON a.id = r.area_id
     WHERE own.id = ${rentalId} AND own.account_id = ${ctx.accountId} AND own.country_iso = 'IN' AND own.type = 'local'
       AND NOT EXISTS (SELECT 1 FROM ha_pairs p WHERE (p.primary_rental_id = r.id OR p.fallback_rental_id = r.id)
         AND p.state = ANY(${[...LIVE_PAIR_STATES]}::"HaPairState"[]))
     ORDER BY r.area_id = own.area_id DESC, a.region = own_area.region DESC, r.number LIMIT ${MOST}`;
  return rows.map((row) => ({
    rentalId: row.id,
    number: row.number,
    display: displayNumber(row.number),
    carrierName: row.carrier_name,
    place: row.place,
    region: row.region,
    alias: row.alias,
  }));
}
