import type { Campaign, Scenario } from '@/lib/simulator/scenario/schema';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Together over all policies and seeds: some minutes of one core. */
export const MOST_CALLS = 3_000_000;
const LONGEST_MS = 7 * DAY_MS;
const MOST_NUMBERS = 20_000;
const MOST_DESTINATIONS = 2_000;
const MOST_TRUNKS = 500;
const MOST_FAULTS = 100;
/** Of one account, waiting or running at a time. */
export const MOST_OPEN_RUNS = 10;
/** Of one account; older ones have to be removed first. */
export const MOST_KEPT_RUNS = 500;
/** A run begun this often whose process ended each time will not end well. */
export const MOST_ATTEMPTS = 3;

const figure = new Intl.NumberFormat('en');

/** Calls that the traffic of a scenario places under one policy and seed, before redials; for paced traffic the most. */
export function expectedCalls({ traffic, lasts, startsAt }: Pick<Scenario, 'traffic' | 'lasts' | 'startsAt'>): number {
  return traffic.reduce((sum, campaign) => {
    const end = Math.min(campaign.until ?? lasts, lasts);
    return sum + Math.max(0, callsBetween(campaign.rate, { from: campaign.from, end, startsAt }));
  }, 0);
}

interface Span {
  from: number;
  end: number;
  /** Time of day at virtual time 0. */
  startsAt: number;
}

function callsBetween(rate: Campaign['rate'], { from, end, startsAt }: Span): number {
  if (typeof rate === 'number') return (rate * (end - from)) / 1_000;
  if ('byHour' in rate) {
    let calls = 0;
    for (let at = from; at < end; ) {
      const ofDay = (startsAt + at) % DAY_MS;
      const hour = Math.floor(ofDay / HOUR_MS);
      const until = Math.min(end, at + (hour + 1) * HOUR_MS - ofDay);
      calls += ((rate.byHour[hour] ?? 0) * (until - at)) / 1_000;
      at = until;
    }
    return calls;
  }
  return rate.steps.reduce((calls, { at, perSecond }, index) => {
    const until = Math.min(end, rate.steps[index + 1]?.at ?? end);
    return calls + (perSecond * Math.max(0, until - Math.max(at, from))) / 1_000;
  }, 0);
}

/** How much work a run is. */
export interface RunSize {
  /** Calls of one policy on one seed. */
  calls: number;
  policies: number;
  seeds: number;
}

/** Why a run would take too long, in one sentence that says what is allowed; null when it may run. */
export function tooManyCalls({ calls, policies, seeds }: RunSize): string | null {
  const total = calls * policies * seeds;
  if (total <= MOST_CALLS) return null;
  const times = `${figure.format(Math.round(calls))} calls × ${policies} ${policies === 1 ? 'policy' : 'policies'} × ${seeds} ${seeds === 1 ? 'repeat' : 'repeats'}`;
  return `This run would place ${figure.format(Math.round(total))} calls (${times}); at most ${figure.format(MOST_CALLS)} are allowed, so that it ends in minutes: shorten it, lower the rate, or compare fewer policies and repeats.`;
}

/** Why a scenario is too large to be run here, in one sentence; null when it may run. */
export function tooLarge(scenario: Scenario): string | null {
  const numbers = scenario.numbers.reduce((sum, { count }) => sum + count, 0);
  const trunks = scenario.carriers.reduce((sum, carrier) => sum + (carrier.trunks?.length ?? 1), 0);
  const sizes: readonly [string, number, number][] = [
    ['numbers', numbers, MOST_NUMBERS],
    ['trunks', trunks, MOST_TRUNKS],
    ['destinations', scenario.destinations.length, MOST_DESTINATIONS],
    ['faults', scenario.faults.length, MOST_FAULTS],
  ];
  const over = sizes.find(([, found, most]) => found > most);
  if (over)
    return `This scenario has ${figure.format(over[1])} ${over[0]}; at most ${figure.format(over[2])} are allowed here.`;
  if (scenario.lasts > LONGEST_MS) return 'A run may last at most 7 days of virtual time; shorten lasts.';
  return null;
}
