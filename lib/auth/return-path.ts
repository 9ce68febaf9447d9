import type { Route } from 'next';

/** For paths of this site put together at run time; the callers here have checked that they are. */
function asRoute(path: string): Route {
  return path as Route;
}

/** Where sign-in leads unless the visitor was on the way somewhere. */
export const LANDING_PATH = asRoute('/overview');

const MAX_LENGTH = 2_000;
const BASE = 'http://twinline.invalid';

/**
 * The path a visitor may be sent on to after sign-in: on this site, and not a page of sign-in itself. Anything else, such
 * as another host in any of the spellings browsers accept, becomes the landing page.
 */
export function safeReturnPath(wanted: string | string[] | null | undefined): Route {
  if (typeof wanted !== 'string' || !wanted.startsWith('/') || wanted.length > MAX_LENGTH) return LANDING_PATH;
  if (!URL.canParse(wanted, BASE)) return LANDING_PATH;
  const url = new URL(wanted, BASE);
  // The parser has resolved backslashes, tabs and dots, so what is checked is what the browser will see.
  const leavesSite = url.origin !== BASE || url.pathname.startsWith('//');
  if (leavesSite || /^\/(login|setup|api)(\/|$)/.test(url.pathname) || url.pathname === '/') return LANDING_PATH;
  return asRoute(url.pathname + url.search + url.hash);
}
