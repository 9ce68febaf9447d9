import 'server-only';
import { recordAudit } from '@/lib/audit';
import { actingUserId } from '@/lib/auth/acting-user';
import { type Context, withTransaction } from '@/lib/context';

/** Ends every session of the caller, this one included, from the next request on. */
export async function signOutEverywhere(ctx: Context): Promise<void> {
  const userId = actingUserId(ctx);
  await withTransaction(ctx, async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { sessionVersion: { increment: 1 } }, select: { id: true } });
    await tx.userSession.deleteMany({ where: { userId } });
    await recordAudit(ctx, tx, { action: 'user.sign_out_everywhere', entityType: 'user', entityId: userId });
  });
}
