import type { Route } from 'next';

// These stand here and not in the schema, so that a browser that only needs the words loads no validator.

/** Columns of Active Numbers that can be sorted by. */
export const RENTAL_SORTS = [
  'number',
  'alias',
  'place',
  'carrier',
  'application',
  'status',
  'monthly',
  'renews',
] as const;
export type RentalSort = (typeof RENTAL_SORTS)[number];

/** How a number stands towards high availability, as the filter offers it. */
export const HA_FILTERS = ['on', 'off', 'problem', 'fallback'] as const;
export type HaFilter = (typeof HA_FILTERS)[number];

export const RENTAL_TYPES = ['local', 'mobile', 'tollfree', 'national'] as const;
export type RentalType = (typeof RENTAL_TYPES)[number];
export const SEARCH_MAX = 100;
export const TAG_MAX = 40;
export const TAGS_MAX = 20;
export const NOTES_MAX = 2_000;

export const HA_FILTER_WORDS: Readonly<Record<HaFilter, string>> = {
  on: 'On',
  off: 'Off',
  problem: 'Problem',
  fallback: 'Fallback numbers',
};

/** The page of a number the account rents or rented; `number` is digits. */
export function numberPath(number: string): Route {
  return `/phone-numbers/active/${encodeURIComponent(number)}` as Route;
}
