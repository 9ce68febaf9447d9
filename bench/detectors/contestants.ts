import { EnvoyBreaker } from '@/lib/simulator/peers/envoy';
import { FinagleBreaker } from '@/lib/simulator/peers/finagle';
import { peerRouter } from '@/lib/simulator/peers/peer-router';
import { Resilience4jBreaker } from '@/lib/simulator/peers/resilience4j';
import { TIME_WINDOW_DEFAULTS, TimeWindowBreaker } from '@/lib/simulator/peers/time-window';
import { ROUTERS } from '@/lib/simulator/routers/registry';
import type { MakeRouter } from '@/lib/simulator/routers/router-parts';
import { breakerRouter } from './filled-breakers';
import { cockatielBreaker, opossumBreaker } from './packages';
import { HEALTHY } from './scenario';
import { TUNED } from './tuned';

/** Calls a second at which every contestant is measured. */
export const RATES = [0.5, 5, 50, 500] as const;
export type Rate = (typeof RATES)[number];

/** Someone who detects. */
export interface Contestant {
  name: string;
  title: string;
  /** Whether answered and unanswered calls differ for it; one that is told neither cannot see that they change. */
  readsAnswers: boolean;
  /** Some are set for a rate, or have a window that a run at that rate has filled before it begins. */
  make: (rate: Rate) => MakeRouter;
}

function known(name: string): MakeRouter {
  const make = ROUTERS.get(name);
  if (!make) throw new RangeError(`There is no router ${name}.`);
  return make;
}

/** The window rule with half an hour of good traffic behind it. */
function filledWindow(callsPerSecond: number): MakeRouter {
  const prefill = { callsPerSecond, completion: 1 - 2 * HEALTHY.failureShare, answers: HEALTHY.answeredShare };
  return peerRouter({
    rule: 'ASR and CCR over 30 min',
    make: ({ trunkIndex }) => new TimeWindowBreaker(TIME_WINDOW_DEFAULTS, trunkIndex === 0 ? prefill : null),
    settledBy: 'the end',
  });
}

/**
 * Ours without its promise of one false open a month at most, which at 5 calls a second is thirteen times as much as one
 * in a million: held to the others' budget and no more.
 */
const perMillion: MakeRouter = (parts) => {
  const { policy } = parts.world;
  const { falseAlarmBudget } = policy;
  const monthsBetween = { ...falseAlarmBudget.monthsBetween, value: 0 };
  const relaxed = { ...policy, falseAlarmBudget: { ...falseAlarmBudget, monthsBetween } };
  return known('engine')({ ...parts, world: { ...parts.world, policy: relaxed } });
};

const opossum = breakerRouter('opossum', () => opossumBreaker());
const cockatiel = breakerRouter('cockatiel', () => cockatielBreaker());
const consecutive = breakerRouter('consecutive failures', () => new EnvoyBreaker());
const finagle = breakerRouter('failure accrual', (subject) => new FinagleBreaker(subject));
const resilience4j = breakerRouter('failure rate', () => new Resilience4jBreaker());

export const CONTESTANTS: readonly Contestant[] = [
  { name: 'engine', title: 'Twinline', readsAnswers: true, make: () => known('engine') },
  {
    name: 'engine-per-million',
    title: 'Twinline, 1 in a million only',
    readsAnswers: true,
    make: () => perMillion,
  },
  {
    name: 'consecutive-5',
    title: '5 in a row (Envoy)',
    readsAnswers: false,
    make: () => consecutive,
  },
  { name: 'finagle', title: 'Finagle', readsAnswers: false, make: () => finagle },
  { name: 'resilience4j', title: 'resilience4j', readsAnswers: false, make: () => resilience4j },
  {
    name: 'window-30min',
    title: '30 min window (qrouting)',
    readsAnswers: true,
    make: filledWindow,
  },
  { name: 'opossum', title: 'opossum', readsAnswers: false, make: () => opossum },
  {
    name: 'opossum-tuned',
    title: 'opossum, tuned',
    readsAnswers: false,
    make: (rate) => breakerRouter('opossum', () => opossumBreaker(TUNED[rate].opossum)),
  },
  { name: 'cockatiel', title: 'cockatiel', readsAnswers: false, make: () => cockatiel },
  {
    name: 'cockatiel-tuned',
    title: 'cockatiel, tuned',
    readsAnswers: false,
    make: (rate) => breakerRouter('cockatiel', () => cockatielBreaker(TUNED[rate].cockatiel)),
  },
];

/** Those who only stand for the ends of the scale: nothing learned, everything known. */
export const BOUNDS: readonly Contestant[] = [
  { name: 'retry-only', title: 'retries alone', readsAnswers: false, make: () => known('retry-only') },
  { name: 'oracle', title: 'oracle', readsAnswers: true, make: () => known('oracle') },
];

export function contestant(name: string): Contestant {
  const found = [...CONTESTANTS, ...BOUNDS].find((one) => one.name === name);
  if (!found) throw new RangeError(`There is no contestant ${name}.`);
  return found;
}
