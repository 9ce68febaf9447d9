import { type Engine, timerKey, watchedTrunk } from './engine-state';
import type { WatchedRoute } from './states';
import { pushTimer } from './timers';
import type { Ms } from './types';

/**
 * Plans the test calls that keep the proof of pairs fresh: over every trunk that a pair rests on, spread over the
 * interval, so that new tables do not place all of them at once. Once for each version of the tables.
 */
export function planProofs(engine: Engine, now: Ms): void {
  const { state, tables, pairs, policy } = engine;
  if (state.provedVersion === tables.version) return;
  state.provedVersion = tables.version;
  const trunkIds = new Set<string>();
  for (const { primaryTrunkIds, fallbackTrunkIds } of pairs.values())
    for (const trunkId of [...primaryTrunkIds, ...fallbackTrunkIds]) trunkIds.add(trunkId);
  const interval = policy.proof.unansweredEveryMs.value;
  let place = 0;
  for (const trunkId of trunkIds) {
    const trunk = watchedTrunk(engine, trunkId, now);
    place += 1;
    if (!trunk || trunk.proofAt < Number.POSITIVE_INFINITY) continue;
    trunk.proofAt = now + (interval * place) / trunkIds.size;
    pushTimer(state.timers, trunk.proofAt, timerKey(trunk.route, 'proof'));
  }
}

/** A test call is due: mostly one that nobody answers, which is free, and now and then one with audio both ways. */
export function wantProof(engine: Engine, { trunkId }: WatchedRoute, now: Ms): void {
  const { state, policy, tables } = engine;
  const trunk = state.trunks.get(trunkId);
  if (!trunk || trunk.proofAt !== now || !tables.trunks.has(trunkId)) return;
  const { unansweredEveryMs, answeredEveryMs } = policy.proof;
  const everyNth = Math.max(1, Math.round(answeredEveryMs.value / unansweredEveryMs.value));
  const kind = trunk.callsProved % everyNth === everyNth - 1 ? 'answered-call' : 'unanswered-call';
  trunk.callsProved += 1;
  engine.effects.push({ type: 'probe-wanted', trunkId, kind, destinationGroup: null, dueAt: now });
  trunk.proofAt = now + unansweredEveryMs.value;
  pushTimer(state.timers, trunk.proofAt, timerKey(trunk.route, 'proof'));
}
