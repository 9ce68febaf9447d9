import 'server-only';
import { recordAudit } from '@/lib/audit';
import { actingUserId } from '@/lib/auth/acting-user';
import { tellDemoPassword } from '@/lib/auth/demo-credentials';
import { hashPassword, verifyPassword } from '@/lib/auth/password';
import { countPasswordAttempt } from '@/lib/auth/rate-limit';
import { changePasswordInput } from '@/lib/auth/schema';
import type { SessionClaims } from '@/lib/auth/session-token';
import { type Context, reader, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';

const CHANGED_MEANWHILE = 'Your password was changed meanwhile. Sign in again.';

/**
 * Changes the caller's own password and ends every session of theirs; returns the claims for a new token, with which the
 * caller's own browser stays signed in.
 */
export async function changePassword(ctx: Context, input: unknown, address: string): Promise<SessionClaims> {
  const userId = actingUserId(ctx);
  const { currentPassword, newPassword } = parseInput(changePasswordInput, input);
  const user = await reader(ctx).user.findUnique({
    where: { id: userId },
    select: { email: true, passwordHash: true },
  });
  if (!user) throw new AppError('unauthenticated', CHANGED_MEANWHILE);
  const attempt = await countPasswordAttempt(`user ${userId}`, address);
  if (!(await verifyPassword(user.passwordHash, currentPassword))) {
    throw new AppError('invalid_input', 'The current password is wrong.', { field: 'currentPassword' });
  }
  await attempt.succeeded();
  if (newPassword === currentPassword) {
    throw new AppError('invalid_input', 'The new password is the current one. Choose another.', {
      field: 'newPassword',
    });
  }
  const passwordHash = await hashPassword(newPassword);
  const sessionVersion = await withTransaction(ctx, async (tx) => {
    const changed = await tx.user.updateManyAndReturn({
      where: { id: userId, passwordHash: user.passwordHash },
      data: { passwordHash, sessionVersion: { increment: 1 } },
      select: { sessionVersion: true },
    });
    const row = changed[0];
    if (!row) throw new AppError('conflict', CHANGED_MEANWHILE);
    await recordAudit(ctx, tx, { action: 'user.change_password', entityType: 'user', entityId: userId });
    return row.sessionVersion;
  });
  await tellDemoPassword(user.email, null);
  return { userId, accountId: ctx.accountId, sessionVersion };
}
