import type { IncomingHttpHeaders } from 'node:http';

/** Change nothing (RFC 9110 §9.2.1), so any site may send a browser here with them. */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).host : null;
}

/**
 * Whether a request that may change something was sent by a page of another site: its Origin is neither the host that was
 * asked nor the installation's own address, or, without an Origin, the browser says so. Programs send neither header.
 */
export function isForeignWrite(method: string, headers: IncomingHttpHeaders, ownUrl: string): boolean {
  if (SAFE.has(method)) return false;
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  if (origin === undefined) return site === 'cross-site' || site === 'same-site';
  const from = hostOf(origin);
  return from === null || (from !== host && from !== hostOf(ownUrl));
}
