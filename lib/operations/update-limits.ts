import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { notifyAccount } from '@/lib/events';
import { parseInput } from '@/lib/invalid-input';
import { findAccountContext } from './find-account-context';
import { type UpdateLimitsInput, updateLimitsInput } from './schema';

/**
 * Sets how many calls an account may begin in a second and have in progress. Calls in progress are not touched; agents
 * know at once.
 *
 * @throws AppError forbidden, invalid_input, not_found.
 */
export async function updateLimits(ctx: Context, input: UpdateLimitsInput): Promise<void> {
  authorize(ctx, 'installation.operate');
  const { accountId, reason, ...limits } = parseInput(updateLimitsInput, input);
  const target = await findAccountContext(ctx, accountId);
  await withTransaction(target, async (tx) => {
    await tx.$queryRaw`SELECT id FROM accounts WHERE id = ${accountId} FOR NO KEY UPDATE`;
    const select = { callsPerSecond: true, concurrentCalls: true } as const;
    const before = await tx.account.findUniqueOrThrow({ where: { id: accountId }, select });
    if (before.callsPerSecond === limits.callsPerSecond && before.concurrentCalls === limits.concurrentCalls) return;
    await tx.account.update({ where: { id: accountId }, data: limits, select });
    await recordAudit(target, tx, {
      action: 'account.update_limits',
      entityType: 'account',
      entityId: accountId,
      before,
      after: { ...limits, reason },
    });
    await notifyAccount(tx, target.accountId, 'calls');
  });
}
