import { HORIZON_MS } from './cohorts';

/**
 * How long something takes, learned with censoring: attempts that ended before it happened count as not having
 * happened until then (Kaplan and Meier 1958), so that the slow ones are not forgotten. Bins grow by a constant
 * factor; old weight is halved now and then, so that the last few thousand attempts speak.
 */
export interface Delays {
  seen: Float64Array;
  censored: Float64Array;
  /** Weight of everything recorded, prior included. */
  weight: number;
  /** Recorded since the table was made. */
  fresh: number;
  /** Share not yet seen at age `index * TABLE_STEP_MS`. */
  survival: Float64Array;
  /** By `QUANTILES`: the age by which that share has seen it. Found when the table is, for they are asked for by every call. */
  quantiles: Int32Array;
}

const QUANTILES = [0.5, 0.8, 0.9, 0.95, 0.995] as const;
type Quantile = (typeof QUANTILES)[number];

export interface DelayPrior {
  medianMs: number;
  /** Standard deviation of the delay's natural logarithm. */
  sigma: number;
  /** Worth this many attempts. */
  weight: number;
}

const BINS = 48;
const FIRST_EDGE_MS = 10;
/** 48 bins reach 10 s. */
const GROWTH = 1.158;
const MAX_WEIGHT = 8_192;
const REFRESH_AFTER = 256;
export const TABLE_STEP_MS = 20;
const TABLE_SIZE = HORIZON_MS / TABLE_STEP_MS + 1;
const INVERSE_LOG_GROWTH = 1 / Math.log(GROWTH);

export function createDelays(prior: DelayPrior): Delays {
  const delays: Delays = {
    seen: new Float64Array(BINS),
    censored: new Float64Array(BINS),
    weight: 0,
    fresh: 0,
    survival: new Float64Array(TABLE_SIZE),
    quantiles: new Int32Array(QUANTILES.length),
  };
  const points = 64;
  for (let point = 0; point < points; point += 1) {
    const delay = prior.medianMs * Math.exp(prior.sigma * normalQuantile((point + 0.5) / points));
    add(delays.seen, binOf(delay), prior.weight / points);
  }
  delays.weight = prior.weight;
  refresh(delays);
  return delays;
}

/** Records that it happened after `ms`. */
export function recordSeen(delays: Delays, ms: number): void {
  record(delays, delays.seen, ms);
}

/** Records that it had not happened when the attempt ended after `ms`. */
export function recordCensored(delays: Delays, ms: number): void {
  record(delays, delays.censored, ms);
}

/** Share of attempts that have not seen it by `ageMs`, 0..1; past the horizon the share at the horizon. */
export function survivalAt(delays: Delays, ageMs: number): number {
  if (ageMs >= HORIZON_MS) return delays.survival[TABLE_SIZE - 1] ?? 0;
  const index = ageMs / TABLE_STEP_MS;
  const low = Math.trunc(index);
  const from = delays.survival[low] ?? 0;
  return from + ((delays.survival[low + 1] ?? 0) - from) * (index - low);
}

/** The age in ms by which the share `quantile` has seen it; the horizon when that many never do. */
export function quantileMs({ quantiles }: Delays, quantile: Quantile): number {
  return quantiles[QUANTILES.indexOf(quantile)] ?? HORIZON_MS;
}

function findQuantiles({ survival, quantiles }: Delays): void {
  QUANTILES.forEach((quantile, place) => {
    const index = survival.findIndex((share) => share <= 1 - quantile);
    quantiles[place] = index < 0 ? HORIZON_MS : index * TABLE_STEP_MS;
  });
}

function record(delays: Delays, into: Float64Array, ms: number): void {
  add(into, binOf(ms), 1);
  delays.weight += 1;
  delays.fresh += 1;
  if (delays.fresh < REFRESH_AFTER && delays.fresh * 4 < delays.weight) return;
  if (delays.weight > MAX_WEIGHT) halve(delays);
  refresh(delays);
}

function halve(delays: Delays): void {
  for (let bin = 0; bin < BINS; bin += 1) {
    delays.seen[bin] = (delays.seen[bin] ?? 0) / 2;
    delays.censored[bin] = (delays.censored[bin] ?? 0) / 2;
  }
  delays.weight /= 2;
}

/** Kaplan-Meier over the bins, with the hazard spread evenly inside a bin. */
function refresh(delays: Delays): void {
  delays.fresh = 0;
  let atRisk = delays.weight;
  let share = 1;
  let index = 0;
  for (let bin = 0; bin <= BINS; bin += 1) {
    const from = bin === 0 ? 0 : FIRST_EDGE_MS * GROWTH ** (bin - 1);
    const to = bin === BINS ? HORIZON_MS * 2 : FIRST_EDGE_MS * GROWTH ** bin;
    const seen = delays.seen[bin] ?? 0;
    const left = atRisk > 0 ? Math.max(0, 1 - seen / atRisk) : 1;
    for (; index < TABLE_SIZE && index * TABLE_STEP_MS < to; index += 1)
      delays.survival[index] = share * left ** ((index * TABLE_STEP_MS - from) / (to - from));
    share *= left;
    atRisk = Math.max(0, atRisk - seen - (delays.censored[bin] ?? 0));
  }
  findQuantiles(delays);
}

function binOf(ms: number): number {
  if (ms < FIRST_EDGE_MS) return 0;
  return Math.min(BINS - 1, 1 + Math.floor(Math.log(ms / FIRST_EDGE_MS) * INVERSE_LOG_GROWTH));
}

function add(values: Float64Array, index: number, amount: number): void {
  values[index] = (values[index] ?? 0) + amount;
}

/** Quantile of the standard normal distribution by Tukey's lambda, within 0.01 for 0.005..0.995. */
function normalQuantile(probability: number): number {
  return 4.91 * (probability ** 0.14 - (1 - probability) ** 0.14);
}
