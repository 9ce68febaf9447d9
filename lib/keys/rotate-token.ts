import 'server-only';
import { createAuthToken, decryptAuthToken, encryptAuthToken, hashAuthToken } from '@/lib/accounts';
import { recordAudit } from '@/lib/audit';
import { authorize, checkOwnPassword, confirmPasswordInput } from '@/lib/auth';
import { type Context, reader, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { rotateTokenInput } from './schema';

const HOUR_MS = 3_600_000;

const NO_PREVIOUS = { previousTokenHash: null, previousTokenEncrypted: null, previousTokenEndsAt: null };

/** The account's auth token, after asking for the password; who looked is in the audit log. */
export async function revealAuthToken(ctx: Context, input: unknown, address: string): Promise<{ authToken: string }> {
  authorize(ctx, 'credentials.manage');
  const { password } = parseInput(confirmPasswordInput, input);
  await checkOwnPassword(ctx, password, { address });
  const account = await reader(ctx).account.findUniqueOrThrow({
    where: { id: ctx.accountId },
    select: { authTokenEncrypted: true },
  });
  await withTransaction(ctx, (tx) =>
    recordAudit(ctx, tx, { action: 'credentials.reveal', entityType: 'account', entityId: ctx.accountId }),
  );
  return { authToken: decryptAuthToken(ctx.accountId, account.authTokenEncrypted) };
}

/**
 * Gives the account a new auth token, shown once. The old one works for so many hours more, so that programs can be moved
 * one by one; one from an earlier rotation stops now. That nobody else rotated meanwhile is a condition of the write.
 */
export async function rotateAuthToken(ctx: Context, input: unknown, address: string): Promise<{ authToken: string }> {
  authorize(ctx, 'credentials.manage');
  const { password, overlapHours } = parseInput(rotateTokenInput, input);
  await checkOwnPassword(ctx, password, { address });
  const authToken = createAuthToken();
  const { accountId } = ctx;
  const endsAt = overlapHours > 0 ? new Date(ctx.now().getTime() + overlapHours * HOUR_MS) : null;
  await withTransaction(ctx, async (tx) => {
    const old = await tx.account.findUniqueOrThrow({
      where: { id: accountId },
      select: { authTokenHash: true, authTokenEncrypted: true },
    });
    const kept = {
      previousTokenHash: old.authTokenHash,
      previousTokenEncrypted: old.authTokenEncrypted,
      previousTokenEndsAt: endsAt,
    };
    const rotated = await tx.account.updateMany({
      where: { id: accountId, authTokenHash: old.authTokenHash },
      data: {
        authTokenHash: hashAuthToken(authToken),
        authTokenEncrypted: encryptAuthToken(accountId, authToken),
        ...(endsAt ? kept : NO_PREVIOUS),
      },
    });
    if (rotated.count === 0) throw new AppError('conflict', 'The token was rotated meanwhile. Look again.');
    const after = { oldWorksUntil: endsAt };
    await recordAudit(ctx, tx, { action: 'credentials.rotate', entityType: 'account', entityId: accountId, after });
  });
  return { authToken };
}

/** Ends the overlap of a rotation now: the token before it stops working. */
export async function revokePreviousToken(ctx: Context): Promise<void> {
  authorize(ctx, 'credentials.manage');
  const { accountId } = ctx;
  await withTransaction(ctx, async (tx) => {
    const where = { id: accountId, previousTokenEndsAt: { gt: ctx.now() } };
    const ended = await tx.account.updateMany({ where, data: NO_PREVIOUS });
    if (ended.count === 0) throw new AppError('conflict', 'The old token has stopped working already.');
    await recordAudit(ctx, tx, { action: 'credentials.revoke_previous', entityType: 'account', entityId: accountId });
  });
}
