import { Remembered } from './remembered';

/**
 * A CUSUM over failures and successes on a lattice: a failure adds `up`, a success takes `down`, never below 0,
 * and the alarm is raised at `limit`, all in whole multiples of `step` (in nats of log-likelihood ratio).
 * On a lattice the run length is a finite Markov chain, hence exact (Reynolds and Stoumbos 1999).
 */
export interface LatticeChart {
  up: number;
  down: number;
  limit: number;
  /** Nats of log-likelihood ratio in one lattice unit. */
  step: number;
}

export interface Alternative {
  /** Failure probability of a healthy route, inside 0..1. */
  healthy: number;
  /** Failure probability the chart looks for, inside 0..1. */
  faulty: number;
}

/** Lattice units given to the smaller and at most to the larger of the two score steps. */
interface Grid {
  smaller: number;
  larger: number;
}

/** Good to a hundredth of a call. */
const FINE: Grid = { smaller: 16, larger: 144 };
/** Good to a few per cent of a call, at a tenth of the time: for limits, whose run length stays exact. */
const COARSE: Grid = { smaller: 12, larger: 60 };

/**
 * The chart that tells `faulty` from `healthy` with the lowest limit that still leaves at least
 * `meanCallsBetweenFalseAlarms` healthy calls between false alarms, in the mean.
 * @throws RangeError when the probabilities are not 0 < healthy < faulty < 1.
 */
export function calibrateChart(alternative: Alternative, meanCallsBetweenFalseAlarms: number): LatticeChart {
  const { healthy, faulty } = alternative;
  const known = calibrated.get(healthy, faulty, meanCallsBetweenFalseAlarms);
  if (known) return known;
  const made = lowestLimit(latticeScores(alternative, COARSE), healthy, meanCallsBetweenFalseAlarms);
  calibrated.set(healthy, faulty, meanCallsBetweenFalseAlarms, made);
  return made;
}

/**
 * As `calibrateChart`, with the run between false alarms asked for at `ordinary`, a failure probability below `healthy`:
 * for a chart whose `healthy` is the worst that is still no fault. Not remembered.
 * @throws RangeError as `calibrateChart` does.
 */
export function calibrateAt(alternative: Alternative, ordinary: number, meanCalls: number): LatticeChart {
  return lowestLimit(latticeScores(alternative, COARSE), ordinary, meanCalls);
}

/** Charts already calibrated: the same for the same arguments, and each takes milliseconds to find. */
const calibrated = new Remembered<LatticeChart>(4_096);

function lowestLimit(scores: LatticeChart, healthy: number, calls: number): LatticeChart {
  let low = 1;
  // A limit of ln(calls) is always enough (Lorden 1971); one step up allows for the lattice.
  let high = Math.ceil(Math.log(calls) / scores.step) + scores.up;
  while (low < high) {
    const limit = (low + high) >> 1;
    if (meanRunLength({ ...scores, limit }, healthy) >= calls) high = limit;
    else low = limit + 1;
  }
  return { ...scores, limit: low };
}

/**
 * The information limit: mean calls from change to alarm of the best possible detector that knows both
 * probabilities, at a mean of `meanCallsBetweenFalseAlarms` healthy calls between false alarms, begun at 0 (the worst
 * case of Lorden 1971). CUSUM attains it (Moustakides 1986), so it is CUSUM's own exact delay. First-order guide:
 * ln(calls) / D(faulty‖healthy).
 * @throws RangeError when the probabilities are not 0 < healthy < faulty < 1.
 */
export function detectionLimitCalls(alternative: Alternative, meanCallsBetweenFalseAlarms: number): number {
  const scores = latticeScores(alternative, FINE);
  return meanRunLength(lowestLimit(scores, alternative.healthy, meanCallsBetweenFalseAlarms), alternative.faulty);
}

function latticeScores({ healthy, faulty }: Alternative, { smaller, larger }: Grid): LatticeChart {
  if (!(healthy > 0 && faulty > healthy && faulty < 1))
    throw new RangeError(`A chart needs 0 < healthy < faulty < 1, not ${healthy} and ${faulty}.`);
  const up = Math.log(faulty / healthy);
  const down = Math.log((1 - healthy) / (1 - faulty));
  const step = Math.max(Math.min(up, down) / smaller, Math.max(up, down) / larger);
  return { up: Math.round(up / step), down: Math.round(down / step), limit: 1, step };
}

/**
 * Mean calls until the chart alarms, begun at 0, when each call fails with probability `failure`: the chain's mean
 * time to absorption, (I − P) m = 1, by elimination inside the band −down..+up. Exact but for rounding, which stays
 * below one part in a million up to some 10^9 calls.
 */
export function meanRunLength(chart: LatticeChart, failure: number): number {
  const { up, limit } = chart;
  const down = Math.min(chart.down, limit);
  const width = down + up + 1;
  const band = new Float64Array(limit * width);
  const mean = new Float64Array(limit).fill(1);
  for (let state = 0; state < limit; state += 1) {
    const row = state * width - state + down;
    add(band, row + state, 1);
    if (state + up < limit) add(band, row + state + up, -failure);
    add(band, row + Math.max(0, state - down), failure - 1);
  }
  eliminate(band, mean, { limit, up, down });
  return substitute(band, mean, { limit, up, down });
}

type Band = Pick<LatticeChart, 'limit' | 'up' | 'down'>;

/** Needs no pivoting: I − P is diagonally dominant. */
function eliminate(band: Float64Array, mean: Float64Array, { limit, up, down }: Band): void {
  const width = down + up + 1;
  for (let pivot = 0; pivot < limit; pivot += 1) {
    const pivotRow = pivot * width - pivot + down;
    const lastRow = Math.min(limit - 1, pivot + down);
    const lastColumn = Math.min(limit - 1, pivot + up);
    for (let state = pivot + 1; state <= lastRow; state += 1) {
      const row = state * width - state + down;
      const factor = (band[row + pivot] ?? 0) / (band[pivotRow + pivot] ?? 1);
      if (factor === 0) continue;
      for (let column = pivot; column <= lastColumn; column += 1)
        add(band, row + column, -factor * (band[pivotRow + column] ?? 0));
      add(mean, state, -factor * (mean[pivot] ?? 0));
    }
  }
}

function substitute(band: Float64Array, mean: Float64Array, { limit, up, down }: Band): number {
  const width = down + up + 1;
  for (let state = limit - 1; state >= 0; state -= 1) {
    const row = state * width - state + down;
    let sum = mean[state] ?? 0;
    for (let column = state + 1; column <= Math.min(limit - 1, state + up); column += 1)
      sum -= (band[row + column] ?? 0) * (mean[column] ?? 0);
    mean[state] = sum / (band[row + state] ?? 1);
  }
  return mean[0] ?? 0;
}

function add(values: Float64Array, index: number, amount: number): void {
  values[index] = (values[index] ?? 0) + amount;
}
