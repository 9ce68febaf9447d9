import type { RunResult, StateChange } from '@/lib/simulator/result';
import { trunkIds } from '@/lib/simulator/scenario/check';
import type { Scenario } from '@/lib/simulator/scenario/schema';
import type { Lane } from './types';

/** Beside the trunks themselves, as many of their destinations and numbers as had changes of their own. */
const MOST_PARTS = 12;

/** A lane for every trunk as a whole, and one for each part of its calls that was judged apart. */
export function composeLanes(scenario: Scenario, { trace }: Pick<RunResult, 'trace'>): Lane[] {
  const changes = trace.filter(({ to }) => to !== null);
  const parts = [...new Set(changes.filter((change) => !isWhole(change)).map(routeName))].slice(0, MOST_PARTS);
  return trunkIds(scenario).flatMap((trunkId) => {
    const own = changes.filter((change) => change.trunkId === trunkId);
    const whole = { name: trunkId, trunkId, bands: bandsOf(own.filter(isWhole), scenario.lasts) };
    const apart = parts.flatMap((name) => {
      const ofPart = own.filter((change) => !isWhole(change) && routeName(change) === name);
      return ofPart.length > 0 ? [{ name, trunkId, bands: bandsOf(ofPart, scenario.lasts) }] : [];
    });
    return [whole, ...apart];
  });
}

function isWhole({ destinationGroup, number }: StateChange): boolean {
  return destinationGroup === null && number === null;
}

/** "meridian", "meridian to mumbai-east", "meridian for 912248880000" */
export function routeName({ trunkId, destinationGroup, number }: StateChange): string {
  const to = destinationGroup === null ? '' : ` to ${destinationGroup}`;
  const by = number === null ? '' : ` for ${number}`;
  return `${trunkId}${to}${by}`.trim() || 'all routes';
}

function bandsOf(changes: readonly StateChange[], lasts: number): Lane['bands'] {
  const starts = [
    { at: 0, state: changes[0]?.from ?? ('healthy' as const) },
    ...changes.flatMap(({ at, to }) => (to === null ? [] : [{ at, state: to }])),
  ];
  return starts.flatMap(({ at, state }, index) => {
    const to = Math.min(lasts, starts[index + 1]?.at ?? lasts);
    return to > at ? [{ state, from: at, to }] : [];
  });
}
