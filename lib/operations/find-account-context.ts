import 'server-only';
import { authorize } from '@/lib/auth';
import { asAccountId, type Context, reader } from '@/lib/context';
import { AppError } from '@/lib/errors';

/**
 * The operator's context for another account: what is done in it stands in that account's audit log, under the operator's
 * own name.
 *
 * @throws AppError forbidden, not_found.
 */
export async function findAccountContext(ctx: Context, accountId: string): Promise<Context> {
  authorize(ctx, 'installation.operate');
  const account = await reader(ctx).account.findUnique({ where: { id: accountId }, select: { id: true } });
  if (!account)
    throw new AppError('not_found', 'Account is unknown; choose one from the list.', { field: 'accountId' });
  return { ...ctx, accountId: asAccountId(account.id) };
}
