import { describe, expect, test } from 'vitest';
import type { RunResult, StateChange } from './result';
import { ROUTERS } from './routers/registry';
import { loadScenario } from './scenario/load';
import { runStudy } from './study';

const SEEDS = 12;
const CLOSED_WITHIN_MS = 2_000;

/** What the engine does in a shipped scenario, once for each seed. */
function runsOf(name: string): RunResult[] {
  const make = ROUTERS.get('engine');
  if (!make) throw new Error('There is no router of the name engine.');
  const { policies } = runStudy(loadScenario(name), { policies: [{ name: 'engine', make }], seeds: SEEDS });
  return policies.flatMap(({ runs }) => runs);
}

/** How long each opening lasted until the route was healthy again, in ms; Infinity when it never was. */
function openMs({ trace }: RunResult): number[] {
  const isSame = (one: StateChange, other: StateChange) =>
    one.trunkId === other.trunkId && one.destinationGroup === other.destinationGroup && one.number === other.number;
  return trace.flatMap((opened, place) => {
    if (opened.to !== 'open') return [];
    const healed = trace.slice(place).find((change) => isSame(change, opened) && change.to === 'healthy');
    return [(healed?.at ?? Number.POSITIVE_INFINITY) - opened.at];
  });
}

describe('on every seed', () => {
  test('a blip of 0.6 s at fifty calls a second opens nothing for longer than two seconds', () => {
    for (const run of runsOf('blip-india'))
      expect(Math.max(0, ...openMs(run)), `seed ${run.seed}`).toBeLessThanOrEqual(CLOSED_WITHIN_MS);
  });

  test('a carrier that flaps for ten minutes is opened and closed four times at most', () => {
    for (const run of runsOf('flapping-carrier-india'))
      expect(run.stateChanges, `seed ${run.seed}`).toBeLessThanOrEqual(4);
  });
});
