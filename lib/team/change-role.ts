import 'server-only';
import { recordAudit } from '@/lib/audit';
import { actingUserId, authorize, rolesWith } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { changeRoleInput } from './schema';

/**
 * Gives a member another role, from their next request on. The owner's is not changed but handed over, and nobody changes
 * their own: both are conditions of the write. Links they had sent stop working when they may invite nobody any more.
 */
export async function changeRole(ctx: Context, input: unknown): Promise<void> {
  authorize(ctx, 'team.manage');
  const self = actingUserId(ctx);
  const { userId, role } = parseInput(changeRoleInput, input);
  if (userId === self)
    throw new AppError('conflict', 'You cannot change your own role. Ask another admin or the owner.');
  await withTransaction(ctx, async (tx) => {
    const key = { userId, accountId: ctx.accountId };
    const before = await tx.membership.findUnique({ where: { userId_accountId: key }, select: { role: true } });
    if (!before) throw new AppError('not_found', 'This person is not a member of the account.');
    const changed = await tx.membership.updateMany({ where: { ...key, role: { not: 'owner' } }, data: { role } });
    if (changed.count === 0)
      throw new AppError('conflict', 'The owner keeps this role until the account is handed over.');
    if (!rolesWith('team.manage').includes(role)) {
      const open = { accountId: ctx.accountId, invitedBy: userId, acceptedAt: null, revokedAt: null };
      await tx.invitation.updateMany({ where: open, data: { revokedAt: ctx.now() } });
    }
    const entry = { action: 'member.change_role', entityType: 'user', entityId: userId, before, after: { role } };
    await recordAudit(ctx, tx, entry);
  });
}
