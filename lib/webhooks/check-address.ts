import 'server-only';
import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { type Env, env } from '@/lib/env';
import { AppError } from '@/lib/errors';

/** An address a webhook may be sent to, and the host it was found under. */
export interface CheckedAddress {
  address: string;
  family: 4 | 6;
}

const LOOKUP_MS = 5_000;

/** IPv4 that is not the public Internet (IANA's special-purpose registry), and clouds' metadata outside of it. */
const NOT_PUBLIC_V4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4', '168.63.129.16/32'],
];

/** Of IPv6 only global unicast is public, and of that not what carries IPv4 inside or stands in books. */
const GLOBAL_V6 = '2000::/3';
const NOT_PUBLIC_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];
const LOOPBACK = ['127.0.0.0/8', '::1/128'];

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', prefix] = range.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    list.addSubnet(address, prefix === undefined ? (family === 'ipv6' ? 128 : 32) : Number(prefix), family);
  }
  return list;
}

const notPublicV4 = listOf(NOT_PUBLIC_V4);
const globalV6 = listOf([GLOBAL_V6]);
const notPublicV6 = listOf(NOT_PUBLIC_V6);
const loopback = listOf(LOOPBACK);

/** One spelling an address: no zone, IPv4 in an IPv6 coat (::ffff:10.0.0.1, in any spelling) as IPv4. */
export function plainAddress(address: string): string {
  const bare = address.replace(/%.*$/, '');
  if (isIP(bare) !== 6) return bare;
  const canonical = new URL(`http://[${bare}]`).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical);
  if (!mapped) return canonical;
  const [high, low] = [Number.parseInt(mapped[1] ?? '', 16), Number.parseInt(mapped[2] ?? '', 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !notPublicV4.check(address, 'ipv4');
  return isIP(address) === 6 && globalV6.check(address, 'ipv6') && !notPublicV6.check(address, 'ipv6');
}

/** Where this installation is reached decides whether webhooks may go to its own machine. */
function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || (isIP(host) !== 0 && inList(loopback, plainAddress(host)));
}

function inList(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

export interface AddressPolicy {
  /** Addresses and ranges the operator allows although they are private. */
  allow: readonly string[];
  /** Where people reach this installation. */
  host: string;
}

/** Behind a proxy it listens on loopback and is reached from everywhere all the same: then the address people open counts. */
export function policyOf({
  HOST,
  TWINLINE_URL,
  TWINLINE_WEBHOOK_ALLOW,
}: Pick<Env, 'HOST' | 'TWINLINE_URL' | 'TWINLINE_WEBHOOK_ALLOW'>): AddressPolicy {
  const opened = new URL(TWINLINE_URL).hostname.replace(/^\[(.*)\]$/, '$1');
  return { allow: TWINLINE_WEBHOOK_ALLOW, host: isLoopbackHost(opened) ? HOST : opened };
}

/**
 * Whether a webhook may be sent to this address: the public Internet, what the operator allows, and this machine
 * while Twinline itself is only reachable from it.
 */
export function isAllowedAddress(address: string, policy: AddressPolicy = policyOf(env())): boolean {
  const plain = plainAddress(address);
  if (isIP(plain) === 0) return false;
  if (isPublic(plain) || inList(listOf(policy.allow), plain)) return true;
  return isLoopbackHost(policy.host) && inList(loopback, plain);
}

const PRIVATE =
  'URL is at a private or local address, to which webhooks are not sent. Give a public one, or ask the operator to allow it (TWINLINE_WEBHOOK_ALLOW).';

async function resolve(host: string): Promise<CheckedAddress[]> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), LOOKUP_MS);
  });
  try {
    const found = await Promise.race([lookup(host, { all: true, verbatim: true }), limit]);
    return found.map(({ address }) => ({ address, family: isIP(address) === 6 ? 6 : 4 }));
  } catch (cause) {
    throw new AppError('invalid_input', `URL names the host ${host}, which cannot be found.`, { field: 'url', cause });
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Finds the address of a URL's host and checks it. The connection must then be made to this very address: asking
 * again could give another answer. Of several addresses each must be allowed.
 *
 * @throws AppError invalid_input, with the sentence for the person who gave the URL.
 */
export async function checkAddress(url: URL, policy?: AddressPolicy): Promise<CheckedAddress> {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(host);
  const found: CheckedAddress[] =
    family === 0 ? await resolve(host) : [{ address: host, family: family === 6 ? 6 : 4 }];
  const [first] = found;
  if (!first || !found.every(({ address }) => isAllowedAddress(address, policy))) {
    throw new AppError('invalid_input', PRIVATE, { field: 'url' });
  }
  return first;
}
