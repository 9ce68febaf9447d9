import 'server-only';
import { recordAudit } from '@/lib/audit';
import { actingUserId, authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { removeMemberInput } from './schema';

/**
 * Takes somebody out of the account; anybody but the owner may also leave. Their sessions in it end, and links they had
 * sent stop working. API keys they made stay: they are the account's.
 */
export async function removeMember(ctx: Context, input: unknown): Promise<void> {
  const self = actingUserId(ctx);
  const { userId } = parseInput(removeMemberInput, input);
  if (userId !== self) authorize(ctx, 'team.manage');
  const { accountId } = ctx;
  await withTransaction(ctx, async (tx) => {
    const before = await tx.membership.findUnique({
      where: { userId_accountId: { userId, accountId } },
      select: { role: true, user: { select: { email: true } } },
    });
    if (!before) throw new AppError('not_found', 'This person is not a member of the account.');
    const removed = await tx.membership.deleteMany({ where: { userId, accountId, role: { not: 'owner' } } });
    if (removed.count === 0)
      throw new AppError('conflict', 'The owner cannot leave. Hand the account over to somebody else first.');
    await tx.userSession.deleteMany({ where: { userId, accountId } });
    const open = { accountId, invitedBy: userId, acceptedAt: null, revokedAt: null };
    await tx.invitation.updateMany({ where: open, data: { revokedAt: ctx.now() } });
    await recordAudit(ctx, tx, {
      action: userId === self ? 'member.leave' : 'member.remove',
      entityType: 'user',
      entityId: userId,
      before: { email: before.user.email, role: before.role },
    });
  });
}
