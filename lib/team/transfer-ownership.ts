import 'server-only';
import { recordAudit } from '@/lib/audit';
import { actingUserId, authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { transferOwnershipInput } from './schema';

function bare(text: string): string {
  return text.replaceAll(/\s/g, '').toLowerCase();
}

/**
 * Makes another member the owner and the owner an admin, in one transaction. An index allows no second owner; that the
 * caller is the owner still is a condition of the write, so that of two transfers at a time one is refused.
 */
export async function transferOwnership(ctx: Context, input: unknown): Promise<void> {
  authorize(ctx, 'account.transfer');
  const self = actingUserId(ctx);
  const { userId, confirmation } = parseInput(transferOwnershipInput, input);
  const { accountId } = ctx;
  if (userId === self) throw new AppError('conflict', 'You are the owner already.');
  await withTransaction(ctx, async (tx) => {
    const account = await tx.account.findUniqueOrThrow({ where: { id: accountId }, select: { name: true } });
    if (bare(confirmation) !== bare(account.name))
      throw new AppError('invalid_input', `Type ${account.name} to confirm.`, { field: 'confirmation' });
    const left = await tx.membership.updateMany({
      where: { userId: self, accountId, role: 'owner' },
      data: { role: 'admin' },
    });
    if (left.count === 0) throw new AppError('conflict', 'You are not the owner any more.');
    const taken = await tx.membership.updateMany({ where: { userId, accountId }, data: { role: 'owner' } });
    if (taken.count === 0) throw new AppError('not_found', 'This person is not a member of the account.');
    const change = { before: { owner: self }, after: { owner: userId } };
    await recordAudit(ctx, tx, {
      action: 'account.transfer',
      entityType: 'account',
      entityId: accountId,
      ...change,
    });
  });
}
