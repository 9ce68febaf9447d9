import 'server-only';
import { db } from '@/lib/db';
import type { StockCount } from './types';

/** How many numbers each carrier has of each country, type and status. */
export async function countStock(): Promise<StockCount[]> {
  return db.$queryRaw<StockCount[]>`
    SELECT c.name AS "carrierName", n.country_iso AS "countryIso", n.type::text, n.status::text, count(*)::int AS numbers
      FROM inventory_numbers n JOIN carriers c ON c.id = n.carrier_id
     GROUP BY c.name, n.country_iso, n.type, n.status ORDER BY c.name, n.country_iso, n.type, n.status`;
}
