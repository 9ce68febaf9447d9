import 'server-only';
import type { Context } from '@/lib/context';
import { Prisma } from '@/lib/db';
import { LIVE_PAIR_STATES } from '@/lib/provisioning';
import type { RentalSort } from './format';
import { failedSince } from './rules';
import type { RentalFilter } from './schema';

const livePair = Prisma.sql`p.state = ANY(${[...LIVE_PAIR_STATES]}::"HaPairState"[])`;

/**
 * Rentals that Active Numbers shows, as `r`: those in use, and orders that failed of late unless
 * the same number was rented again since. The few failed ones are looked up first, so that every
 * other row is settled by its status alone.
 */
export function visibleRentals(ctx: Context): Prisma.Sql {
  return Prisma.sql`r.account_id = ${ctx.accountId} AND r.status <> 'released' AND (r.status <> 'failed' OR r.id = ANY(ARRAY(
    SELECT f.id FROM rentals f
     WHERE f.account_id = ${ctx.accountId} AND f.status = 'failed' AND f.created_at > ${failedSince(ctx.now())}::timestamptz
       AND NOT EXISTS (SELECT 1 FROM rentals newer
         WHERE newer.number = f.number AND newer.account_id = f.account_id AND newer.created_at > f.created_at))))`;
}

/**
 * Pairs of the account as `p` that need somebody's attention: without a fallback, losing one of
 * their numbers, or failed of late and not tried again.
 */
function troubledPairs(ctx: Context): Prisma.Sql {
  return Prisma.sql`p.account_id = ${ctx.accountId} AND (
    p.state IN ('waiting_for_stock', 'replacing') OR (p.at_risk_reason IS NOT NULL AND ${livePair}) OR (
      p.state = 'failed' AND p.updated_at > ${failedSince(ctx.now())}::timestamptz AND NOT EXISTS (
        SELECT 1 FROM ha_pairs later WHERE later.primary_rental_id = p.primary_rental_id AND later.created_at > p.created_at)))`;
}

function byHighAvailability(ctx: Context, ha: RentalFilter['ha']): Prisma.Sql {
  const ownLive = Prisma.sql`p.account_id = ${ctx.accountId} AND ${livePair}`;
  const isPrimary = Prisma.sql`EXISTS (SELECT 1 FROM ha_pairs p WHERE p.primary_rental_id = r.id AND ${ownLive})`;
  const isFallback = Prisma.sql`EXISTS (SELECT 1 FROM ha_pairs p WHERE p.fallback_rental_id = r.id AND ${ownLive})`;
  if (ha === 'on') return Prisma.sql`AND ${isPrimary}`;
  if (ha === 'fallback') return Prisma.sql`AND ${isFallback}`;
  if (ha === 'off') {
    return Prisma.sql`AND r.country_iso = 'IN' AND r.type = 'local' AND NOT ${isPrimary} AND NOT ${isFallback}`;
  }
  if (ha !== 'problem') return Prisma.empty;
  return Prisma.sql`AND (r.status IN ('past_due', 'failed')
    OR r.id IN (SELECT p.primary_rental_id FROM ha_pairs p WHERE ${troubledPairs(ctx)})
    OR r.id IN (SELECT p.fallback_rental_id FROM ha_pairs p WHERE ${troubledPairs(ctx)} AND p.fallback_rental_id IS NOT NULL))`;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/** Digits as dialled at home lack the country code and start with 0: that is dropped. */
function bySearch(ctx: Context, search: string): Prisma.Sql {
  const bare = search.toLowerCase().replace(/[\s+]/g, '');
  if (bare === '') return Prisma.empty;
  const like = `%${escapeLike(bare)}%`;
  const digits = bare.replace(/[().-]/g, '').replace(/^0+(?=\d)/, '');
  const number = /^\d+$/.test(digits) ? Prisma.sql`r.number LIKE ${`%${digits}%`} OR` : Prisma.empty;
  return Prisma.sql`AND (${number} translate(lower(r.alias), ' +', '') LIKE ${like} OR translate(lower(r.notes), ' +', '') LIKE ${like}
    OR r.application_id = ANY(ARRAY(
      SELECT id FROM applications WHERE account_id = ${ctx.accountId} AND translate(lower(name), ' +', '') LIKE ${like})))`;
}

/** The condition of a filter on `rentals r`. */
export function matchingRentals(ctx: Context, filter: RentalFilter): Prisma.Sql {
  const { search, country, type, carrier, ha, tag } = filter;
  return Prisma.sql`${visibleRentals(ctx)} ${bySearch(ctx, search)} ${byHighAvailability(ctx, ha)}
    ${country ? Prisma.sql`AND r.country_iso = ${country}` : Prisma.empty}
    ${type ? Prisma.sql`AND r.type = ${type}::"NumberType"` : Prisma.empty}
    ${carrier ? Prisma.sql`AND r.carrier_id = (SELECT id FROM carriers WHERE slug = ${carrier})` : Prisma.empty}
    ${tag ? Prisma.sql`AND r.tags <> '{}' AND r.tags @> ARRAY[${tag}]::text[]` : Prisma.empty}`;
}

interface Order {
  /** Tables the sort needs beside `rentals r`. */
  join: Prisma.Sql;
  by: Prisma.Sql[];
}

const none = Prisma.empty;
const ORDERS: Record<RentalSort, Order> = {
  number: { join: none, by: [Prisma.sql`r.number`] },
  alias: { join: none, by: [Prisma.sql`lower(r.alias)`] },
  place: {
    join: Prisma.sql`JOIN areas a ON a.id = r.area_id`,
    by: [Prisma.sql`r.country_iso`, Prisma.sql`a.place`, Prisma.sql`a.region`],
  },
  carrier: { join: Prisma.sql`JOIN carriers c ON c.id = r.carrier_id`, by: [Prisma.sql`c.name`] },
  application: {
    join: Prisma.sql`LEFT JOIN applications app ON app.id = r.application_id`,
    by: [Prisma.sql`lower(app.name)`],
  },
  status: { join: none, by: [Prisma.sql`r.status`] },
  monthly: { join: none, by: [Prisma.sql`r.monthly_micros`] },
  renews: { join: none, by: [Prisma.sql`CASE WHEN r.status IN ('active', 'past_due') THEN r.paid_until END`] },
};

/** Joins and ORDER BY of a sort; rows without a value come last either way. */
export function rentalOrder({ column, descending }: { column: RentalSort; descending: boolean }) {
  const { join, by } = ORDERS[column];
  const direction = descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const last = column === 'number' ? Prisma.empty : Prisma.sql`, r.number`;
  // The number's own order needs no NULLS LAST, and without it an index gives it.
  const nulls = column === 'number' ? Prisma.empty : Prisma.sql`NULLS LAST`;
  const terms = Prisma.join(by.map((term) => Prisma.sql`${term} ${direction} ${nulls}`));
  return { join, orderBy: Prisma.sql`ORDER BY ${terms}${last}, r.id` };
}
