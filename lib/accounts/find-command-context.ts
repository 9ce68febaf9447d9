import 'server-only';
import { asAccountId, type Context } from '@/lib/context';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { createId } from '@/lib/ids';

/**
 * In whose name a command acts: the account of that Auth ID, the demo's without one.
 * @throws AppError `not_found` when there is no such account
 */
export async function findCommandContext(command: string, authId: string | undefined): Promise<Context> {
  const account = await db.account.findFirst({ where: authId ? { authId } : { isDemo: true }, select: { id: true } });
  if (!account)
    throw new AppError(
      'not_found',
      authId ? `No account has the Auth ID ${authId}.` : 'There is no demo account: give --account AUTH-ID.',
      { field: 'account' },
    );
  return {
    accountId: asAccountId(account.id),
    actor: { type: 'command', name: command },
    requestId: createId('req'),
    now: () => new Date(),
  };
}
