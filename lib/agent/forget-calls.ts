import type { Engine } from '@/lib/failover/engine-state';
import type { Ms, Router } from '@/lib/failover/types';

/**
 * Calls of before a stop are gone: nothing is learned from them, and their channels are free. To be told as of the
 * moment of the memory, because afterwards they would have been silent for as long as the stop lasted.
 */
export function forgetCalls(router: Router, { state, limits }: Engine, now: Ms): void {
  for (const attemptId of [...state.attempts.keys()]) router.observe({ type: 'attempt-forgotten', attemptId }, now);
  for (const [trunkId] of limits.capacity.uses()) router.observe({ type: 'capacity', trunkId, channelsInUse: 0 }, now);
}
