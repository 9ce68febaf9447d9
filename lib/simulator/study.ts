import { type BreakEven, breakEven } from './break-even';
import {
  type CheckedExpectation,
  checkExpectations,
  type UncheckedExpectation,
  uncheckedExpectations,
} from './expectations';
import type { Recording } from './replay/recording';
import type { PolicyRuns, SampledCall } from './result';
import type { MakeRouter } from './routers/router-parts';
import type { Scenario } from './scenario/schema';
import { Simulation } from './simulation';
import { buildWorld } from './world';

/** A router and the name by which results speak of it. */
export interface NamedRouter {
  name: string;
  make: MakeRouter;
}

export interface StudyOptions {
  policies: readonly NamedRouter[];
  /** How many seeds, counted on from the scenario's own. */
  seeds: number;
  /** Calls that are the traffic instead of the scenario's. */
  recording?: Recording;
  /** Told every measured call of every run, as it ends. */
  onCall?: (of: { policy: string; seed: number }, call: SampledCall) => void;
  /** Told the share of the whole study that is done, and what is running. */
  onProgress?: (share: number, running: string) => void;
}

/** A scenario under several policies and seeds, every policy on the same traffic. */
export interface Study {
  scenario: Scenario;
  seeds: number[];
  policies: PolicyRuns[];
  expectations: CheckedExpectation[];
  /** Expectations of policies that were not run. */
  unchecked: UncheckedExpectation[];
  /** Null when HA on or HA off was not run. */
  breakEven: BreakEven | null;
}

/** Runs a scenario. Pure: the same scenario, policies and seeds give the same study. */
export function runStudy(scenario: Scenario, options: StudyOptions): Study {
  const { policies, seeds, onProgress, onCall, recording } = options;
  const world = buildWorld(scenario, recording);
  const list = Array.from({ length: seeds }, (_, step) => (scenario.seed + step) % 0x1_0000_0000);
  const total = policies.length * list.length;
  const results = policies.map(({ name, make }, place) => ({
    policy: name,
    runs: list.map((seed, step) => {
      const before = place * list.length + step;
      const running = list.length > 1 ? `${name}, seed ${seed}` : name;
      onProgress?.(before / total, running);
      return new Simulation(world, {
        seed,
        policy: name,
        makeRouter: make,
        onCall: onCall && ((call) => onCall({ policy: name, seed }, call)),
        onProgress: (share) => onProgress?.((before + share) / total, running),
      }).run();
    }),
  }));
  return {
    scenario,
    seeds: list,
    policies: results,
    expectations: checkExpectations(scenario, results),
    unchecked: uncheckedExpectations(scenario, results),
    breakEven: breakEven(scenario, results),
  };
}
