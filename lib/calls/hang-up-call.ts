import 'server-only';
import { askToEndCall } from '@/lib/agent/client';
import { authorize } from '@/lib/auth';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { type CallUuidInput, callUuidInput } from './schema';

/**
 * Hangs up a call in progress; one that waits for its turn is canceled.
 * @throws AppError `not_found` when it is over or not the account's
 */
export async function hangUpCall(ctx: Context, input: CallUuidInput): Promise<void> {
  authorize(ctx, 'calls.place');
  const { callUuid } = parseInput(callUuidInput, input);
  if (!(await askToEndCall({ uuid: callUuid, accountId: ctx.accountId, onlyQueued: false })))
    throw new AppError('not_found', 'This call is over already.');
}
