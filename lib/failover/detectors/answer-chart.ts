/**
 * Answers against what was to be expected of the very calls that were placed, in hazard form: nobody waits for a ring
 * time-out to count a call. A call with cumulative answer hazard w·H(age) (w by what is known of it, H the common
 * shape) scores, for hazards multiplied by θ against unchanged ones, (1 − θ)·w·H(age) while it rings and ln θ more when
 * it is answered: the log-likelihood ratio of the proportional hazards model (Cox 1972), risk-adjusted call by call as
 * Steiner et al. 2000 do for binary outcomes. Sums run in the order of starting, so that the statistic is a
 * likelihood ratio at every moment, whatever still rings.
 */
export interface AnswerChart {
  /** Number of the newest second; -1 before the first call. */
  newest: number;
  /** By second of starting: score of calls that are decided, and weight of those that still ring. */
  closed: Float64Array;
  ringing: Float64Array;
  answers: Int32Array;
  calls: Int32Array;
  /** Level carried over from seconds that left the ring. */
  carried: number;
  /** Calls begun before this second were put aside. */
  validFrom: number;
}

/** What a look found; reused. */
export interface AnswerReading {
  statistic: number;
  /** First second of the run. */
  since: number;
  answers: number;
  calls: number;
}

const SECONDS = 128;
/** Half as many answers. */
export const HALVED = 0.5;
const ANSWERED_SCORE = Math.log(HALVED);

export function createAnswerChart(): AnswerChart {
  return {
    newest: -1,
    closed: new Float64Array(SECONDS),
    ringing: new Float64Array(SECONDS),
    answers: new Int32Array(SECONDS),
    calls: new Int32Array(SECONDS),
    carried: 0,
    validFrom: 0,
  };
}

export function createAnswerReading(): AnswerReading {
  return { statistic: 0, since: 0, answers: 0, calls: 0 };
}

/** A call begins; `weight` is its cumulative hazard if it rang for ever. Answers its second. */
export function beginRinging(chart: AnswerChart, weight: number, now: number): number {
  const second = Math.floor(now / 1_000);
  advance(chart, second);
  if (second < chart.validFrom) return second;
  const slot = second % SECONDS;
  chart.ringing[slot] = (chart.ringing[slot] ?? 0) + weight;
  chart.calls[slot] = (chart.calls[slot] ?? 0) + 1;
  return second;
}

function advance(chart: AnswerChart, second: number): void {
  if (second - chart.newest > SECONDS) chart.newest = second - SECONDS;
  while (chart.newest < second) {
    chart.newest += 1;
    const slot = chart.newest % SECONDS;
    chart.carried = Math.max(0, chart.carried + (chart.closed[slot] ?? 0));
    chart.closed[slot] = 0;
    chart.ringing[slot] = 0;
    chart.answers[slot] = 0;
    chart.calls[slot] = 0;
  }
}

export interface RingingEnd {
  second: number;
  weight: number;
  /** H at its age; 0 takes the call out as if it had not been placed. */
  exposure: number;
  answered: boolean;
}

/** A call is decided: answered, ended otherwise after having rung, or failed on the way (exposure 0). */
export function endRinging(chart: AnswerChart, { second, weight, exposure, answered }: RingingEnd): void {
  if (second < chart.validFrom) return;
  const score = (1 - HALVED) * weight * exposure + (answered ? ANSWERED_SCORE : 0);
  if (chart.newest - second >= SECONDS) {
    chart.carried = Math.max(0, chart.carried + score);
    return;
  }
  const slot = second % SECONDS;
  chart.ringing[slot] = Math.max(0, (chart.ringing[slot] ?? 0) - weight);
  chart.closed[slot] = (chart.closed[slot] ?? 0) + score;
  if (answered) chart.answers[slot] = (chart.answers[slot] ?? 0) + 1;
}

/** The largest sum over all beginnings: how much speaks for half as many answers, in nats. */
export function readAnswers(
  chart: AnswerChart,
  shape: Float64Array,
  look: { now: number; into: AnswerReading },
): number {
  const { now, into } = look;
  into.statistic = 0;
  let [sum, answers, calls] = [0, 0, 0];
  for (let second = chart.newest; second > chart.newest - SECONDS && second >= 0; second -= 1) {
    sum += secondScore(chart, shape, { second, now });
    answers += chart.answers[second % SECONDS] ?? 0;
    calls += chart.calls[second % SECONDS] ?? 0;
    if (sum <= into.statistic) continue;
    into.statistic = sum;
    into.since = second;
    into.answers = answers;
    into.calls = calls;
  }
  if (sum + chart.carried > into.statistic) into.statistic = sum + chart.carried;
  return into.statistic;
}

/** What calls begun since a second say for half as many answers; negative when it speaks against it. */
export function scoreSince(
  chart: AnswerChart,
  shape: Float64Array,
  { since, now }: { since: number; now: number },
): number {
  let sum = 0;
  const oldest = Math.max(since, chart.newest - SECONDS + 1, 0);
  for (let second = chart.newest; second >= oldest; second -= 1) sum += secondScore(chart, shape, { second, now });
  return sum;
}

function secondScore(
  chart: AnswerChart,
  shape: Float64Array,
  { second, now }: { second: number; now: number },
): number {
  const slot = second % SECONDS;
  const ringing = chart.ringing[slot] ?? 0;
  const closed = chart.closed[slot] ?? 0;
  if (ringing === 0) return closed;
  return closed + (1 - HALVED) * ringing * exposureAt(shape, now - second * 1_000 - 500);
}

/** H at an age in ms: share of the whole hazard that a call has lived through. */
export function exposureAt(shape: Float64Array, ageMs: number): number {
  if (ageMs <= 0) return 0;
  const index = Math.min(shape.length - 1, ageMs / 1_000);
  const low = Math.floor(index);
  const from = shape[low] ?? 1;
  return from + ((shape[low + 1] ?? from) - from) * (index - low);
}

/** Puts every call so far aside, those that still ring included. */
export function restartAnswers(chart: AnswerChart): void {
  chart.closed.fill(0);
  chart.ringing.fill(0);
  chart.answers.fill(0);
  chart.calls.fill(0);
  chart.carried = 0;
  chart.validFrom = chart.newest + 1;
}
