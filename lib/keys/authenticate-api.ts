import 'server-only';
import { timingSafeEqual } from 'node:crypto';
import { hashAuthToken } from '@/lib/accounts';
import { API_SCOPES, type ApiScope, asAccountId, type Context } from '@/lib/context';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { currentRequestId } from '@/lib/log-fields';
import { hashSecret } from './rules';

const WRONG = 'The Auth ID or the Auth Token is wrong.';
const AUTH_ID = /^MA[A-Z0-9]{18}$/;
const SECRET_MAX_LENGTH = 200;
/** How exactly a key's last use is known. */
const USED_EVERY_MS = 60_000;

/** What HTTP Basic credentials say: the account's Auth ID, and its auth token or the secret of one of its keys. */
export interface ApiCredentials {
  authId: string;
  secret: string;
}

interface Found {
  keyId: string;
  scopes: readonly ApiScope[];
}

interface TokenRow {
  id: string;
  authTokenHash: Uint8Array;
  previousTokenHash: Uint8Array | null;
  previousTokenEndsAt: Date | null;
}

function isToken(account: TokenRow, secret: string, now: Date): boolean {
  const given = hashAuthToken(secret);
  const { authTokenHash, previousTokenHash, previousTokenEndsAt } = account;
  if (timingSafeEqual(given, authTokenHash)) return true;
  const isAlive = previousTokenEndsAt !== null && previousTokenEndsAt > now;
  return isAlive && previousTokenHash !== null && timingSafeEqual(given, previousTokenHash);
}

async function findKey(accountId: string, secret: string, now: Date): Promise<Found | null> {
  const key = await db.apiKey.findFirst({
    where: {
      accountId,
      secretHash: hashSecret(secret),
      revokedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
    },
    select: { id: true, scopes: true, lastUsedAt: true },
  });
  if (!key) return null;
  if (!key.lastUsedAt || now.getTime() - key.lastUsedAt.getTime() >= USED_EVERY_MS)
    await db.apiKey.updateMany({ where: { id: key.id }, data: { lastUsedAt: now } });
  return { keyId: key.id, scopes: API_SCOPES.filter((scope) => key.scopes.includes(scope)) };
}

/**
 * Who calls the API: the context its verbs take, with the account of the Auth ID and, for a key, no more than its scopes
 * (the auth token has all of them). Throws `unauthenticated`, in one sentence for every reason, when the credentials are
 * not those of an account, or were revoked, or have run out.
 */
export async function authenticateApi(
  { authId, secret }: ApiCredentials,
  now: () => Date = () => new Date(),
): Promise<Context> {
  const isPossible = AUTH_ID.test(authId) && secret !== '' && secret.length <= SECRET_MAX_LENGTH;
  const account = isPossible
    ? await db.account.findUnique({
        where: { authId },
        select: { id: true, authTokenHash: true, previousTokenHash: true, previousTokenEndsAt: true },
      })
    : null;
  if (!account) throw new AppError('unauthenticated', WRONG);
  const found = isToken(account, secret, now())
    ? { keyId: 'auth token', scopes: API_SCOPES }
    : await findKey(account.id, secret, now());
  if (!found) throw new AppError('unauthenticated', WRONG);
  return {
    accountId: asAccountId(account.id),
    actor: { type: 'key', ...found },
    requestId: currentRequestId(),
    now,
  };
}
