import {
  HEALTHY,
  type PairCondition,
  type RouteCondition,
  type RouteHealth,
  type TrunkLoad,
  UNLIMITED,
} from './health';
import type { Ms, Override } from './types';

/** What a test says of routes; trunks by id, pairs by id. */
export interface StubbedHealth {
  conditions?: Readonly<Record<string, Partial<RouteCondition>>>;
  loads?: Readonly<Record<string, Partial<TrunkLoad>>>;
  holds?: Readonly<Record<string, Ms>>;
  overrides?: readonly Override[];
  pairs?: Readonly<Record<string, PairCondition>>;
}

/** Live state for tests, as simple as it can be. */
export function stubHealth({
  conditions = {},
  loads = {},
  holds = {},
  overrides = [],
  pairs = {},
}: StubbedHealth): RouteHealth {
  const find = (matches: (override: Override) => boolean) => overrides.find(matches) ?? null;
  return {
    disturbed: true,
    overridden: overrides.length > 0,
    condition: (trunkId) => ({ ...HEALTHY, ...conditions[trunkId] }),
    load: (trunkId) => ({ ...UNLIMITED, ...loads[trunkId] }),
    holdUntil: (trunkId) => holds[trunkId] ?? 0,
    trunkOverride: (trunkId) => find(({ target }) => target.kind === 'trunk' && target.trunkId === trunkId),
    pairOverride: (pairId) => find(({ target }) => target.kind === 'pair' && target.pairId === pairId),
    pair: (pairId) => pairs[pairId] ?? null,
  };
}
