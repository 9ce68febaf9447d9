import type { RouteCondition } from './health';
import type { Policy } from './policy';
import type { TrunkName } from './tables';
import type { CallRequest, Hop, HopReason, Ms } from './types';

/** Where a hop leads, under which number, and what is known of it. */
export interface Way extends TrunkName {
  readonly presentedNumber: string;
  readonly destinationGroup: string;
  readonly condition: RouteCondition;
}

/** For whom hops are made, by which deadlines. */
export interface Asker {
  readonly call: CallRequest;
  readonly policy: Policy;
}

/** Makes a hop that has others behind it: its deadlines leave them time. */
export function makeHop(way: Way, reason: HopReason, { call, policy }: Asker): Hop {
  const { progressMs, automaticProgressMs } = policy.deadlines;
  return {
    trunkId: way.trunkId,
    carrierId: way.carrierId,
    presentedNumber: way.presentedNumber,
    destinationGroup: way.destinationGroup,
    firstResponseMs: firstResponseMs(way, policy),
    progressMs: call.humanListens ? progressMs.value : automaticProgressMs.value,
    ringMs: call.ringTimeoutMs,
    reason,
  };
}

/** The last hop gets what is left: giving it up early would help nobody. */
export function giveLastHopTheRest(hops: readonly Hop[], { call, policy }: Asker): void {
  const last = hops[hops.length - 1];
  if (!last) return;
  const { firstResponseMaxMs, lastHopProgressMs } = policy.deadlines;
  let leftMs = setUpBudgetMs(policy, call);
  for (let index = 0; index < hops.length - 1; index += 1) leftMs -= hops[index]?.firstResponseMs ?? 0;
  last.firstResponseMs = Math.max(firstResponseMaxMs.value, leftMs);
  last.progressMs = Math.max(lastHopProgressMs.value, leftMs);
}

/** How long after the first INVITE further hops may begin: short only where a person listens. */
export function setUpBudgetMs({ deadlines }: Policy, call: CallRequest): Ms {
  return call.humanListens ? deadlines.postDialDelayMs.value : deadlines.automaticDelayMs.value;
}

function firstResponseMs({ isStream, condition }: Way, { deadlines }: Policy): Ms {
  const min = isStream ? deadlines.firstResponseStreamMinMs : deadlines.firstResponseUdpMinMs;
  const learned = condition.firstResponseMs || deadlines.firstResponseDefaultMs.value;
  const isDoubtful = condition.state === 'suspect' || condition.state === 'degraded';
  const wanted = isDoubtful ? learned * deadlines.suspectShare.value : learned;
  return Math.max(min.value, Math.min(wanted, deadlines.firstResponseMaxMs.value));
}
