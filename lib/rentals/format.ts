import type { Route } from 'next';
import type { HaFilter } from './schema';

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
