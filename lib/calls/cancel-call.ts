import 'server-only';
import { askToEndCall } from '@/lib/agent/client';
import { authorize } from '@/lib/auth';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { type CallUuidInput, callUuidInput } from './schema';

/**
 * Cancels a call that waits for its turn.
 * @throws AppError `not_found` when it does not wait: it has begun, is over or is not the account's
 */
export async function cancelCall(ctx: Context, input: CallUuidInput): Promise<void> {
  authorize(ctx, 'calls.place');
  const { callUuid } = parseInput(callUuidInput, input);
  if (!(await askToEndCall({ uuid: callUuid, accountId: ctx.accountId, onlyQueued: true })))
    throw new AppError('not_found', 'This call does not wait any more; hang it up if it is in progress.');
}
