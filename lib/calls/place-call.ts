import 'server-only';
import { askToPlaceCall } from '@/lib/agent/client';
import { authorize } from '@/lib/auth';
import type { Context } from '@/lib/context';
import { AppError, type ErrorCode } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { type PlaceCallInput, placeCallInput } from './schema';

export interface PlacedCall {
  callUuid: string;
  /** `queued` while the account's calls per second leave it no turn. */
  state: string;
}

/** What kind of refusal a hangup cause is; calls refused by these are recorded with it. */
const CODES: ReadonlyMap<number, ErrorCode> = new Map([
  [1010, 'insufficient_balance'],
  [5030, 'rate_limited'],
]);

/**
 * Places a call of the account. Checks are the agent's, which has numbers, money and limits in memory. An order that
 * is given again with its idempotency key is answered with the call that it placed.
 * @throws AppError with one sentence when the call is refused or the agent is away
 */
export async function placeCall(ctx: Context, input: PlaceCallInput): Promise<PlacedCall> {
  authorize(ctx, 'calls.place');
  const order = parseInput(placeCallInput, input);
  const placed = await askToPlaceCall({
    ...{ accountId: ctx.accountId, purpose: order.purpose, from: order.from, to: order.to },
    ...(order.ringTimeoutSeconds !== undefined && { ringTimeoutSeconds: order.ringTimeoutSeconds }),
    ...(order.timeLimitSeconds !== undefined && { timeLimitSeconds: order.timeLimitSeconds }),
    ...(order.idempotencyKey !== undefined && { idempotencyKey: order.idempotencyKey }),
    humanListens: order.purpose === 'test',
  });
  if (placed.ok) return { callUuid: placed.uuid, state: placed.state };
  const { sentence, field, hangupCode } = placed;
  const code = CODES.get(hangupCode ?? 0) ?? (field === null ? 'unavailable' : 'invalid_input');
  throw new AppError(code, sentence, field === null ? {} : { field });
}
