import 'server-only';
import { Prisma } from '@/lib/db';
import type { BookCheck } from './types';

const LIVE = Prisma.sql`('provisioning', 'active', 'past_due')`;

/** Workflows that are still to run or running. */
const PENDING = Prisma.sql`('ENQUEUED', 'DELAYED', 'PENDING')`;

/** A durable workflow that is on its way gives the rental's number back. */
function isGivenBack(rentalId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM dbos.workflow_status w WHERE w.workflow_uuid = 'releaseRental:' || ${rentalId} AND w.status IN ${PENDING})`;
}

/** What must be true of stock rows, reservations and carriers' orders. */
export const STOCK_CHECKS: readonly BookCheck[] = [
  {
    name: 'A live number is rented in the stock',
    find: () => Prisma.sql`
      SELECT r.id AS subject, 'Its number ' || r.number || CASE WHEN i.number IS NULL THEN ' is not in the stock.'
               WHEN i.status <> 'rented' THEN ' is ' || i.status || ' in the stock.' ELSE ' is of another carrier in the stock.' END AS detail
        FROM rentals r LEFT JOIN inventory_numbers i ON i.number = r.number
       WHERE r.status IN ${LIVE} AND (i.number IS NULL OR i.status <> 'rented' OR i.carrier_id <> r.carrier_id)`,
  },
  {
    name: 'A number has one live rental',
    find: () => Prisma.sql`
      SELECT number AS subject, 'It is rented ' || COUNT(*) || ' times: ' || STRING_AGG(id, ', ') || '.' AS detail
        FROM rentals WHERE status IN ${LIVE} GROUP BY number HAVING COUNT(*) > 1`,
  },
  {
    name: 'A rented number has a live rental',
    find: () => Prisma.sql`
      SELECT i.number AS subject, 'It is rented in the stock, and nobody rents it.' AS detail FROM inventory_numbers i
       WHERE i.status = 'rented' AND NOT EXISTS (SELECT 1 FROM rentals r WHERE r.number = i.number
         AND (r.status IN ${LIVE} OR (r.status IN ('failed', 'released') AND ${isGivenBack(Prisma.sql`r.id`)})))`,
  },
  {
    name: 'A reserved number belongs to a live reservation',
    find: () => Prisma.sql`
      SELECT i.number AS subject, 'Its reservation ' || COALESCE(v.id || CASE WHEN v.state <> 'held' THEN ' is ' || v.state ELSE ' names other numbers' END, 'is missing') || '.' AS detail
        FROM inventory_numbers i LEFT JOIN reservations v ON v.id = i.reservation_id
       WHERE i.status = 'reserved' AND (v.id IS NULL OR v.state <> 'held' OR i.number NOT IN (v.number, COALESCE(v.fallback_number, v.number)))`,
  },
  {
    name: 'A live reservation holds its numbers',
    find: () => Prisma.sql`
      SELECT v.id AS subject, 'Its number ' || n.number || ' is ' || COALESCE(i.status::text, 'missing') || ' in the stock.' AS detail
        FROM reservations v CROSS JOIN LATERAL (VALUES (v.number), (v.fallback_number)) AS n(number)
        LEFT JOIN inventory_numbers i ON i.number = n.number
       WHERE v.state = 'held' AND n.number IS NOT NULL AND i.reservation_id IS DISTINCT FROM v.id`,
  },
  {
    name: 'A number kept for buy-back was released by somebody',
    find: () => Prisma.sql`
      SELECT i.number AS subject, 'It is kept for buy-back, and no released rental may buy it back.' AS detail FROM inventory_numbers i
       WHERE i.status = 'held_for_buyback'
         AND NOT EXISTS (SELECT 1 FROM rentals r WHERE r.number = i.number AND r.status = 'released' AND r.buy_back_until IS NOT NULL)`,
  },
  {
    // Its carrier may withdraw a number meanwhile; nobody else may have it.
    name: 'A number that can be bought back is kept',
    find: (now) => Prisma.sql`
      SELECT r.id AS subject, 'Its number ' || r.number || ' can be bought back until ' || r.buy_back_until || ', and is ' || COALESCE(i.status::text, 'missing') || ' in the stock.' AS detail
        FROM rentals r LEFT JOIN inventory_numbers i ON i.number = r.number
       WHERE r.status = 'released' AND r.buy_back_until > ${now} AND COALESCE(i.status::text, '') NOT IN ('held_for_buyback', 'withdrawn')`,
  },
  {
    name: 'A rental has one carrier order',
    find: () => Prisma.sql`
      SELECT rental_id AS subject, 'It was ordered ' || COUNT(*) || ' times: ' || STRING_AGG(id || ' (' || state || ')', ', ') || '.' AS detail
        FROM carrier_orders GROUP BY rental_id HAVING COUNT(*) > 1`,
  },
  {
    name: 'A live number is ordered at its carrier',
    find: () => Prisma.sql`
      SELECT r.id AS subject, 'Its order at the carrier is ' || COALESCE(STRING_AGG(o.state || ' for ' || o.number, ', '), 'missing') || '.' AS detail
        FROM rentals r LEFT JOIN carrier_orders o ON o.rental_id = r.id WHERE r.status IN ('active', 'past_due') AND r.origin = 'rented'
       GROUP BY r.id HAVING COUNT(*) FILTER (WHERE o.state = 'active' AND o.number = r.number AND o.carrier_id = r.carrier_id) = 0`,
  },
  {
    name: 'A number of the account’s own contract is not ordered',
    find: () => Prisma.sql`
      SELECT r.id AS subject, 'The account brought it, and order ' || o.id || ' is ' || o.state || '.' AS detail
        FROM rentals r JOIN carrier_orders o ON o.rental_id = r.id WHERE r.origin = 'brought'`,
  },
  {
    name: 'An ended rental leaves no order at a carrier',
    find: () => Prisma.sql`
      SELECT r.id AS subject, 'It is ' || r.status || ', and its order ' || o.id || ' is ' || o.state || '.' AS detail
        FROM carrier_orders o JOIN rentals r ON r.id = o.rental_id LEFT JOIN inventory_numbers i ON i.number = r.number
       WHERE o.state IN ('placing', 'placed', 'active') AND r.status IN ('failed', 'released')
         AND NOT (r.buy_back_until IS NOT NULL AND i.status IS NOT DISTINCT FROM 'held_for_buyback') AND NOT ${isGivenBack(Prisma.sql`r.id`)}`,
  },
  {
    name: 'A number being set up is being worked on',
    find: () => Prisma.sql`
      SELECT r.id AS subject, 'It is being set up, and no workflow is on its way.' AS detail FROM rentals r
       WHERE r.status = 'provisioning' AND NOT EXISTS (SELECT 1 FROM dbos.workflow_status w WHERE w.status IN ${PENDING}
         AND w.workflow_uuid IN (SELECT 'provisionRental:' || r.id UNION ALL
               SELECT 'provisionPair:' || p.id || ':' || r.id FROM ha_pairs p WHERE p.fallback_rental_id = r.id))`,
  },
];
