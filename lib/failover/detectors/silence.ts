import type { Cohorts } from './cohorts';
import { type Delays, quantileMs, survivalAt } from './delays';

/**
 * Unanswered INVITEs as evidence before any timer: an attempt that has waited for `a` without a first response is
 * −ln S(a) nats in favour of silence, S being the share of healthy attempts still waiting at that age, learned with
 * censoring. S never falls below what lost datagrams explain: over UDP an INVITE is repeated after 0.5 s, 1.5 s, 3.5 s
 * (RFC 3261 17.1.1.2), and only another loss explains silence after each repetition.
 *
 * Two charts, for a route of which nearly all or half is silent: waiting, ln(q/S(a) + 1 − q); responded, ln(1 − q);
 * summed in the order of starting, largest sum over all beginnings. The sum is a likelihood ratio at any moment, so
 * a limit of ln(calls) leaves at least that many calls between false alarms (Lorden 1971).
 */
export interface SilenceChart {
  carried: Float64Array;
  carriedAt: number;
  /** Until evidence or a refutation says otherwise, only waits beyond this age count: late responses were seen. */
  slowMs: number;
  slowAt: number;
  /** Attempts given up without a response since the last response. */
  givenUpInRow: number;
}

export interface SilenceSettings {
  /** Share of INVITEs, or of their responses, lost on the way while healthy. */
  lossShare: number;
  /** Whether the transport repeats by itself (TCP, TLS): then the INVITE is sent once. */
  isStream: boolean;
  /** Limits in nats, for all silent and for half silent. */
  limits: readonly number[];
  /** Silent attempts without which nothing is concluded. */
  minSilent: number;
}

/** What a look found; reused. */
export interface SilenceReading {
  level: number;
  statistic: number;
  chart: number;
  /** Silent attempts of the run, waiting or given up. */
  silent: number;
  responded: number;
  since: number;
}

const SILENT_SHARES = [0.98, 0.5] as const;
const RESPONDED_NATS = SILENT_SHARES.map((share) => Math.log(1 - share));
const CHARTS = SILENT_SHARES.length;
/** More than one silent attempt can ever say: S is never below this. */
const MAX_NATS = 30;
const MIN_SURVIVAL = Math.exp(-MAX_NATS);
/** Timer A of RFC 3261 with T1 = 500 ms: when the INVITE is repeated, ms after the first. */
const REPEATED_AT_MS = [0, 500, 1_500, 3_500] as const;
const SLOW_HALF_LIFE_MS = 600_000;
/** Slower than this is as bad as silent: callers do not wait for it. */
const MAX_SLOW_MS = 1_500;
/** A bucket of starts: looking more often finds nothing new. */
const LOOK_EVERY_MS = 20;

export function createSilenceChart(): SilenceChart {
  return { carried: new Float64Array(CHARTS), carriedAt: 0, slowMs: 0, slowAt: 0, givenUpInRow: 0 };
}

export function createSilenceReading(): SilenceReading {
  return { level: 0, statistic: 0, chart: 0, silent: 0, responded: 0, since: 0 };
}

/** −ln S(age): the evidence of one attempt without a response at this age, in nats. */
export function silenceNats(delays: Delays, settings: SilenceSettings, ageMs: number): number {
  return -Math.log(silentShare(delays, settings, ageMs));
}

/** S(age): the share of healthy attempts without a response at this age. */
function silentShare(delays: Delays, settings: SilenceSettings, ageMs: number): number {
  return Math.max(survivalAt(delays, ageMs), lossFloor(delays, settings, ageMs), MIN_SURVIVAL);
}

function lossFloor(delays: Delays, settings: SilenceSettings, ageMs: number): number {
  if (settings.isStream) return settings.lossShare / 10;
  const roundTripMs = quantileMs(delays, 0.9);
  let floor = settings.lossShare;
  for (const repeatedAt of REPEATED_AT_MS) if (ageMs >= repeatedAt + roundTripMs) floor *= settings.lossShare;
  return floor;
}

/** Adds a bucket that leaves the ring to the carried levels. */
export function foldSilence(look: SilenceLook, slot: number): void {
  const { chart, cohorts, now } = look;
  for (let index = 0; index < CHARTS; index += 1) {
    const level = Math.max(0, (chart.carried[index] ?? 0) + bucketScore(look, slot, index));
    chart.carried[index] = Math.min(level, look.settings.limits[index] ?? 0);
  }
  chart.carriedAt = Math.min(now, cohorts.startedAt[slot] ?? 0);
}

export function restartSilence(chart: SilenceChart): void {
  chart.carried.fill(0);
  chart.givenUpInRow = 0;
}

export interface SilenceLook {
  cohorts: Cohorts;
  chart: SilenceChart;
  /** Times to the first response. */
  responses: Delays;
  settings: SilenceSettings;
  now: number;
  /** Buckets older than this say nothing any more. */
  notBefore: number;
}

/**
 * Reads the charts. Linear in the buckets held, which time bounds, not the calls in progress; nothing is read while
 * fewer are silent than an alarm needs.
 */
export function readSilence(look: SilenceLook, reading: SilenceReading): SilenceReading {
  const { waitingCount, givenUpCount } = look.cohorts;
  reading.level = 0;
  reading.statistic = 0;
  if (waitingCount + givenUpCount < look.settings.minSilent) return reading;
  for (let index = 0; index < CHARTS; index += 1) readChart(look, index, reading);
  return reading;
}

function readChart(look: SilenceLook, index: number, reading: SilenceReading): void {
  const { cohorts, chart, settings, notBefore } = look;
  const limit = settings.limits[index] ?? 1;
  const run: Run = { index, limit, minSilent: settings.minSilent, sum: 0, silent: 0, responded: 0, since: look.now };
  const carried = chart.carriedAt < notBefore ? 0 : (chart.carried[index] ?? 0);
  const silentCount = cohorts.waitingCount + cohorts.givenUpCount;
  for (let sequence = cohorts.newest; sequence >= cohorts.oldest; sequence -= 1) {
    const slot = sequence & cohorts.mask;
    run.since = cohorts.startedAt[slot] ?? 0;
    if (run.since < notBefore) return;
    run.sum += bucketScore(look, slot, index);
    run.silent += (cohorts.waiting[slot] ?? 0) + (cohorts.givenUp[slot] ?? 0);
    run.responded += cohorts.responded[slot] ?? 0;
    keepLargest(reading, run);
    // What is older cannot lift the sum above what was found.
    const atMost = run.sum + (silentCount - run.silent) * MAX_NATS + carried;
    if (atMost <= reading.level * limit) return;
  }
  run.sum += carried;
  keepLargest(reading, run);
}

interface Run {
  index: number;
  limit: number;
  minSilent: number;
  sum: number;
  silent: number;
  responded: number;
  since: number;
}

function keepLargest(reading: SilenceReading, run: Run): void {
  if (run.sum <= reading.level * run.limit || run.silent < run.minSilent) return;
  reading.level = run.sum / run.limit;
  reading.statistic = run.sum;
  reading.chart = run.index;
  reading.silent = run.silent;
  reading.responded = run.responded;
  reading.since = run.since;
}

function bucketScore(look: SilenceLook, slot: number, index: number): number {
  const { cohorts } = look;
  const share = SILENT_SHARES[index] ?? 0.5;
  const waiting = cohorts.waiting[slot] ?? 0;
  let score = (cohorts.responded[slot] ?? 0) * (RESPONDED_NATS[index] ?? 0) + (cohorts.silentNats[slot] ?? 0);
  if (waiting > 0) {
    const stillWaiting = silentShare(look.responses, look.settings, evidentAge(look, cohorts.startedAt[slot] ?? 0));
    score += waiting * Math.log(share / stillWaiting + 1 - share);
  }
  return score;
}

/** How long an attempt has waited beyond what responses presently take more than they used to. */
function evidentAge(look: SilenceLook, startedAt: number): number {
  return Math.max(0, look.now - startedAt - presentSlowness(look.chart, look.now));
}

/** How much later than learned the responses come, in ms: what the last refuted suspicion taught, fading. */
export function presentSlowness(chart: SilenceChart, now: number): number {
  return chart.slowMs === 0 ? 0 : chart.slowMs * 2 ** (-(now - chart.slowAt) / SLOW_HALF_LIFE_MS);
}

/** A response came after `ageMs` though silence was suspected: the route is slow, not silent. */
export function learnSlowness({ chart, responses }: SilenceLook, ageMs: number, now: number): void {
  const excess = ageMs - quantileMs(responses, 0.5);
  if (excess <= presentSlowness(chart, now)) return;
  chart.slowMs = Math.min(excess, MAX_SLOW_MS);
  chart.slowAt = now;
}

/**
 * The earliest moment at which silence can mean something: nothing before it can raise the alarm unless more
 * attempts begin. Infinity while too little waits.
 */
export function nextSilenceLook(look: SilenceLook, level: number): number {
  const { cohorts, settings } = look;
  const needed = Math.max(1, settings.minSilent - look.chart.givenUpInRow);
  if (cohorts.waitingCount < needed) return Number.POSITIVE_INFINITY;
  const speaksAt = startOfWaiting(cohorts, needed) + quantileMs(look.responses, 0.8);
  const step = level < 0.25 ? 2 * LOOK_EVERY_MS : level < 0.6 ? LOOK_EVERY_MS : LOOK_EVERY_MS / 2;
  return Math.max(speaksAt + presentSlowness(look.chart, look.now), look.now + step);
}

/** When the `rank`-th oldest attempt that still waits began; Infinity when fewer wait. */
export function startOfWaiting(cohorts: Cohorts, rank: number): number {
  let found = 0;
  for (let sequence = cohorts.oldest; sequence <= cohorts.newest; sequence += 1) {
    const slot = sequence & cohorts.mask;
    found += cohorts.waiting[slot] ?? 0;
    if (found >= rank) return cohorts.startedAt[slot] ?? 0;
  }
  return Number.POSITIVE_INFINITY;
}
