import type { Engine } from './engine-state';
import { HEALTHY, type RouteCondition, type RouteHealth, UNLIMITED } from './health';
import { SEVERITY } from './states';

/** The engine's state as `decide` reads it: every answer exists already and is changed in place. */
export function liveHealth(engine: Engine): RouteHealth {
  return {
    get disturbed() {
      // Deadlines learned from a trunk's own responses count as something known.
      return engine.state.trunks.size > 0;
    },
    overridden: false,
    condition: (trunkId, destinationGroup) => worstCondition(engine, trunkId, destinationGroup),
    load: () => UNLIMITED,
    holdUntil: () => 0,
    trunkOverride: () => null,
    pairOverride: () => null,
    pair: () => null,
  };
}

function worstCondition({ state }: Engine, trunkId: string, destinationGroup: string): RouteCondition {
  const trunk = state.trunks.get(trunkId);
  if (!trunk) return HEALTHY;
  const { condition } = trunk.route;
  const group = trunk.groups.get(destinationGroup)?.condition;
  return group && SEVERITY[group.state] > SEVERITY[condition.state] ? group : condition;
}
