import 'server-only';
import { authorize } from '@/lib/auth';
import { addFundsInput, type FundsAdded, postTopUp } from '@/lib/billing';
import { type Context, reader } from '@/lib/context';
import { notifyAccount } from '@/lib/events';
import { parseInput } from '@/lib/invalid-input';
import { findAccountContext } from './find-account-context';
import { type AddAccountFundsInput, addAccountFundsInput } from './schema';

/**
 * Adds money that the operator has received to any account. The reason stands in the account's ledger; the same
 * idempotency key is the same top-up.
 *
 * @throws AppError forbidden, invalid_input, not_found, conflict (the key was used for another amount).
 */
export async function addAccountFunds(ctx: Context, input: AddAccountFundsInput): Promise<FundsAdded> {
  authorize(ctx, 'installation.operate');
  const { accountId, reason, ...topUp } = parseInput(addAccountFundsInput, input);
  const { amount: amountMicros, idempotencyKey } = parseInput(addFundsInput, topUp);
  const target = await findAccountContext(ctx, accountId);
  const added = await postTopUp(target, { amountMicros, idempotencyKey, reason });
  await notifyAccount(reader(ctx), target.accountId, 'billing');
  return added;
}
