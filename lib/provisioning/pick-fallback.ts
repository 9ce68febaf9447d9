import 'server-only';
import { Prisma } from '@/lib/db';
import type { Offer } from './queries-offer';
import type { Reach } from './types';

/**
 * Common table expressions that end in `fb`: one free stock row for a fallback, locked, nearest
 * first (area, state, country as far as the wish reaches), or none. Rows other buyers have locked
 * are skipped, so nobody waits and nobody shares. The statement has a CTE `wish` of at most one row
 * before them: area_id, region, country_iso, type, series, failure_domains, reach; no row, no pick.
 */
export const FALLBACK_PICK = Prisma.sql`
    able AS (
      SELECT carriers.id FROM carriers, wish WHERE NOT carriers.failure_domains && wish.failure_domains
    ), fb_area AS (
      SELECT f.number, f.area_id, f.carrier_id, 'area' AS tier FROM inventory_numbers f
       WHERE f.status = 'available' AND f.area_id = (SELECT area_id FROM wish)
         AND f.carrier_id = ANY(ARRAY(SELECT id FROM able))
         AND f.type = (SELECT type FROM wish) AND f.series = (SELECT series FROM wish)
       LIMIT 1 FOR UPDATE OF f SKIP LOCKED
    ), fb_state AS (
      SELECT f.number, f.area_id, f.carrier_id, 'state' AS tier FROM inventory_numbers f
       WHERE NOT EXISTS (SELECT 1 FROM fb_area) AND (SELECT reach FROM wish) <> 'area'
         AND f.status = 'available' AND f.carrier_id = ANY(ARRAY(SELECT id FROM able))
         AND f.area_id = ANY(ARRAY(SELECT areas.id FROM areas, wish
               WHERE areas.country_iso = wish.country_iso AND areas.region = wish.region AND wish.region <> ''))
         AND f.type = (SELECT type FROM wish) AND f.series = (SELECT series FROM wish)
       LIMIT 1 FOR UPDATE OF f SKIP LOCKED
    ), fb_country AS (
      SELECT f.number, f.area_id, f.carrier_id, 'country' AS tier FROM inventory_numbers f
       WHERE NOT EXISTS (SELECT 1 FROM fb_area) AND NOT EXISTS (SELECT 1 FROM fb_state)
         AND (SELECT reach FROM wish) = 'country'
         AND f.status = 'available' AND f.carrier_id = ANY(ARRAY(SELECT id FROM able))
         AND f.country_iso = (SELECT country_iso FROM wish) AND f.type = (SELECT type FROM wish)
         AND f.series = (SELECT series FROM wish)
       LIMIT 1 FOR UPDATE OF f SKIP LOCKED
    ), fb AS (
      SELECT * FROM fb_area UNION ALL SELECT * FROM fb_state UNION ALL SELECT * FROM fb_country
    )`;

/** The `wish` row for a primary whose stock row was read before. */
export function wishOf(primary: Offer, reach: Reach): Prisma.Sql {
  return Prisma.sql`SELECT ${primary.areaId}::int AS area_id, ${primary.region}::text AS region, ${primary.countryIso}::text AS country_iso,
    ${primary.type}::"NumberType" AS type, ${primary.series}::text AS series, ${primary.failureDomains}::text[] AS failure_domains,
    ${reach}::"FallbackReach" AS reach`;
}
