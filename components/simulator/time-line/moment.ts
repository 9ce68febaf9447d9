import { delayText, figureText, laneWord } from '@/lib/rehearsals/format';
import type { Lane, PolicyResult } from '@/lib/rehearsals/types';

/** What the time line itself has to know of a policy, to say what happens at a moment. */
export type Followed = Pick<PolicyResult, 'policy' | 'stepMs' | 'series' | 'delay' | 'lanes'>;

/** What a lane was in then. */
function stateAt({ bands }: Lane, at: number): string {
  const band = bands.findLast(({ from }) => from <= at) ?? bands[0];
  return laneWord(band?.state ?? 'healthy').toLowerCase();
}

/** "meridian open, sagar healthy" */
export function statesAt({ lanes }: Followed, at: number): string {
  return lanes
    .filter(({ part }) => part === null)
    .map((lane) => `${lane.name} ${stateAt(lane, at)}`)
    .join(', ');
}

/** The figures of the step a moment lies in, as pairs of a word and a figure. */
export function figuresAt({ series, delay, stepMs }: Followed, at: number): readonly (readonly [string, string])[] {
  const step = Math.min(series.offered.length - 1, Math.floor(at / stepMs));
  const count = (values: readonly number[]) => figureText(values[step] ?? 0);
  const time = (values: readonly (number | null)[]) => {
    const value = values[step] ?? null;
    return value === null ? '–' : delayText(value);
  };
  return [
    ['placed', count(series.offered)],
    ['completed', count(series.completed)],
    ['saved', count(series.saved)],
    ['failed', count(series.failed)],
    ['rerouted', count(series.rerouted)],
    ['to ringing', time(delay.p50)],
    ['p95', time(delay.p95)],
  ];
}

/** The nearest moment of a sorted list before or after another one. */
export function neighbour(moments: readonly number[], at: number, direction: 'before' | 'after'): number | undefined {
  return direction === 'after' ? moments.find((moment) => moment > at) : moments.findLast((moment) => moment < at);
}
