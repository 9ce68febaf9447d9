import type { Route } from 'next';

/** The page of a number the account rents or rented; `number` is digits. */
export function numberPath(number: string): Route {
  return `/phone-numbers/active/${encodeURIComponent(number)}` as Route;
}
