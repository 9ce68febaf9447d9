import type { RunResult, StateChange } from '@/lib/simulator/result';
import { trunkIds } from '@/lib/simulator/scenario/check';
import { namesOf } from '@/lib/simulator/scenario/names';
import type { Scenario } from '@/lib/simulator/scenario/schema';
import type { Lane } from './types';

/** Beside the trunks themselves, as many of their destinations and numbers as had changes of their own. */
const MOST_PARTS = 12;

/** A lane for every trunk as a whole, and one for each part of its calls that was judged apart. */
export function composeLanes(scenario: Scenario, { trace }: Pick<RunResult, 'trace'>): Lane[] {
  const changes = trace.filter(({ to }) => to !== null);
  const nameOf = namesOf(scenario);
  const parts = [...new Set(changes.filter((change) => partOf(change) !== '').map(keyOf))].slice(0, MOST_PARTS);
  return trunkIds(scenario).flatMap((trunkId) => {
    const own = changes.filter((change) => change.trunkId === trunkId);
    const whole = own.filter((change) => partOf(change) === '');
    const apart = parts.flatMap((key): Lane[] => {
      const ofPart = own.filter((change) => keyOf(change) === key);
      const [first] = ofPart;
      if (!first) return [];
      const bands = bandsOf(ofPart, scenario.lasts);
      return [{ name: routeName(first, nameOf), part: partOf(first), trunkId, bands }];
    });
    return [{ name: nameOf(trunkId), part: null, trunkId, bands: bandsOf(whole, scenario.lasts) }, ...apart];
  });
}

type Route = Pick<StateChange, 'trunkId' | 'destinationGroup' | 'number'>;

function keyOf({ trunkId, destinationGroup, number }: Route): string {
  return JSON.stringify([trunkId, destinationGroup, number]);
}

/** "to mumbai-east", "for 912248880000"; empty for a trunk as a whole. */
function partOf({ destinationGroup, number }: Route): string {
  const to = destinationGroup === null ? [] : [`to ${destinationGroup}`];
  return [...to, ...(number === null ? [] : [`for ${number}`])].join(' ');
}

/** "Meridian", "Meridian to mumbai-east", "Meridian for 912248880000" */
export function routeName(route: Route, nameOf: (trunkId: string) => string): string {
  return `${nameOf(route.trunkId)} ${partOf(route)}`.trim() || 'All routes';
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
