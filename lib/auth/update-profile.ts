import 'server-only';
import { recordAudit } from '@/lib/audit';
import { actingUserId } from '@/lib/auth/acting-user';
import { updateProfileInput } from '@/lib/auth/schema';
import { type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';

/** Changes the caller's own name. */
export async function updateProfile(ctx: Context, input: unknown): Promise<{ name: string }> {
  const userId = actingUserId(ctx);
  const { name } = parseInput(updateProfileInput, input);
  return withTransaction(ctx, async (tx) => {
    const before = await tx.user.findUnique({ where: { id: userId }, select: { name: true } });
    if (!before) throw new AppError('unauthenticated', 'Your user no longer exists. Sign in again.');
    const after = await tx.user.update({ where: { id: userId }, data: { name }, select: { name: true } });
    await recordAudit(ctx, tx, { action: 'user.update', entityType: 'user', entityId: userId, before, after });
    return after;
  });
}
