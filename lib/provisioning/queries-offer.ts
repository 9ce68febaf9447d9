import 'server-only';
import { type RentalPrice, taxBasisPointsFor } from '@/lib/billing';
import type { AccountId, Context } from '@/lib/context';
import { reader } from '@/lib/context';
import { AppError } from '@/lib/errors';
import type { CurrencyCode } from '@/lib/money';

/** What a purchase needs to know of a stock number and the account before anything is claimed. */
export interface Offer {
  number: string;
  countryIso: string;
  type: 'local' | 'mobile' | 'tollfree' | 'national';
  areaId: number;
  place: string;
  region: string;
  series: string;
  carrierId: number;
  carrierName: string;
  failureDomains: string[];
  status: string;
  reservationId: string | null;
  ratePlanId: number;
  price: RentalPrice;
  /** The standard rate: what a fallback number of this country and type costs. */
  fallbackPrice: RentalPrice | null;
  currency: CurrencyCode;
  availableMicros: bigint;
}

interface OfferRow {
  number: string;
  country_iso: string;
  type: Offer['type'];
  area_id: number;
  place: string;
  region: string;
  series: string;
  carrier_id: number;
  carrier_name: string;
  failure_domains: string[];
  status: string;
  reservation_id: string | null;
  rate_plan_id: number;
  setup_micros: bigint;
  monthly_micros: bigint;
  standard_micros: bigint | null;
  currency: CurrencyCode;
  available_micros: bigint;
}

/** Stock numbers with their prices in the account's currency, by number; what no carrier offers is left out. */
export async function listOffers(
  ctx: Context,
  accountId: AccountId,
  numbers: readonly string[],
): Promise<Map<string, Offer>> {
  const rows = await reader(ctx).$queryRaw<OfferRow[]>`
    SELECT i.number, i.country_iso, i.type::text AS type, i.area_id, a.place, a.region, i.series, i.carrier_id, c.name AS carrier_name,
           c.failure_domains, i.status::text AS status, i.reservation_id, i.rate_plan_id,
           CASE acc.currency WHEN 'INR' THEN p.setup_inr_micros ELSE p.setup_usd_micros END AS setup_micros,
           CASE acc.currency WHEN 'INR' THEN p.monthly_inr_micros ELSE p.monthly_usd_micros END AS monthly_micros,
           CASE acc.currency WHEN 'INR' THEN sp.monthly_inr_micros ELSE sp.monthly_usd_micros END AS standard_micros,
           acc.currency::text AS currency, acc.balance_micros - acc.held_micros AS available_micros
      FROM inventory_numbers i
      JOIN areas a ON a.id = i.area_id
      JOIN carriers c ON c.id = i.carrier_id
      JOIN rate_plans p ON p.id = i.rate_plan_id
      JOIN accounts acc ON acc.id = ${accountId}
      LEFT JOIN standard_rates s ON s.country_iso = i.country_iso AND s.type = i.type
      LEFT JOIN rate_plans sp ON sp.id = s.rate_plan_id
     WHERE i.number = ANY(${[...numbers]}::text[])`;
  return new Map(rows.map((row) => [row.number, toOffer(row)]));
}

/** Reads a stock number with its price in the account's currency; throws when no carrier offers it. */
export async function getOffer(ctx: Context, accountId: AccountId, number: string): Promise<Offer> {
  const offer = (await listOffers(ctx, accountId, [number])).get(number);
  if (!offer) throw new AppError('not_found', 'No carrier offers this number.', { field: 'number' });
  return offer;
}

function toOffer(row: OfferRow): Offer {
  const taxBasisPoints = taxBasisPointsFor(row.currency);
  return {
    number: row.number,
    countryIso: row.country_iso,
    type: row.type,
    areaId: row.area_id,
    place: row.place,
    region: row.region,
    series: row.series,
    carrierId: row.carrier_id,
    carrierName: row.carrier_name,
    failureDomains: row.failure_domains,
    status: row.status,
    reservationId: row.reservation_id,
    ratePlanId: row.rate_plan_id,
    price: { currency: row.currency, setupMicros: row.setup_micros, monthlyMicros: row.monthly_micros, taxBasisPoints },
    fallbackPrice:
      row.standard_micros === null
        ? null
        : { currency: row.currency, setupMicros: 0n, monthlyMicros: row.standard_micros, taxBasisPoints },
    currency: row.currency,
    availableMicros: row.available_micros,
  };
}
