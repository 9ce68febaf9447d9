import type { Route } from 'next';
import {
  createLoader,
  createSerializer,
  parseAsInteger,
  parseAsNativeArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { appHref } from '@/components/layout/app-href';
import type { PatternMode } from '@/lib/numbers/schema';
import type { AvailableNumberType, NumberCapabilities } from '@/lib/numbers/types';
import { COUNTRIES, type CountryIso } from '@/lib/phone/countries';

const countryIsos = COUNTRIES.map(({ iso }) => iso);

// Written out here: the schema's own lists would bring all of zod to the browser.
export const NUMBER_TYPES = ['local', 'mobile', 'tollfree', 'national'] as const satisfies AvailableNumberType[];
export const PATTERN_MODES = ['starts', 'contains', 'ends'] as const satisfies PatternMode[];
export const CAPABILITIES = ['voice', 'sms', 'mms'] as const satisfies (keyof NumberCapabilities)[];

/** The search in the address, read the same way by server and browser. What fits nothing here is as if it were not there. */
export const searchParsers = {
  country: parseAsStringLiteral(countryIsos),
  type: parseAsStringLiteral(NUMBER_TYPES),
  areas: parseAsNativeArrayOf(parseAsInteger),
  /** A place or STD code as text, from a form sent without JavaScript; `areas` wins. */
  place: parseAsString.withDefault(''),
  pattern: parseAsString.withDefault(''),
  mode: parseAsStringLiteral(PATTERN_MODES).withDefault('starts'),
  capabilities: parseAsNativeArrayOf(parseAsStringLiteral(CAPABILITIES)),
  cursor: parseAsString,
};

/** What people call the parts of a search that can be wrong in an address. */
export const SEARCH_WORDS = {
  country: 'Country',
  type: 'Type',
  areas: 'Place',
  mode: 'Number mode',
  capabilities: 'Must have',
};

export const loadSearchParams = createLoader(searchParsers);

export type SearchParams = Awaited<ReturnType<typeof loadSearchParams>>;

/** A search with its country settled. */
export type NumberSearch = SearchParams & { country: CountryIso };

const serialize = createSerializer(searchParsers);

export function searchHref(search: Partial<SearchParams>): Route {
  return appHref('/phone-numbers/buy', serialize(search));
}

/** Remembers the country last chosen in this browser. */
export const COUNTRY_COOKIE = 'twinline_country';

export function countryOr(text: string | undefined, otherwise: CountryIso): CountryIso {
  return countryIsos.find((iso) => iso === text) ?? otherwise;
}
