import 'server-only';
import { createAuthId, createAuthToken, encryptAuthToken, hashAuthToken } from '@/lib/accounts/encrypt-auth-token';
import type { CurrencyCode } from '@/lib/accounts/rules';
import { recordAudit } from '@/lib/audit';
import { type Context, withTransaction } from '@/lib/context';

export interface NewAccount {
  name: string;
  currency: CurrencyCode;
  timeZone: string;
  isDemo?: boolean;
}

export interface AccountCredentials {
  authId: string;
  /** Known only here and now: the database keeps its hash and its encrypted form. */
  authToken: string;
}

/** Makes the account whose id is `ctx.accountId`. For set-up, the seed and tests, which have proved their right to. */
export async function createAccount(ctx: Context, account: NewAccount): Promise<AccountCredentials> {
  const credentials = { authId: createAuthId(), authToken: createAuthToken() };
  await withTransaction(ctx, async (tx) => {
    const created = await tx.account.create({
      data: {
        ...account,
        id: ctx.accountId,
        authId: credentials.authId,
        authTokenHash: hashAuthToken(credentials.authToken),
        authTokenEncrypted: encryptAuthToken(ctx.accountId, credentials.authToken),
        createdAt: ctx.now(),
      },
      select: { name: true, authId: true, currency: true, timeZone: true, isDemo: true },
    });
    const entry = { action: 'account.create', entityType: 'account', entityId: ctx.accountId, after: created };
    await recordAudit(ctx, tx, entry);
  });
  return credentials;
}
