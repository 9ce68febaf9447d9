import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { Prisma } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import type { CurrencyCode } from '@/lib/money';
import { type CountryIso, displayNumber } from '@/lib/phone';
import { availableNumberInput } from './schema';
import type { AvailableNumber, AvailableNumberDetail, AvailableNumberType } from './types';

/** What a stock row is made of when it is shown; the aliases are those of `stockRowColumns`. */
export interface StockRow {
  number: string;
  country_iso: CountryIso;
  type: AvailableNumberType;
  area_id: number;
  code: string;
  place: string;
  region: string;
  carrier_name: string;
  voice: boolean;
  sms: boolean;
  mms: boolean;
  setup_micros: bigint;
  monthly_micros: bigint;
}

/** The columns and joins of a shown stock row, for `FROM inventory_numbers n`; prices in the currency of `account.currency`. */
export const stockRowColumns = Prisma.sql`n.number, n.country_iso, n.type, n.area_id, a.code, a.place, a.region, c.name AS carrier_name,
  n.voice, n.sms, n.mms,
  CASE account.currency WHEN 'INR' THEN p.setup_inr_micros ELSE p.setup_usd_micros END AS setup_micros,
  CASE account.currency WHEN 'INR' THEN p.monthly_inr_micros ELSE p.monthly_usd_micros END AS monthly_micros`;
export const stockRowJoins = Prisma.sql`JOIN areas a ON a.id = n.area_id JOIN carriers c ON c.id = n.carrier_id JOIN rate_plans p ON p.id = n.rate_plan_id`;

export function toAvailableNumber(row: StockRow, currency: CurrencyCode): AvailableNumber {
  return {
    number: row.number,
    display: displayNumber(row.number),
    countryIso: row.country_iso,
    type: row.type,
    areaId: row.area_id,
    areaCode: row.code,
    place: row.place,
    region: row.region,
    carrierName: row.carrier_name,
    capabilities: { voice: row.voice, sms: row.sms, mms: row.mms },
    currency,
    setupMicros: row.setup_micros,
    monthlyMicros: row.monthly_micros,
    requirement: row.country_iso === 'IN' ? 'India KYC' : null,
    highAvailability: row.country_iso === 'IN' && row.type === 'local',
  };
}

interface DetailRow extends StockRow {
  currency: CurrencyCode;
  carrier_slug: string;
  series: string;
  free: boolean;
  fallback_tier: AvailableNumberDetail['fallbackTier'];
}

/** The nearest tier that has a number on a carrier sharing no failure domain: one look-up in an index for each carrier (and area). */
const nearestFallback = Prisma.sql`
  CASE WHEN n.country_iso <> 'IN' OR n.type <> 'local' THEN NULL
    WHEN EXISTS (SELECT 1 FROM other CROSS JOIN LATERAL (SELECT 1 FROM inventory_numbers f WHERE f.status = 'available'
      AND f.country_iso = n.country_iso AND f.type = n.type AND f.carrier_id = other.id AND f.area_id = n.area_id AND f.series = n.series LIMIT 1) f) THEN 'area'
    WHEN EXISTS (SELECT 1 FROM other CROSS JOIN areas near CROSS JOIN LATERAL (SELECT 1 FROM inventory_numbers f WHERE f.status = 'available'
      AND f.country_iso = n.country_iso AND f.type = n.type AND f.carrier_id = other.id AND f.area_id = near.id AND f.series = n.series LIMIT 1) f
      WHERE near.country_iso = n.country_iso AND near.region = a.region) THEN 'state'
    WHEN EXISTS (SELECT 1 FROM other CROSS JOIN LATERAL (SELECT 1 FROM inventory_numbers f WHERE f.status = 'available'
      AND f.country_iso = n.country_iso AND f.type = n.type AND f.carrier_id = other.id AND f.series = n.series LIMIT 1) f) THEN 'country'
  END`;

/** A number's own page. A number that somebody else has, or that was never offered, is refused in so many words. */
export async function getAvailableNumber(ctx: Context, input: string): Promise<AvailableNumberDetail> {
  authorize(ctx, 'numbers.read');
  const number = parseInput(availableNumberInput, input);
  const [row] = await reader(ctx).$queryRaw<DetailRow[]>`
    WITH account AS (SELECT currency FROM accounts WHERE id = ${ctx.accountId}),
    mine AS (SELECT failure_domains FROM carriers WHERE id = (SELECT carrier_id FROM inventory_numbers WHERE number = ${number})),
    other AS (SELECT id FROM carriers WHERE NOT failure_domains && (SELECT failure_domains FROM mine))
    SELECT ${stockRowColumns}, account.currency, c.slug AS carrier_slug, n.series, ${nearestFallback} AS fallback_tier,
      n.status = 'available' OR (n.status = 'reserved' AND EXISTS (
        SELECT 1 FROM reservations r WHERE r.id = n.reservation_id AND r.account_id = ${ctx.accountId} AND r.state = 'held')) AS free
      FROM inventory_numbers n ${stockRowJoins} CROSS JOIN account WHERE n.number = ${number}`;
  if (!row) throw new AppError('not_found', `${displayNumber(number)} is not offered here.`, { field: 'number' });
  if (!row.free) {
    throw new AppError('number_taken', `${displayNumber(number)} is no longer available: choose another number.`, {
      field: 'number',
    });
  }
  const { carrier_slug: carrierSlug, series, fallback_tier: fallbackTier } = row;
  return { ...toAvailableNumber(row, row.currency), carrierSlug, series, fallbackTier };
}

/** How many numbers to offer in place of one that was just sold: half of them on each side of it. */
const ALTERNATIVES = 6;

/** Numbers near one that cannot be had any more: of its area first, else of its country and type. Nothing when it was never offered. */
export async function listAlternatives(ctx: Context, input: string): Promise<AvailableNumber[]> {
  authorize(ctx, 'numbers.read');
  const number = parseInput(availableNumberInput, input);
  const near = (scope: Prisma.Sql, order: Prisma.Sql, beyond: Prisma.Sql) => Prisma.sql`
    SELECT walk.number FROM wanted w CROSS JOIN carriers c CROSS JOIN LATERAL (
      SELECT n.number FROM inventory_numbers n WHERE n.status = 'available' AND n.country_iso = w.country_iso AND n.type = w.type
        AND n.carrier_id = c.id ${scope} AND ${beyond} ORDER BY n.area_id ${order}, n.number ${order} LIMIT ${ALTERNATIVES}
    ) walk`;
  const sides = (scope: Prisma.Sql) => Prisma.sql`
    (SELECT number FROM (${near(scope, Prisma.sql`ASC`, Prisma.sql`n.number > w.number`)}) above ORDER BY number LIMIT ${ALTERNATIVES})
    UNION ALL
    (SELECT number FROM (${near(scope, Prisma.sql`DESC`, Prisma.sql`n.number < w.number`)}) below ORDER BY number DESC LIMIT ${ALTERNATIVES})`;
  const rows = await reader(ctx).$queryRaw<(StockRow & { currency: CurrencyCode })[]>`
    WITH account AS (SELECT currency FROM accounts WHERE id = ${ctx.accountId}),
    wanted AS (SELECT number, country_iso, type, area_id FROM inventory_numbers WHERE number = ${number}),
    area AS MATERIALIZED (${sides(Prisma.sql`AND n.area_id = w.area_id`)}),
    chosen AS (
      SELECT number, 0 AS rank FROM area
      UNION
      SELECT number, 1 FROM (${sides(Prisma.empty)}) country WHERE (SELECT count(*) FROM area) < ${ALTERNATIVES} AND number NOT IN (SELECT number FROM area)
    )
    SELECT ${stockRowColumns}, account.currency FROM chosen JOIN inventory_numbers n USING (number) ${stockRowJoins} CROSS JOIN account
     ORDER BY chosen.rank, abs(n.number::bigint - ${number}::bigint) LIMIT ${ALTERNATIVES}`;
  return rows
    .map((row) => toAvailableNumber(row, row.currency))
    .sort((one, other) => (one.number < other.number ? -1 : 1));
}
