import type { Attempt, CallInProgress } from './call-state';
import { calleeShare } from './health';
import { setUpBudgetMs } from './hops';
import type { Outcome } from './outcomes';
import type { Policy } from './policy';
import type { Tables } from './tables';
import type { Ms } from './types';

/** By what the next hop is chosen. */
export interface NextRules {
  readonly tables: Tables;
  readonly policy: Policy;
}

/** No hop. */
export const NONE = -1;

/**
 * The hop to try after the current attempt ended so; `NONE` for none. Uses up the call's single retries: another
 * capability, the same hop with the session timer it asked for, a second opinion.
 */
export function nextHopIndex(rules: NextRules, call: CallInProgress, { next, outcome }: Outcome): number {
  const attempt = call.current;
  if (!attempt) return NONE;
  switch (next) {
    case 'no':
      return NONE;
    case 'yes':
      return following(call, attempt);
    case 'when-allowed':
      return rules.policy.retry.followRedirects.value ? following(call, attempt) : NONE;
    case 'same-hop-once':
      if (call.usedSameHop) return NONE;
      call.usedSameHop = true;
      return attempt.hopIndex;
    case 'second-opinion':
      if (call.usedSecondOpinion || !wantsSecondOpinion(rules.policy, call, outcome)) return NONE;
      call.usedSecondOpinion = true;
      return following(call, attempt);
    case 'other-capabilities':
      if (call.usedCapabilityRetry) return NONE;
      call.usedCapabilityRetry = true;
      return moreCapable(rules.tables, call, attempt);
  }
}

/** Whether behind the attempt comes a hop worth leaving a slow one for that lives: not one that is out itself. */
export function hasRefuge({ plan }: CallInProgress, { hopIndex }: Attempt): boolean {
  const reason = plan.hops[hopIndex + 1]?.reason;
  return reason !== undefined && !('state' in reason && (reason.state === 'open' || reason.state === 'probing'));
}

/** The hop behind an attempt's. */
function following({ plan }: CallInProgress, { hopIndex }: Attempt): number {
  return hopIndex + 1 < plan.hops.length ? hopIndex + 1 : NONE;
}

/** When the last further hop may begin: early where a person listens. */
export function lastStartAt({ policy }: NextRules, { startedAt, request }: CallInProgress): Ms {
  return startedAt + setUpBudgetMs(policy, request);
}

/** A 480 without a cause is mostly a phone switched off, so only a sample of callees is asked for elsewhere. */
function wantsSecondOpinion({ retry }: Policy, { request }: CallInProgress, outcome: Outcome['outcome']): boolean {
  if (!retry.secondOpinion.value) return false;
  return outcome !== 'no-answer' || calleeShare(request.destination) < retry.unavailableSampleShare.value;
}

/** The next hop that can do something the refusing one cannot. */
function moreCapable({ trunks }: Tables, { plan }: CallInProgress, { hop, hopIndex }: Attempt): number {
  const refusing = trunks.get(hop.trunkId)?.capabilities ?? [];
  for (let index = hopIndex + 1; index < plan.hops.length; index += 1) {
    const trunk = trunks.get(plan.hops[index]?.trunkId ?? '');
    if (trunk?.capabilities.some((capability) => !refusing.includes(capability))) return index;
  }
  return NONE;
}
