/** Destinations that fail alike, and what a minute to them costs the customer. */
interface Destination {
  /** Digits of E.164 without plus sign; the longest matching prefix counts. */
  prefix: string;
  group: string;
  name: string;
}

/**
 * India. Operators own number series, and a carrier's interconnection with one operator fails without the others, so
 * calls are pooled by the operator where the numbering plan names one (portability has moved some numbers since), else
 * by the leading digit; landlines by their city, whose exchange they share.
 */
const INDIA_SERIES: Readonly<Record<string, readonly string[]>> = {
  'in-mobile-6': ['916'],
  'in-mobile-7': ['917'],
  'in-mobile-8': ['918'],
  'in-mobile-9': ['919'],
  'in-jio': ['91600', '91620', '91628', '91630', '91638', '91700', '91790', '91798', '9193'],
  'in-airtel': ['91690', '91789', '91900', '91979', '91989', '91990', '91995', '91997', '91999'],
  'in-vi': ['91691', '91723', '91735', '91769', '91819', '91833', '91958', '91998'],
  'in-bsnl': ['91602', '91603', '91918', '9194'],
  'in-delhi': ['9111'],
  'in-pune': ['9120'],
  'in-mumbai': ['9122'],
  'in-kolkata': ['9133'],
  'in-hyderabad': ['9140'],
  'in-chennai': ['9144'],
  // Mobile series begin with 79 and 80 too; landlines of these two cities go on with 2, 4 or 6.
  'in-ahmedabad': ['91792', '91794', '91796'],
  'in-bengaluru': ['91802', '91804', '91806'],
  'in-landline': ['91'],
};

const GROUP_NAMES: Readonly<Record<string, string>> = {
  'in-mobile-6': 'India mobile 6',
  'in-mobile-7': 'India mobile 7',
  'in-mobile-8': 'India mobile 8',
  'in-mobile-9': 'India mobile 9',
  'in-jio': 'India mobile, Jio series',
  'in-airtel': 'India mobile, Airtel series',
  'in-vi': 'India mobile, Vi series',
  'in-bsnl': 'India mobile, BSNL series',
  'in-delhi': 'Delhi landlines',
  'in-pune': 'Pune landlines',
  'in-mumbai': 'Mumbai landlines',
  'in-kolkata': 'Kolkata landlines',
  'in-hyderabad': 'Hyderabad landlines',
  'in-chennai': 'Chennai landlines',
  'in-ahmedabad': 'Ahmedabad landlines',
  'in-bengaluru': 'Bengaluru landlines',
  'in-landline': 'Other India landlines',
  'us-ca': 'United States and Canada',
  gb: 'United Kingdom landlines',
  'gb-mobile': 'United Kingdom mobile',
  au: 'Australia landlines',
  'au-mobile': 'Australia mobile',
  sg: 'Singapore',
  ae: 'United Arab Emirates landlines',
  'ae-mobile': 'United Arab Emirates mobile',
};

/** What a group of destinations is called on screen; a group without a name bears its id. */
export function groupName(group: string): string {
  return GROUP_NAMES[group] ?? group;
}

function series(country: string, prefixes: Readonly<Record<string, readonly string[]>>) {
  return Object.entries(prefixes).flatMap(([group, digits]) =>
    digits.map((prefix): Destination & { country: string } => ({ prefix, group, name: groupName(group), country })),
  );
}

/** Elsewhere landline and mobile are apart: mobile operators charge and fail on their own. */
const DESTINATIONS = [
  ...series('IN', INDIA_SERIES),
  ...series('US', { 'us-ca': ['1'] }),
  ...series('GB', { gb: ['44'], 'gb-mobile': ['447'] }),
  ...series('AU', { au: ['61'], 'au-mobile': ['614'] }),
  ...series('SG', { sg: ['65'] }),
  ...series('AE', { ae: ['971'], 'ae-mobile': ['9715'] }),
];

/** Prefixes of a country's numbers; the United States and Canada share one plan. */
export function destinationsOf(country: string): readonly Destination[] {
  const plan = country === 'CA' ? 'US' : country;
  return DESTINATIONS.filter((destination) => destination.country === plan);
}

/** By which trunks a country is reached; cost a minute in micros of a US dollar. */
interface DemoRoute {
  trunk: string;
  country: string;
  priority: number;
  costMicros: bigint;
  /** When mobile networks of the country charge more. */
  mobileCostMicros?: bigint;
}

/**
 * A number of India leaves by its own carrier whatever stands here; the rows tell to which group its calls belong and
 * what they cost. Elsewhere at least two carriers that share nothing reach every country, the cheaper one first.
 */
const DEMO_ROUTES: readonly DemoRoute[] = [
  { trunk: 'mayura-mumbai', country: 'IN', priority: 0, costMicros: 3_600n },
  { trunk: 'mayura-delhi', country: 'IN', priority: 1, costMicros: 3_700n },
  { trunk: 'vindhya-pune', country: 'IN', priority: 0, costMicros: 3_900n },
  { trunk: 'konkan-chennai', country: 'IN', priority: 0, costMicros: 3_500n },
  { trunk: 'konkan-kochi', country: 'IN', priority: 1, costMicros: 3_600n },
  { trunk: 'sutlej-delhi', country: 'IN', priority: 0, costMicros: 4_100n },
  { trunk: 'nilgiri-bengaluru', country: 'IN', priority: 0, costMicros: 4_400n },
  { trunk: 'prairie-omaha', country: 'US', priority: 0, costMicros: 3_200n },
  { trunk: 'northlight-toronto', country: 'US', priority: 1, costMicros: 4_500n },
  { trunk: 'severn-slough', country: 'GB', priority: 0, costMicros: 4_000n, mobileCostMicros: 9_500n },
  { trunk: 'northlight-london', country: 'GB', priority: 1, costMicros: 5_200n, mobileCostMicros: 11_000n },
  { trunk: 'coral-singapore', country: 'AU', priority: 0, costMicros: 7_500n, mobileCostMicros: 24_000n },
  { trunk: 'northlight-toronto', country: 'AU', priority: 1, costMicros: 9_800n, mobileCostMicros: 29_000n },
  { trunk: 'coral-singapore', country: 'SG', priority: 0, costMicros: 6_200n },
  { trunk: 'severn-slough', country: 'SG', priority: 1, costMicros: 8_400n },
  { trunk: 'coral-singapore', country: 'AE', priority: 0, costMicros: 92_000n, mobileCostMicros: 98_000n },
  { trunk: 'severn-slough', country: 'AE', priority: 1, costMicros: 101_000n, mobileCostMicros: 108_000n },
];

/** What a carrier that nobody described charges: more than those whose price is known, so that it comes after them. */
const UNKNOWN_COST_MICROS = 20_000n;

export interface RouteRow {
  prefix: string;
  trunk: string;
  priority: number;
  costMicros: bigint;
  group: string;
}

function rowsOf({ trunk, country, priority, costMicros, mobileCostMicros = costMicros }: DemoRoute): RouteRow[] {
  return destinationsOf(country).map(({ prefix, group }) => ({
    prefix,
    trunk,
    priority,
    costMicros: group.endsWith('-mobile') ? mobileCostMicros : costMicros,
    group,
  }));
}

/** The routes of the invented carriers' trunks. */
export function demoRoutes(): RouteRow[] {
  return DEMO_ROUTES.flatMap(rowsOf);
}

/** The routes of a trunk of which nothing is known but the countries its carrier has numbers in. */
export function plainRoutes(trunk: string, countries: readonly string[]): RouteRow[] {
  // The United States and Canada are one plan.
  const plans = new Set(countries.map((country) => (country === 'CA' ? 'US' : country)));
  return [...plans].flatMap((country) => rowsOf({ trunk, country, priority: 9, costMicros: UNKNOWN_COST_MICROS }));
}

interface Rate {
  prefix: string;
  destination: string;
  inrMicros: bigint;
  usdMicros: bigint;
}

/**
 * What customers pay a minute. India's ₹0.60 is the list price of hosted consoles; the others lie above what the dearer
 * of the routes costs, so that a call is never sold below it, and rupees stand at about 84 a dollar.
 */
export const CALL_RATES: readonly Rate[] = [
  { prefix: '91', destination: 'India', inrMicros: 600_000n, usdMicros: 7_200n },
  { prefix: '1', destination: 'United States and Canada', inrMicros: 750_000n, usdMicros: 9_000n },
  { prefix: '44', destination: 'United Kingdom', inrMicros: 1_000_000n, usdMicros: 12_000n },
  { prefix: '447', destination: 'United Kingdom mobile', inrMicros: 2_000_000n, usdMicros: 24_000n },
  { prefix: '61', destination: 'Australia', inrMicros: 1_500_000n, usdMicros: 18_000n },
  { prefix: '614', destination: 'Australia mobile', inrMicros: 4_000_000n, usdMicros: 48_000n },
  { prefix: '65', destination: 'Singapore', inrMicros: 1_250_000n, usdMicros: 15_000n },
  { prefix: '971', destination: 'United Arab Emirates', inrMicros: 14_000_000n, usdMicros: 168_000n },
  { prefix: '9715', destination: 'United Arab Emirates mobile', inrMicros: 15_000_000n, usdMicros: 180_000n },
];
