import 'server-only';
import { Prisma } from '@/lib/db';
import type { BookCheck } from './types';

const LIVE_PAIR = Prisma.sql`NOT IN ('off', 'failed')`;
const LIVE_RENTAL = Prisma.sql`('provisioning', 'active', 'past_due')`;

/** Its workflow is between two steps: what it is about to write is not there yet. */
const IS_MOVING = Prisma.sql`EXISTS (SELECT 1 FROM dbos.workflow_status w WHERE w.status IN ('ENQUEUED', 'DELAYED', 'PENDING')
  AND w.workflow_uuid IN ('provisionPair:' || p.id || ':' || p.fallback_rental_id, 'provisionRental:' || p.primary_rental_id))`;

/** Pairs whose two numbers are chosen, with both sides of it. */
const CHOSEN_PAIRS = Prisma.sql`
  ha_pairs p JOIN rentals a ON a.id = p.primary_rental_id JOIN rentals b ON b.id = p.fallback_rental_id
  JOIN carriers ca ON ca.id = a.carrier_id JOIN carriers cb ON cb.id = b.carrier_id
  LEFT JOIN inventory_numbers ia ON ia.number = a.number LEFT JOIN inventory_numbers ib ON ib.number = b.number`;

/** What must be true of HA pairs. */
export const PAIR_CHECKS: readonly BookCheck[] = [
  {
    name: 'A pair and its numbers are of one account',
    find: () => Prisma.sql`
      SELECT p.id AS subject, 'The pair is of account ' || p.account_id || ', its number ' || r.number || ' of ' || r.account_id || '.' AS detail
        FROM ha_pairs p JOIN rentals r ON r.id IN (p.primary_rental_id, p.fallback_rental_id) WHERE r.account_id <> p.account_id`,
  },
  {
    name: 'A live pair stands on a live primary',
    find: () => Prisma.sql`
      SELECT p.id AS subject, 'The pair is ' || p.state || ', its primary ' || a.number || ' is ' || a.status || '.' AS detail
        FROM ha_pairs p JOIN rentals a ON a.id = p.primary_rental_id
       WHERE p.state ${LIVE_PAIR} AND a.status NOT IN ${LIVE_RENTAL} AND NOT (p.state = 'replacing' AND a.status = 'released') AND NOT ${IS_MOVING}`,
  },
  {
    name: 'A fallback is in the state of its pair',
    find: () => Prisma.sql`
      SELECT p.id AS subject, 'The pair is ' || p.state || ', its fallback is ' || COALESCE(b.number || ', ' || b.status, 'missing') || '.' AS detail
        FROM ha_pairs p LEFT JOIN rentals b ON b.id = p.fallback_rental_id
       WHERE CASE p.state
               WHEN 'active' THEN COALESCE(b.status NOT IN ('active', 'past_due'), true)
               WHEN 'reserved' THEN COALESCE(b.status <> 'provisioning', true) AND NOT ${IS_MOVING}
               WHEN 'ordered' THEN COALESCE(b.status <> 'provisioning', true) AND NOT ${IS_MOVING}
               WHEN 'replacing' THEN b.status NOT IN ('active', 'past_due')
               WHEN 'requested' THEN b.id IS NOT NULL
               WHEN 'waiting_for_stock' THEN b.id IS NOT NULL
               ELSE false END`,
  },
  {
    name: 'A pair does not fail together',
    find: () => Prisma.sql`
      SELECT p.id AS subject, a.number || ' (' || ca.name || ') and ' || b.number || ' (' || cb.name || ') share '
               || array_to_string(ARRAY(SELECT unnest(ca.failure_domains) INTERSECT SELECT unnest(cb.failure_domains)), ', ') || '.' AS detail
        FROM ${CHOSEN_PAIRS} WHERE p.state ${LIVE_PAIR} AND ca.failure_domains && cb.failure_domains`,
  },
  {
    name: 'A pair is two India local numbers of one series',
    find: () => Prisma.sql`
      SELECT p.id AS subject, a.number || ' is ' || a.country_iso || ' ' || a.type || ' ' || COALESCE(ia.series, '?') || ', '
               || b.number || ' is ' || b.country_iso || ' ' || b.type || ' ' || COALESCE(ib.series, '?') || '.' AS detail
        FROM ${CHOSEN_PAIRS} WHERE p.state ${LIVE_PAIR}
         AND NOT (a.country_iso = 'IN' AND b.country_iso = 'IN' AND a.type = 'local' AND b.type = 'local' AND COALESCE(ia.series = ib.series, false))`,
  },
  {
    name: 'A number is in one live pair',
    find: () => Prisma.sql`
      SELECT r.id AS subject, 'It is in the pairs ' || STRING_AGG(s.pair_id, ', ') || '.' AS detail
        FROM (SELECT primary_rental_id AS rental_id, id AS pair_id FROM ha_pairs WHERE state ${LIVE_PAIR}
              UNION ALL SELECT fallback_rental_id, id FROM ha_pairs WHERE state ${LIVE_PAIR} AND fallback_rental_id IS NOT NULL) s
        JOIN rentals r ON r.id = s.rental_id GROUP BY r.id HAVING COUNT(*) > 1`,
  },
  {
    name: 'A pair is at risk exactly while a number of it is past due',
    find: () => Prisma.sql`
      SELECT p.id AS subject, CASE WHEN p.at_risk_reason IS NULL THEN 'A number of it is past due, and the pair does not say so.'
               ELSE 'It is said to be at risk, and no number of it is past due.' END AS detail
        FROM ha_pairs p WHERE p.state ${LIVE_PAIR} AND (p.at_risk_reason IS NOT NULL)
          <> EXISTS (SELECT 1 FROM rentals r WHERE r.id IN (p.primary_rental_id, p.fallback_rental_id) AND r.status = 'past_due')`,
  },
];
