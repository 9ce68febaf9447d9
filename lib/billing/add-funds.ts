import 'server-only';
import { authorize } from '@/lib/auth';
import type { Context } from '@/lib/context';
import { parseInput } from '@/lib/invalid-input';
import { postTopUp } from './post-top-up';
import { type AddFundsInput, addFundsInput } from './schema';
import type { FundsAdded } from './types';

/**
 * Adds money to the account's balance and tries its unpaid rent again at once. For the operator,
 * who has received the money elsewhere, and for demo accounts. The same idempotency key is the same
 * top-up.
 *
 * @throws AppError forbidden, invalid_input, conflict (the key was used for another amount).
 */
export async function addFunds(ctx: Context, input: AddFundsInput): Promise<FundsAdded> {
  authorize(ctx, 'billing.add_funds');
  const { amount: amountMicros, idempotencyKey } = parseInput(addFundsInput, input);
  return postTopUp(ctx, { amountMicros, idempotencyKey });
}
