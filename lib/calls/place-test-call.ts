import 'server-only';
import { authorize } from '@/lib/auth';
import type { Context } from '@/lib/context';
import { parseInput } from '@/lib/invalid-input';
import { dialledFrom } from '@/lib/phone';
import { type PlacedCall, placeCall } from './place-call';
import { type PlaceTestCallInput, placeTestCallInput } from './schema';

/**
 * Calls a number from one of the account's own, to hear that it works. The destination is read as somebody at that
 * number would dial it, and it is a call like any other: billed, and routed by the same engine.
 * @throws AppError with one sentence when the call is refused or the agent is away
 */
export async function placeTestCall(ctx: Context, input: PlaceTestCallInput): Promise<PlacedCall> {
  authorize(ctx, 'calls.place');
  const { from, to, ringTimeoutSeconds, idempotencyKey } = parseInput(placeTestCallInput, input);
  return placeCall(ctx, {
    ...{ from, to: dialledFrom(from, to) ?? to, purpose: 'test' },
    ...(ringTimeoutSeconds !== '' && { ringTimeoutSeconds: Number(ringTimeoutSeconds) }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  });
}
