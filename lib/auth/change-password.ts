import 'server-only';
import { recordAudit } from '@/lib/audit';
import { checkOwnPassword } from '@/lib/auth/check-password';
import type { Browser } from '@/lib/auth/client-address';
import { tellDemoPassword } from '@/lib/auth/demo-credentials';
import { openSession } from '@/lib/auth/open-session';
import { hashPassword } from '@/lib/auth/password';
import { changePasswordInput } from '@/lib/auth/schema';
import type { SessionClaims } from '@/lib/auth/session-token';
import { type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';

const CHANGED_MEANWHILE = 'Your password was changed meanwhile. Sign in again.';

/**
 * Changes the caller's own password and ends every session of theirs; returns the claims of a new one, with which the
 * caller's own browser stays signed in.
 */
export async function changePassword(ctx: Context, input: unknown, browser: Browser): Promise<SessionClaims> {
  const { currentPassword, newPassword } = parseInput(changePasswordInput, input);
  const asked = { address: browser.address, field: 'currentPassword' };
  const { userId, email, passwordHash: oldHash } = await checkOwnPassword(ctx, currentPassword, asked);
  if (newPassword === currentPassword) {
    throw new AppError('invalid_input', 'The new password is the current one. Choose another.', {
      field: 'newPassword',
    });
  }
  const passwordHash = await hashPassword(newPassword);
  const claims = await withTransaction(ctx, async (tx) => {
    const changed = await tx.user.updateManyAndReturn({
      where: { id: userId, passwordHash: oldHash },
      data: { passwordHash, sessionVersion: { increment: 1 } },
      select: { sessionVersion: true },
    });
    const row = changed[0];
    if (!row) throw new AppError('conflict', CHANGED_MEANWHILE);
    await recordAudit(ctx, tx, { action: 'user.change_password', entityType: 'user', entityId: userId });
    await tx.userSession.deleteMany({ where: { userId } });
    return openSession({ userId, accountId: ctx.accountId, ...row }, { browser, now: ctx.now, tx });
  });
  await tellDemoPassword(email, null);
  return claims;
}
