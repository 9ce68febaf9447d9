import { decide } from './decide';
import { UNDISTURBED } from './health';
import type { Policy } from './policy';
import type { Tables } from './tables';
import type { Observation, Router } from './types';

export interface EngineOptions {
  tables: Tables;
  policy: Policy;
  /** Seeds the jitter of holds; the engine has no other chance in it. */
  seed: number;
}

export interface Engine {
  tables: Tables;
  policy: Policy;
}

const NOTHING: Observation = { effects: [] };

export function createEngine({ tables, policy }: EngineOptions): Engine {
  return { tables, policy };
}

/** The engine as what places calls. */
export function engineRouter(engine: Engine): Router {
  const routing = {
    get tables() {
      return engine.tables;
    },
    policy: engine.policy,
    health: UNDISTURBED,
  };
  return {
    decide: (call, now) => decide(routing, call, now),
    observe: () => NOTHING,
    mayRetry: () => ({ allowed: true, refusedBy: null }),
    nextTickAt: () => Number.POSITIVE_INFINITY,
  };
}
