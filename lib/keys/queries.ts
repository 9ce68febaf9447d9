import 'server-only';
import { authorize } from '@/lib/auth';
import { API_SCOPES, type Context, reader } from '@/lib/context';
import type { ApiKeySummary, Credentials } from './types';

const MOST_SHOWN = 500;

function stateOf(key: { expiresAt: Date | null; revokedAt: Date | null }, now: Date): ApiKeySummary['state'] {
  if (key.revokedAt) return 'revoked';
  return key.expiresAt && key.expiresAt <= now ? 'expired' : 'active';
}

/** The account's keys, newest first; revoked ones stay so that the audit log can be read. */
export async function listKeys(ctx: Context): Promise<ApiKeySummary[]> {
  authorize(ctx, 'keys.manage');
  const rows = await reader(ctx).apiKey.findMany({
    where: { accountId: ctx.accountId },
    select: {
      ...{ id: true, name: true, prefix: true, scopes: true, createdAt: true, expiresAt: true },
      ...{ lastUsedAt: true, revokedAt: true },
      creator: { select: { name: true } },
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MOST_SHOWN,
  });
  return rows.map(({ creator, revokedAt, ...key }) => ({
    ...key,
    scopes: API_SCOPES.filter((scope) => key.scopes.includes(scope)),
    createdBy: creator.name,
    state: stateOf({ ...key, revokedAt }, ctx.now()),
  }));
}

/** The account's Auth ID, and whether a token before the last rotation still works. */
export async function getCredentials(ctx: Context): Promise<Credentials> {
  authorize(ctx, 'credentials.manage');
  const { authId, previousTokenEndsAt } = await reader(ctx).account.findUniqueOrThrow({
    where: { id: ctx.accountId },
    select: { authId: true, previousTokenEndsAt: true },
  });
  const isAlive = previousTokenEndsAt !== null && previousTokenEndsAt > ctx.now();
  return { authId, previousEndsAt: isAlive ? previousTokenEndsAt : null };
}
