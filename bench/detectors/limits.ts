import { detectionLimitCalls } from '@/lib/failover/run-length';
import { Quantiles } from '@/lib/simulator/distributions';
import { type FaultKind, HEALTHY } from './scenario';

/** Healthy calls between false alarms for which every limit is given. */
const CALLS_BETWEEN = 1_000_000;
/** Share of INVITEs that an ordinary network loses before anyone sees them. */
const LOST_SHARE = 0.01;
const DRAWS = 4_096;

/** Quantiles of a carrier's and a callee's times, as the simulator has them by default, ms. */
const firstResponse = sample(Quantiles.lognormal(120, 0.35));
const failure = sample(Quantiles.lognormal(HEALTHY.failureMedianMs, 0.5));
const ringing = sample(Quantiles.lognormal(2_200, 0.4));
const answer = shuffled(sample(Quantiles.lognormal(9_000, 0.5)));
const setUpAndAnswer = ringing.map((ms, index) => ms + (answer[index] ?? 0)).sort();

export interface Limit {
  /** Mean calls that the best chart needs, knowing both probabilities; null where outcomes are not what tells. */
  calls: number | null;
  /** Those calls at this rate, and the time until that many have told, ms. */
  ms: number;
}

/**
 * The least mean time to detect at this rate, ms.
 *
 * Charts over outcomes: the exact mean delay of a CUSUM that knows both probabilities (Moustakides 1986), at a
 * million healthy calls between false alarms, in calls; in time, when that many outcomes of calls begun since the
 * fault are expected to have come back. Silence: when the expected log-likelihood of the unanswered INVITEs
 * reaches ln of those million, with one INVITE in a hundred lost on a good day; a first-order guide.
 */
export function informationLimit(fault: FaultKind, callsPerSecond: number): Limit {
  const perMs = callsPerSecond / 1_000;
  if (fault === 'silent') return { calls: null, ms: whenSilenceTells(perMs) };
  const [healthy, faulty, told] = outcomesOf(fault);
  const calls = detectionLimitCalls({ healthy, faulty }, CALLS_BETWEEN);
  return { calls, ms: whenReached(calls / perMs, told) };
}

function outcomesOf(fault: Exclude<FaultKind, 'silent'>): [healthy: number, faulty: number, told: Float64Array] {
  const { failureShare, answeredShare } = HEALTHY;
  if (fault === '503') return [failureShare, 0.999, failure];
  if (fault === 'congestion') return [failureShare, 0.3, failure];
  return [1 - answeredShare, 1 - answeredShare / 2, setUpAndAnswer];
}

/** Nats that an INVITE unanswered at each age is worth, by ms; later ones are worth as much as the last. */
const silenceAt = Float64Array.from(
  { length: 2_000 },
  (_, age) => -Math.log(LOST_SHARE + (1 - LOST_SHARE) * (1 - below(firstResponse, age))),
);

/**
 * When the unanswered INVITEs have become improbable enough: those sent since the fault by their age, those that it
 * caught on their way by what they have aged since.
 */
function whenSilenceTells(perMs: number): number {
  let sent = 0;
  let age = 0;
  for (; perMs * (sent + caught(age)) < Math.log(CALLS_BETWEEN); age += 1) sent += worth(age);
  return age;
}

/** Of an INVITE in flight at the fault, by its age then, what it has become worth since. */
function caught(sinceMs: number): number {
  const step = 10;
  let nats = 0;
  for (let age = 0; age < 600; age += step)
    nats += step * (1 - below(firstResponse, age)) * (worth(age + sinceMs) - worth(age));
  return nats;
}

function worth(age: number): number {
  return silenceAt[Math.min(age, silenceAt.length - 1)] ?? 0;
}

/** The time at which so many call-ms have told: the integral of the share of outcomes known by each age. */
function whenReached(wanted: number, told: Float64Array): number {
  let reached = 0;
  let age = 0;
  for (; reached < wanted; age += 1) reached += below(told, age + 0.5);
  return age;
}

function sample(distribution: Quantiles): Float64Array {
  return Float64Array.from({ length: DRAWS }, (_, index) => distribution.real(((index + 0.5) / DRAWS) * 2 ** 32));
}

/** In an order that has nothing to do with size: a stride that shares no factor with the length. */
function shuffled(values: Float64Array): Float64Array {
  return values.map((_, index) => values[(index * 1_597) % DRAWS] ?? 0);
}

/** Share of a sorted sample below a value. */
function below(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low / sorted.length;
}
