import type { Route } from 'next';

/**
 * An address put together at run time. The caller guarantees that `path` is one of ours (it comes
 * from usePathname or from a typed route) and that only its query was changed.
 */
export function appHref(path: string, query?: URLSearchParams | string): Route {
  const text = query?.toString().replace(/^\?/, '');
  return (text ? `${path}?${text}` : path) as Route;
}
