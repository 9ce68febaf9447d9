import { calibrateChart, type LatticeChart } from '../run-length';
import type { Cohorts } from './cohorts';
import { type Delays, survivalAt } from './delays';

/**
 * A bank of CUSUM charts on failures of the carrier's network. What share fails in a fault is unknown, so each chart
 * looks for another share, and all live on one false-alarm budget.
 *
 * Every attempt is scored by its likelihood under both hypotheses given what is known of it now, in the order of
 * starting: failed, ln(p1/p0); progressed, ln((1−p1)/(1−p0)); still pending at age a, ln((1−p1·F(a))/(1−p0·F(a))),
 * where F is the distribution of the delay with which failures return. The product over all attempts since a moment
 * is a likelihood ratio whatever is pending, hence a martingale on a healthy route: ramps, lulls and slow successes
 * raise no alarm, and no chart waits for an outcome. The statistic is the largest such sum over all beginnings (Page 1954).
 */
export interface NetworkScores {
  healthy: number;
  /** By chart: the share that it takes for health, and the one it looks for. */
  usual: Float64Array;
  faulty: Float64Array;
  up: Float64Array;
  down: Float64Array;
  limit: Float64Array;
}

export interface NetworkChart {
  /** By chart: the level carried over from the buckets that left the ring. */
  carried: Float64Array;
  /** When the newest bucket of `carried` began. */
  carriedAt: number;
}

/** What a look at the charts found; reused, so read it before the next look. */
export interface NetworkReading {
  /** The largest statistic over its limit; 1 is an alarm. */
  level: number;
  /** The chart it is from. */
  chart: number;
  statistic: number;
  /** Over the run that makes the statistic, as far as it is inside the ring. */
  failures: number;
  /** Those whose failure would have returned by now. */
  attempts: number;
  since: number;
}

export interface NetworkBudget {
  /** Failure share of a healthy route. */
  healthy: number;
  /** Shares in a fault that are looked for, rising. */
  faulty: readonly number[];
  /** Of the budget, each chart's share. */
  weights: readonly number[];
  /** Mean healthy calls between false alarms of the whole bank. */
  callsBetween: number;
}

const CHARTS = 3;
/**
 * Times the healthy share that each chart takes for health. A route has bad minutes in which three or four times as many
 * attempts fail as usual; against them only a chart for mild faults needs to be proof, the others look far beyond.
 */
const USUAL_FACTORS = [2, 1, 1] as const;

export interface CalibratedChart {
  /** The share that the chart takes for health, and the one it looks for. */
  usual: number;
  faulty: number;
  chart: LatticeChart;
}

/** The charts of the bank, each with the lowest limit whose exact mean run length at its usual share keeps its budget. */
export function networkCharts({ healthy, faulty, weights, callsBetween }: NetworkBudget): CalibratedChart[] {
  return USUAL_FACTORS.map((factor, index) => {
    const usual = healthy * factor;
    // A chart whose alternative is not above this route's usual share has nothing to find.
    const share = Math.max(faulty[index] ?? 0, usual * 2);
    const chart = calibrateChart({ healthy: usual, faulty: share }, callsBetween / (weights[index] ?? 1));
    return { usual, faulty: share, chart };
  });
}

/** Scores and limits of the bank in nats. */
export function calibrateNetwork(budget: NetworkBudget): NetworkScores {
  const charts = networkCharts(budget);
  return {
    healthy: budget.healthy,
    usual: Float64Array.from(charts, ({ usual }) => usual),
    faulty: Float64Array.from(charts, ({ faulty }) => faulty),
    up: Float64Array.from(charts, ({ chart }) => chart.up * chart.step),
    down: Float64Array.from(charts, ({ chart }) => chart.down * chart.step),
    limit: Float64Array.from(charts, ({ chart }) => chart.limit * chart.step),
  };
}

export function createNetworkChart(): NetworkChart {
  return { carried: new Float64Array(CHARTS), carriedAt: 0 };
}

export function createNetworkReading(): NetworkReading {
  return { level: 0, chart: 0, statistic: 0, failures: 0, attempts: 0, since: 0 };
}

/** Adds a bucket that leaves the ring to the carried levels; what is still pending then counts as progressed. */
export function foldNetwork(chart: NetworkChart, cohorts: Cohorts, scores: NetworkScores, slot: number): void {
  const failed = cohorts.failed[slot] ?? 0;
  const passed = (cohorts.progressed[slot] ?? 0) + (cohorts.pending[slot] ?? 0);
  for (let index = 0; index < CHARTS; index += 1) {
    const sum = failed * (scores.up[index] ?? 0) - passed * (scores.down[index] ?? 0);
    const level = Math.max(0, (chart.carried[index] ?? 0) + sum);
    // Never above the limit, so that what is over is forgotten as fast as it was learned.
    chart.carried[index] = Math.min(level, scores.limit[index] ?? 0);
  }
  chart.carriedAt = cohorts.startedAt[slot] ?? 0;
}

/** An attempt failed after its bucket had left the ring, where it had counted as progressed. */
export function addLateFailure(chart: NetworkChart, scores: NetworkScores): void {
  for (let index = 0; index < CHARTS; index += 1)
    chart.carried[index] = (chart.carried[index] ?? 0) + (scores.up[index] ?? 0) + (scores.down[index] ?? 0);
}

/** Starts the charts anew at a share of their limits: 0 after a recovery, more while a returning route is on trial. */
export function restartNetwork({ chart, scores, now }: NetworkLook, headStart: number): void {
  for (let index = 0; index < CHARTS; index += 1) chart.carried[index] = headStart * (scores.limit[index] ?? 0);
  chart.carriedAt = now;
}

export interface NetworkLook {
  cohorts: Cohorts;
  chart: NetworkChart;
  scores: NetworkScores;
  /** Delays after which this trunk's network failures return. */
  failureDelays: Delays;
  now: number;
  /** Buckets older than this say nothing any more. */
  notBefore: number;
}

/**
 * Reads the charts. The statistic rises only when an attempt fails, so looking then is enough. Linear in the buckets
 * held, which time bounds, not the calls in progress.
 */
export function readNetwork(look: NetworkLook, reading: NetworkReading): NetworkReading {
  reading.level = 0;
  reading.statistic = 0;
  for (let index = 0; index < CHARTS; index += 1) readChart(look, index, reading);
  return reading;
}

function readChart(look: NetworkLook, index: number, reading: NetworkReading): void {
  const { cohorts, chart, scores, notBefore } = look;
  const limit = scores.limit[index] ?? 1;
  const up = scores.up[index] ?? 0;
  const run: Run = { index, limit, sum: 0, failures: 0, attempts: 0, since: look.now };
  const carried = chart.carriedAt < notBefore ? 0 : (chart.carried[index] ?? 0);
  for (let sequence = cohorts.newest; sequence >= cohorts.oldest; sequence -= 1) {
    const slot = sequence & cohorts.mask;
    run.since = cohorts.startedAt[slot] ?? 0;
    if (run.since < notBefore) return;
    addBucket(look, run, slot);
    keepLargest(reading, run);
    // What is older cannot lift the sum above what was found.
    const atMost = run.sum + (cohorts.failedCount - run.failures) * up + carried;
    if (atMost <= reading.level * limit) return;
  }
  run.sum += carried;
  keepLargest(reading, run);
}

function addBucket(look: NetworkLook, run: Run, slot: number): void {
  const { cohorts, scores } = look;
  const failed = cohorts.failed[slot] ?? 0;
  const passed = cohorts.progressed[slot] ?? 0;
  const pending = cohorts.pending[slot] ?? 0;
  run.sum += failed * (scores.up[run.index] ?? 0) - passed * (scores.down[run.index] ?? 0);
  run.failures += failed;
  run.attempts += failed + passed;
  if (pending > 0) addPending(look, run, pending);
}

/** Pending attempts count as good by the share of failures that would have returned by their age. */
function addPending({ failureDelays, scores, now }: NetworkLook, run: Run, pending: number): void {
  const returned = 1 - survivalAt(failureDelays, now - run.since);
  if (returned < 0.001) return;
  run.attempts += pending * returned;
  if (returned > 0.999) {
    run.sum -= pending * (scores.down[run.index] ?? 0);
    return;
  }
  const faulty = scores.faulty[run.index] ?? 0;
  const usual = scores.usual[run.index] ?? 0;
  run.sum += pending * Math.log((1 - faulty * returned) / (1 - usual * returned));
}

interface Run {
  index: number;
  limit: number;
  sum: number;
  failures: number;
  attempts: number;
  since: number;
}

function keepLargest(reading: NetworkReading, run: Run): void {
  if (run.sum <= reading.level * run.limit) return;
  reading.level = run.sum / run.limit;
  reading.chart = run.index;
  reading.statistic = run.sum;
  reading.failures = run.failures;
  reading.attempts = run.attempts;
  reading.since = run.since;
}
