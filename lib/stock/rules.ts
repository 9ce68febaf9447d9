import type { CountryIso, PhoneNumberType } from '@/lib/phone';

/** A carrier of the demonstration and bench stock. All names are invented. */
export interface CarrierProfile {
  slug: string;
  name: string;
  countries: readonly CountryIso[];
  failureDomains: readonly string[];
}

/** Carriers that share the upstream `himadri-transit` fail together, so they are no fallback for each other. */
export const CARRIERS = [
  {
    slug: 'mayura-voice',
    name: 'Mayura Voice',
    countries: ['IN'],
    failureDomains: ['upstream:himadri-transit', 'dc:mumbai-north', 'sbc:mayura-1'],
  },
  {
    slug: 'vindhya-connect',
    name: 'Vindhya Connect',
    countries: ['IN'],
    failureDomains: ['upstream:himadri-transit', 'dc:pune-east', 'sbc:vindhya-1'],
  },
  {
    slug: 'konkan-wave',
    name: 'Konkan Wave',
    countries: ['IN'],
    failureDomains: ['upstream:palk-backbone', 'dc:chennai-south', 'sbc:konkan-1'],
  },
  {
    slug: 'sutlej-line',
    name: 'Sutlej Line',
    countries: ['IN'],
    failureDomains: ['upstream:sutlej-own', 'dc:delhi-west', 'sbc:sutlej-1'],
  },
  {
    slug: 'nilgiri-trunk',
    name: 'Nilgiri Trunk',
    countries: ['IN'],
    failureDomains: ['upstream:nilgiri-own', 'dc:bengaluru-2', 'sbc:nilgiri-1'],
  },
  {
    slug: 'prairie-tandem',
    name: 'Prairie Tandem',
    countries: ['US', 'CA'],
    failureDomains: ['upstream:prairie-own', 'dc:omaha', 'sbc:prairie-1'],
  },
  {
    slug: 'northlight-exchange',
    name: 'Northlight Exchange',
    countries: ['US', 'CA', 'GB'],
    failureDomains: ['upstream:northlight-own', 'dc:toronto', 'sbc:northlight-1'],
  },
  {
    slug: 'severn-relay',
    name: 'Severn Relay',
    countries: ['GB', 'AE'],
    failureDomains: ['upstream:severn-own', 'dc:slough', 'sbc:severn-1'],
  },
  {
    slug: 'coral-strait',
    name: 'Coral Strait Voice',
    countries: ['AU', 'SG', 'AE'],
    failureDomains: ['upstream:coral-own', 'dc:singapore', 'sbc:coral-1'],
  },
] as const satisfies readonly CarrierProfile[];

export type CarrierSlug = (typeof CARRIERS)[number]['slug'];

/** Prices in micros: set-up and each month, in either currency. */
export interface RatePlanProfile {
  setupInrMicros: bigint;
  setupUsdMicros: bigint;
  monthlyInrMicros: bigint;
  monthlyUsdMicros: bigint;
}

interface Prices {
  setup?: { inr: bigint; usdCents: bigint };
  monthly: { inr: bigint; usdCents: bigint };
}

const MICROS_PER_CENT = 10_000n;

function plan({ setup, monthly }: Prices): RatePlanProfile {
  return {
    setupInrMicros: (setup?.inr ?? 0n) * 100n * MICROS_PER_CENT,
    setupUsdMicros: (setup?.usdCents ?? 0n) * MICROS_PER_CENT,
    monthlyInrMicros: monthly.inr * 100n * MICROS_PER_CENT,
    monthlyUsdMicros: monthly.usdCents * MICROS_PER_CENT,
  };
}

/** What one kind of number in a country's generated stock is like. */
export interface StockKind {
  country: CountryIso;
  type: PhoneNumberType;
  /** Share of the country's numbers, in percent. */
  percent: number;
  rate: RatePlanProfile;
  sms: boolean;
  mms: boolean;
  /** For numbers that belong to no place: what the area is called and where its numbers begin. */
  nationwide?: { name: string; prefixes: readonly string[] };
}

/** The standard rate of each country and type, and what its generated numbers are like. */
export const STOCK_KINDS: readonly StockKind[] = [
  {
    country: 'IN',
    type: 'local',
    percent: 100,
    rate: plan({ monthly: { inr: 250n, usdCents: 250n } }),
    sms: false,
    mms: false,
  },
  {
    country: 'US',
    type: 'local',
    percent: 88,
    rate: plan({ monthly: { inr: 70n, usdCents: 80n } }),
    sms: true,
    mms: true,
  },
  {
    country: 'US',
    type: 'tollfree',
    percent: 12,
    rate: plan({ monthly: { inr: 85n, usdCents: 100n } }),
    sms: true,
    mms: false,
    nationwide: { name: 'Toll-free', prefixes: ['844', '855', '866', '877', '888'] },
  },
  {
    country: 'GB',
    type: 'local',
    percent: 70,
    rate: plan({ monthly: { inr: 90n, usdCents: 100n } }),
    sms: false,
    mms: false,
  },
  {
    country: 'GB',
    type: 'mobile',
    percent: 30,
    rate: plan({ setup: { inr: 90n, usdCents: 100n }, monthly: { inr: 170n, usdCents: 200n } }),
    sms: true,
    mms: false,
    nationwide: { name: 'Mobile', prefixes: ['7'] },
  },
  {
    country: 'CA',
    type: 'local',
    percent: 90,
    rate: plan({ monthly: { inr: 75n, usdCents: 85n } }),
    sms: true,
    mms: true,
  },
  {
    country: 'CA',
    type: 'tollfree',
    percent: 10,
    rate: plan({ monthly: { inr: 90n, usdCents: 105n } }),
    sms: true,
    mms: false,
    // Toll-free codes are shared by the whole North American plan; this one is kept for Canada here.
    nationwide: { name: 'Toll-free', prefixes: ['833'] },
  },
  {
    country: 'AU',
    type: 'local',
    percent: 65,
    rate: plan({ monthly: { inr: 250n, usdCents: 300n } }),
    sms: false,
    mms: false,
  },
  {
    country: 'AU',
    type: 'mobile',
    percent: 25,
    rate: plan({ monthly: { inr: 500n, usdCents: 600n } }),
    sms: true,
    mms: false,
    nationwide: { name: 'Mobile', prefixes: ['4'] },
  },
  {
    country: 'AU',
    type: 'tollfree',
    percent: 10,
    rate: plan({ setup: { inr: 850n, usdCents: 1000n }, monthly: { inr: 1250n, usdCents: 1500n } }),
    sms: false,
    mms: false,
    nationwide: { name: 'Toll-free', prefixes: ['1800'] },
  },
  {
    country: 'SG',
    type: 'local',
    percent: 100,
    rate: plan({ setup: { inr: 2100n, usdCents: 2500n }, monthly: { inr: 840n, usdCents: 1000n } }),
    sms: false,
    mms: false,
  },
  {
    country: 'AE',
    type: 'local',
    percent: 100,
    rate: plan({ setup: { inr: 4200n, usdCents: 5000n }, monthly: { inr: 1700n, usdCents: 2000n } }),
    sms: false,
    mms: false,
  },
];

/** Each country's share of the generated stock, in percent, and how many place names it spreads over. */
export const COUNTRY_SHARES: Readonly<Record<CountryIso, { percent: number; places: number }>> = {
  IN: { percent: 70, places: Number.POSITIVE_INFINITY },
  US: { percent: 14, places: 300 },
  GB: { percent: 5, places: 120 },
  CA: { percent: 4, places: 60 },
  AU: { percent: 3, places: 40 },
  SG: { percent: 2, places: 1 },
  AE: { percent: 2, places: 10 },
};

/**
 * How dense a place's stock is. India's plan gives the largest cities the shortest codes; elsewhere
 * larger places have more prefixes.
 */
export function placeWeight(country: CountryIso, codeLength: number, ranges: number): number {
  if (country !== 'IN') return ranges;
  if (codeLength <= 2) return 120;
  return codeLength === 3 ? 10 : 1;
}

/** Indian towns in a hundred whose numbers only one group of carriers, failing together, has. */
export const PERCENT_WITHOUT_LOCAL_FALLBACK = 6;
