import 'server-only';
import { Prisma, type Transaction } from '@/lib/db';
import type { Place } from './read-places';
import { CARRIERS, type CarrierProfile, type RatePlanProfile, STOCK_KINDS } from './rules';

/** What identifies an area. */
export type AreaKey = Pick<Place, 'code' | 'name' | 'region'> & { country: string };

export function areaKey({ country, code, name, region }: AreaKey): string {
  return JSON.stringify([country, code, name, region]);
}

export function rateKey(rate: RatePlanProfile): string {
  return [rate.setupInrMicros, rate.setupUsdMicros, rate.monthlyInrMicros, rate.monthlyUsdMicros].join();
}

/**
 * Ids of carriers by slug; new ones are made, with a sandbox that answers as usual, and known ones
 * learn the countries they now have numbers in.
 */
export async function ensureCarriers(
  tx: Transaction,
  carriers: readonly CarrierProfile[],
): Promise<Map<string, number>> {
  for (const { slug, name, countries, failureDomains } of carriers) {
    await tx.$executeRaw`
      INSERT INTO carriers AS known (slug, name, country_isos, failure_domains)
      VALUES (${slug}, ${name}, ${[...countries]}::text[], ${[...failureDomains]}::text[])
      ON CONFLICT (slug) DO UPDATE
        SET country_isos = ARRAY(SELECT DISTINCT iso FROM unnest(known.country_isos || EXCLUDED.country_isos) AS iso ORDER BY iso)
        WHERE NOT known.country_isos @> EXCLUDED.country_isos`;
  }
  const slugs = carriers.map(({ slug }) => slug);
  await tx.$executeRaw`
    INSERT INTO sandbox_settings (carrier_id) SELECT id FROM carriers WHERE slug = ANY(${slugs}::text[]) ON CONFLICT DO NOTHING`;
  const rows = await tx.carrier.findMany({ where: { slug: { in: slugs } }, select: { id: true, slug: true } });
  return new Map(rows.map(({ slug, id }) => [slug, id]));
}

/** Ids of areas by `areaKey`, made when missing. */
export async function ensureAreas(tx: Transaction, areas: readonly AreaKey[]): Promise<Map<string, number>> {
  const distinct = [...new Map(areas.map((area) => [areaKey(area), area])).values()];
  const wanted = Prisma.sql`unnest(${distinct.map(({ country }) => country)}::text[], ${distinct.map(({ code }) => code)}::text[],
    ${distinct.map(({ name }) => name)}::text[], ${distinct.map(({ region }) => region)}::text[]) AS wanted(country_iso, code, place, region)`;
  await tx.$executeRaw`INSERT INTO areas (country_iso, code, place, region) SELECT * FROM ${wanted} ON CONFLICT DO NOTHING`;
  const rows = await tx.$queryRaw<{ id: number; country_iso: string; code: string; place: string; region: string }[]>`
    SELECT a.id, a.country_iso, a.code, a.place, a.region FROM areas a
      JOIN ${wanted} ON a.country_iso = wanted.country_iso::bpchar AND a.code = wanted.code AND a.place = wanted.place AND a.region = wanted.region`;
  return new Map(
    rows.map((row) => [
      areaKey({ country: row.country_iso, code: row.code, name: row.place, region: row.region }),
      row.id,
    ]),
  );
}

/** Ids of rate plans by `rateKey`, made when missing. */
export async function ensureRatePlans(
  tx: Transaction,
  rates: readonly RatePlanProfile[],
): Promise<Map<string, number>> {
  const distinct = [...new Map(rates.map((rate) => [rateKey(rate), rate])).values()];
  const wanted = Prisma.sql`unnest(${distinct.map((rate) => rate.setupInrMicros)}::bigint[], ${distinct.map((rate) => rate.setupUsdMicros)}::bigint[],
    ${distinct.map((rate) => rate.monthlyInrMicros)}::bigint[], ${distinct.map((rate) => rate.monthlyUsdMicros)}::bigint[])
    AS wanted(setup_inr_micros, setup_usd_micros, monthly_inr_micros, monthly_usd_micros)`;
  await tx.$executeRaw`
    INSERT INTO rate_plans (setup_inr_micros, setup_usd_micros, monthly_inr_micros, monthly_usd_micros) SELECT * FROM ${wanted} ON CONFLICT DO NOTHING`;
  const rows = await tx.$queryRaw<
    { id: number; setup_inr: bigint; setup_usd: bigint; monthly_inr: bigint; monthly_usd: bigint }[]
  >`
    SELECT p.id, p.setup_inr_micros AS setup_inr, p.setup_usd_micros AS setup_usd, p.monthly_inr_micros AS monthly_inr,
      p.monthly_usd_micros AS monthly_usd FROM rate_plans p JOIN ${wanted} USING (setup_inr_micros, setup_usd_micros, monthly_inr_micros, monthly_usd_micros)`;
  return new Map(rows.map((row) => [[row.setup_inr, row.setup_usd, row.monthly_inr, row.monthly_usd].join(), row.id]));
}

/** The carriers and the price list of the generated stock. Standard rates an operator has set are left as they are. */
export async function ensureCatalogue(
  tx: Transaction,
): Promise<{ carriers: Map<string, number>; ratePlans: Map<string, number> }> {
  const carriers = await ensureCarriers(tx, CARRIERS);
  const ratePlans = await ensureRatePlans(
    tx,
    STOCK_KINDS.map((kind) => kind.rate),
  );
  const rates = STOCK_KINDS.map(({ country, type, rate }) => ({
    country,
    type,
    plan: ratePlans.get(rateKey(rate)) ?? 0,
  }));
  await tx.$executeRaw`
    INSERT INTO standard_rates (country_iso, type, rate_plan_id)
    SELECT * FROM unnest(${rates.map(({ country }) => country)}::bpchar[], ${rates.map(({ type }) => type)}::text[]::"NumberType"[],
      ${rates.map(({ plan }) => plan)}::int[]) ON CONFLICT DO NOTHING`;
  return { carriers, ratePlans };
}
