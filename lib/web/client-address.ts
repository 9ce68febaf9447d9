import { BlockList, isIP } from 'node:net';

/** The one header the application reads the client's address from; set here over whatever was sent. */
export const CLIENT_ADDRESS_HEADER = 'x-twinline-client-address';

/** What a proxy says about the client; believed only from a trusted one. */
const PROXY_HEADERS = [
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-port',
  'forwarded',
  'x-real-ip',
];

export interface TrustedProxies {
  has: (address: string) => boolean;
}

export function trustedProxies(ranges: readonly string[]): TrustedProxies {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', prefix] = range.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return { has: (address) => isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4') };
}

/** An IPv4 address that a dual-stack socket shows as IPv6 is the same address. */
function plainAddress(address: string): string {
  const bare = address.trim().replace(/^\[([^\]]*)\](?::\d+)?$/, '$1');
  return bare.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
}

/**
 * The address that counts: the peer, or, behind trusted proxies, the last forwarded address that is not
 * itself a trusted proxy. Anything a client could have written further left is ignored.
 */
export function clientAddressOf(
  peer: string | undefined,
  forwardedFor: string | undefined,
  trusted: TrustedProxies,
): string {
  let client = plainAddress(peer ?? '') || 'unknown';
  const hops = (forwardedFor ?? '')
    .split(',')
    .map(plainAddress)
    .filter((hop) => hop !== '');
  while (trusted.has(client)) {
    const previous = hops.pop();
    if (previous === undefined || isIP(previous) === 0) break;
    client = previous;
  }
  return client;
}

/** Replaces what the request says about its origin by what is known; answers with the address that counts. */
export function settleClientAddress(
  headers: Record<string, string | string[] | undefined>,
  peer: string | undefined,
  trusted: TrustedProxies,
): string {
  const forwarded = headers['x-forwarded-for'];
  const client = clientAddressOf(peer, Array.isArray(forwarded) ? forwarded.join(',') : forwarded, trusted);
  if (!trusted.has(plainAddress(peer ?? ''))) for (const name of PROXY_HEADERS) delete headers[name];
  headers[CLIENT_ADDRESS_HEADER] = client;
  return client;
}
