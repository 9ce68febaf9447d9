import type { Engine } from './engine-state';
import { HEALTHY, type RouteCondition, type RouteHealth } from './health';
import { pairCondition } from './pairs';
import { SEVERITY } from './states';

/** The engine's state as `decide` reads it: every answer exists already and is changed in place. */
export function liveHealth(engine: Engine): RouteHealth {
  const { limits } = engine;
  return {
    get disturbed() {
      // Deadlines learned from a trunk's own responses count as something known.
      return engine.state.trunks.size > 0 || !limits.holds.isEmpty;
    },
    get overridden() {
      return !limits.overrides.isEmpty;
    },
    condition: (trunkId, destinationGroup, number) => worstCondition(engine, { trunkId, destinationGroup, number }),
    load: (trunkId, now) => limits.capacity.load(trunkId, now),
    holdUntil: (trunkId, destinationGroup) => limits.holds.until(trunkId, destinationGroup),
    trunkOverride: (trunkId, carrierId, now) => limits.overrides.ofTrunk(trunkId, carrierId, now),
    pairOverride: (pairId, now) => limits.overrides.ofPair(pairId, now),
    pair: (pairId) => pairCondition(engine, pairId),
  };
}

interface Asked {
  trunkId: string;
  destinationGroup: string;
  number: string;
}

function worstCondition({ state }: Engine, { trunkId, destinationGroup, number }: Asked): RouteCondition {
  const trunk = state.trunks.get(trunkId);
  if (!trunk) return HEALTHY;
  const { condition } = trunk.route;
  const group = trunk.groups.get(destinationGroup)?.condition;
  const worse = group && SEVERITY[group.state] > SEVERITY[condition.state] ? group : condition;
  if (state.refusedNumbers.size === 0) return worse;
  const refused = state.refusedNumbers.get(number)?.route.condition;
  return refused && SEVERITY[refused.state] > SEVERITY[worse.state] ? refused : worse;
}
