import 'server-only';
import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { HeardConnection } from '@/lib/heard-connection';
import { log } from '@/lib/log';

const WINDOW_SECONDS = 15 * 60;
const ATTEMPTS_PER_ACCOUNT = 10;
const ATTEMPTS_PER_ADDRESS = 50;
/** Six digits, three of them right at a time: guessed once in a hundred thousand attempts or so. */
const CODES_PER_USER = 10;
const CODE_WINDOW_SECONDS = 60 * 60;
const KNOWN_ADDRESS_SECONDS = 30 * 24 * 60 * 60;

function createLimiters() {
  // A pool of its own: the limiter must answer while every connection of the main pool waits on password checks.
  const connectionString = env().DATABASE_URL;
  const pool = new Pool({ Client: HeardConnection, connectionString, max: 2, allowExitOnIdle: true });
  // Without a listener an idle connection that breaks, as when PostgreSQL restarts, would end the process.
  pool.on('error', (error) => log.warn({ err: error }, 'rate limit connection lost'));
  const store = { storeClient: pool, storeType: 'pool', tableName: 'rate_limits', tableCreated: true };
  return {
    pool,
    account: new RateLimiterPostgres({
      ...store,
      keyPrefix: 'acc',
      points: ATTEMPTS_PER_ACCOUNT,
      duration: WINDOW_SECONDS,
    }),
    address: new RateLimiterPostgres({
      ...store,
      keyPrefix: 'adr',
      points: ATTEMPTS_PER_ADDRESS,
      duration: WINDOW_SECONDS,
    }),
    code: new RateLimiterPostgres({
      ...store,
      keyPrefix: 'otp',
      points: CODES_PER_USER,
      duration: CODE_WINDOW_SECONDS,
    }),
    known: new RateLimiterPostgres({ ...store, keyPrefix: 'knw', points: 1, duration: KNOWN_ADDRESS_SECONDS }),
  };
}

let held: ReturnType<typeof createLimiters> | undefined;

function limiters() {
  held ??= createLimiters();
  return held;
}

/** Closes the limiter's connections; for commands and tests. */
export async function closeRateLimits(): Promise<void> {
  const closing = held;
  held = undefined;
  await closing?.pool.end();
}

/** Keys are hashed: fixed length whatever was typed, and no e-mail addresses in the table. */
function keyOf(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}

const IPV6_GROUPS = 8;
const IPV6_NETWORK_GROUPS = 4;

/** Whoever has one IPv6 address has the whole /64 around it, so that is what is counted. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : IPV6_GROUPS - before.length - after.length;
  const groups = [...before, ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...after];
  return groups
    .slice(0, IPV6_NETWORK_GROUPS)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

/** "12 minutes", "40 seconds": rounded up, so that a retry at that time succeeds. */
export function waitWords(waitMs: number): string {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  if (seconds < 60) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}

async function consume(limiter: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new AppError('rate_limited', `Too many attempts. Try again in ${waitWords(refused.msBeforeNext)}.`);
  }
}

export interface Attempt {
  /** Takes the attempt back and remembers the address: the password was right. */
  succeeded: () => Promise<void>;
}

/**
 * Counts one password attempt for an account (`who`) and an address before the password is checked, so that parallel
 * guesses are all counted; throws `rate_limited`, saying when to retry. Addresses the account signed in from in the last
 * 30 days are counted apart: strangers who guess cannot lock the owner out.
 */
export async function countPasswordAttempt(who: string, address: string): Promise<Attempt> {
  const { account, address: byAddress, known } = limiters();
  const network = networkOf(address);
  const pair = keyOf(who, network);
  const accountKey = (await known.get(pair)) ? pair : keyOf(who);
  const addressKey = keyOf(network);
  await consume(byAddress, addressKey);
  await consume(account, accountKey);
  return {
    succeeded: async () => {
      await Promise.all([
        account.delete(accountKey),
        byAddress.reward(addressKey),
        known.set(pair, 1, KNOWN_ADDRESS_SECONDS),
      ]);
    },
  };
}

/** Counts one code of a second factor, whoever sends it from wherever; throws `rate_limited`, saying when to retry. */
export async function countCodeAttempt(userId: string): Promise<Attempt> {
  const { code } = limiters();
  const key = keyOf('code', userId);
  await consume(code, key);
  return {
    succeeded: async () => {
      await code.delete(key);
    },
  };
}
