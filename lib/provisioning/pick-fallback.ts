import 'server-only';
import { Prisma } from '@/lib/db';
import type { Reach } from './types';

export interface FallbackWish {
  areaId: number;
  region: string;
  countryIso: string;
  type: string;
  series: string;
  /** The primary carrier's: a carrier that has any of them cannot back it up. */
  failureDomains: string[];
  reach: Reach;
}

/**
 * Common table expressions that end in `fb`: one free stock row for a fallback, locked, nearest
 * first (area, state, country as far as the wish reaches), or none. Rows other buyers have locked
 * are skipped, so nobody waits and nobody shares. `when` must hold for anything to be picked.
 */
export function fallbackPick(wish: FallbackWish, when: Prisma.Sql): Prisma.Sql {
  const columns = Prisma.sql`f.number, f.area_id, f.carrier_id`;
  const free = Prisma.sql`f.status = 'available' AND f.carrier_id = ANY(ARRAY(SELECT id FROM carriers WHERE NOT failure_domains && ${wish.failureDomains}::text[]))
       AND f.country_iso = ${wish.countryIso} AND f.type = ${wish.type}::"NumberType" AND f.series = ${wish.series}`;
  const locked = Prisma.sql`LIMIT 1 FOR UPDATE OF f SKIP LOCKED`;
  return Prisma.sql`
    fb_area AS (
      SELECT ${columns}, 'area' AS tier FROM inventory_numbers f
       WHERE ${when} AND ${free} AND f.area_id = ${wish.areaId} ${locked}
    ), fb_state AS (
      SELECT ${columns}, 'state' AS tier FROM inventory_numbers f
       WHERE ${when} AND ${wish.reach !== 'area'}::boolean AND NOT EXISTS (SELECT 1 FROM fb_area) AND ${free}
         AND f.area_id = ANY(ARRAY(SELECT id FROM areas WHERE country_iso = ${wish.countryIso} AND region = ${wish.region})) ${locked}
    ), fb_country AS (
      SELECT ${columns}, 'country' AS tier FROM inventory_numbers f
       WHERE ${when} AND ${wish.reach === 'country'}::boolean AND NOT EXISTS (SELECT 1 FROM fb_area) AND NOT EXISTS (SELECT 1 FROM fb_state)
         AND ${free} ${locked}
    ), fb AS (
      SELECT * FROM fb_area UNION ALL SELECT * FROM fb_state UNION ALL SELECT * FROM fb_country
    )`;
}
