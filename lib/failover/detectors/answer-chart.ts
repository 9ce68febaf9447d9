/**
 * Answers against what was to be expected of the very calls that were placed; nobody waits for a ring time-out to count
 * a call. A callee is expected to have answered by an age with probability G = 1 − exp(−w·H(age)), w by what is known of
 * the call, H the common shape. Where only r times as many answer, a call that rings on has likelihood 1 − r·G and one
 * that is answered r times that of usual. So it scores, for r₁ against r₀, ln((1 − r₁G)/(1 − r₀G)) while it rings and
 * ln(r₁/r₀) once it is answered, each call by its own expectation (as Steiner et al. 2000 do for outcomes). The exponential
 * of a sum in the order of starting is, at every moment and whatever still rings, a likelihood ratio, and a
 * supermartingale whenever answers are at least r₀ of the usual: what moods, hours and lists take away raises no alarm.
 */
export interface AnswerChart {
  /** Number of the newest second; -1 before the first call. */
  newest: number;
  /** By second of starting: what decided calls say for a fall, and for as usual against a mood, in nats. */
  fallen: Float64Array;
  usual: Float64Array;
  /** Calls that still ring, and the sum of their weights. */
  ringing: Int32Array;
  ringingWeight: Float64Array;
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
/** r₀: a fifth fewer answers is a mood, not a fault. */
export const LEAST_USUAL = 0.8;
/** r₁. */
export const HALVED = 0.5;
/** What is to be expected on a bad day: false alarms are counted as if every day were one. */
export const ORDINARY = 0.95;
const FALLEN = { to: HALVED, from: LEAST_USUAL, answered: Math.log(HALVED / LEAST_USUAL) } as const;
const USUAL = { to: 1, from: LEAST_USUAL, answered: -Math.log(LEAST_USUAL) } as const;
type Pair = typeof FALLEN | typeof USUAL;

export function createAnswerChart(): AnswerChart {
  return {
    newest: -1,
    fallen: new Float64Array(SECONDS),
    usual: new Float64Array(SECONDS),
    ringing: new Int32Array(SECONDS),
    ringingWeight: new Float64Array(SECONDS),
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
  chart.ringing[slot] = (chart.ringing[slot] ?? 0) + 1;
  chart.ringingWeight[slot] = (chart.ringingWeight[slot] ?? 0) + weight;
  chart.calls[slot] = (chart.calls[slot] ?? 0) + 1;
  return second;
}

function advance(chart: AnswerChart, second: number): void {
  if (second - chart.newest > SECONDS) chart.newest = second - SECONDS;
  while (chart.newest < second) {
    chart.newest += 1;
    const slot = chart.newest % SECONDS;
    chart.carried = Math.max(0, chart.carried + (chart.fallen[slot] ?? 0));
    chart.fallen[slot] = 0;
    chart.usual[slot] = 0;
    chart.ringing[slot] = 0;
    chart.ringingWeight[slot] = 0;
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

type Decided = Omit<RingingEnd, 'second'>;

/** What a decided call says for a fall, in nats. */
export function fallScore({ weight, exposure, answered }: Decided): number {
  return answered ? FALLEN.answered : unanswered(FALLEN, weight * exposure);
}

function unanswered({ to, from }: Pair, hazard: number): number {
  const expected = 1 - Math.exp(-hazard);
  return Math.log((1 - to * expected) / (1 - from * expected));
}

/**
 * A call is decided: answered, ended otherwise after having rung, or failed on the way (exposure 0). Answers what it says
 * for a fall, in nats.
 */
export function endRinging(chart: AnswerChart, end: RingingEnd): number {
  const { second, weight, exposure, answered } = end;
  const score = fallScore(end);
  if (second < chart.validFrom) return score;
  if (chart.newest - second >= SECONDS) {
    chart.carried = Math.max(0, chart.carried + score);
    return score;
  }
  const slot = second % SECONDS;
  chart.ringing[slot] = (chart.ringing[slot] ?? 0) - 1;
  chart.ringingWeight[slot] = Math.max(0, (chart.ringingWeight[slot] ?? 0) - weight);
  chart.fallen[slot] = (chart.fallen[slot] ?? 0) + score;
  chart.usual[slot] = (chart.usual[slot] ?? 0) + (answered ? USUAL.answered : unanswered(USUAL, weight * exposure));
  if (answered) chart.answers[slot] = (chart.answers[slot] ?? 0) + 1;
  return score;
}

/** A trunk's calls, and those of its traffic that went over other trunks to be compared. */
export interface AnswerTest {
  own: AnswerChart;
  compared: readonly AnswerChart[];
  shape: Float64Array;
}

/** The largest sum over all beginnings: how much speaks for a fall of this trunk's answers alone, in nats. */
export function readAnswers({ own, compared, shape }: AnswerTest, look: { now: number; into: AnswerReading }): number {
  const { now, into } = look;
  into.statistic = 0;
  let [sum, answers, calls] = [0, 0, 0];
  const oldest = Math.max(own.validFrom, own.newest - SECONDS + 1, 0);
  for (let second = own.newest; second >= oldest; second -= 1) {
    sum += secondScore(own, FALLEN, { shape, second, now });
    for (const chart of compared) sum += secondScore(chart, USUAL, { shape, second, now });
    answers += own.answers[second % SECONDS] ?? 0;
    calls += own.calls[second % SECONDS] ?? 0;
    if (sum <= into.statistic) continue;
    into.statistic = sum;
    into.since = second;
    into.answers = answers;
    into.calls = calls;
  }
  if (sum + own.carried > into.statistic) into.statistic = sum + own.carried;
  return into.statistic;
}

/** What calls begun since a second say for half as many answers against as many as usual; negative for as usual. */
export function scoreSince(
  chart: AnswerChart,
  shape: Float64Array,
  { since, now }: { since: number; now: number },
): number {
  let sum = 0;
  const oldest = Math.max(since, chart.newest - SECONDS + 1, 0);
  for (let second = chart.newest; second >= oldest; second -= 1) {
    const look = { shape, second, now };
    sum += secondScore(chart, FALLEN, look) - secondScore(chart, USUAL, look);
  }
  return sum;
}

function secondScore(
  chart: AnswerChart,
  pair: Pair,
  { shape, second, now }: { shape: Float64Array; second: number; now: number },
): number {
  if (second > chart.newest || second <= chart.newest - SECONDS) return 0;
  const slot = second % SECONDS;
  const ringing = chart.ringing[slot] ?? 0;
  const decided = (pair === FALLEN ? chart.fallen[slot] : chart.usual[slot]) ?? 0;
  if (ringing <= 0) return decided;
  const weight = (chart.ringingWeight[slot] ?? 0) / ringing;
  return decided + ringing * unanswered(pair, weight * exposureAt(shape, now - second * 1_000 - 500));
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
  chart.fallen.fill(0);
  chart.usual.fill(0);
  chart.ringing.fill(0);
  chart.ringingWeight.fill(0);
  chart.answers.fill(0);
  chart.calls.fill(0);
  chart.carried = 0;
  chart.validFrom = chart.newest + 1;
}
