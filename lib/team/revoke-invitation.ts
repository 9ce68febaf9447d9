import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { invitationInput } from './schema';

/** Makes an invitation's link worthless; one that was accepted or revoked already is told. */
export async function revokeInvitation(ctx: Context, input: unknown): Promise<void> {
  authorize(ctx, 'team.manage');
  const { invitationId } = parseInput(invitationInput, input);
  await withTransaction(ctx, async (tx) => {
    const [revoked] = await tx.invitation.updateManyAndReturn({
      where: { id: invitationId, accountId: ctx.accountId, acceptedAt: null, revokedAt: null },
      data: { revokedAt: ctx.now() },
      select: { email: true, role: true },
    });
    if (!revoked) throw new AppError('not_found', 'This invitation was accepted or revoked. Look at the list again.');
    const entry = { action: 'member.revoke_invitation', entityType: 'invitation', entityId: invitationId };
    await recordAudit(ctx, tx, { ...entry, before: revoked });
  });
}
