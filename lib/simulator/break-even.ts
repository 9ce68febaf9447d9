import { ln, normalShare } from './exact-math';
import { type Spread, spreadOf } from './figures';
import type { PolicyRuns, RunResult } from './result';
import type { Scenario } from './scenario/schema';

const MINUTE_MS = 60_000;
const MONTHS = 12;
/** Of a normal distribution's 95 % point, in standard deviations. */
const Z95 = 1.6448536269514722;

/**
 * A figure over several seeds of which some may have none, however large: it lies beyond all numbers there. Such a
 * part is null, as JSON has no infinity.
 */
export interface OpenSpread {
  median: number | null;
  low: number | null;
  high: number | null;
  seeds: number;
  /** Seeds that have none. */
  without: number;
}

/** Whether High Availability pays, from this scenario's outage and the user's own expectation of outages. */
export interface BreakEven {
  currency: string;
  pairs: number;
  /** What the pairs cost a year. */
  rentalPerYear: number;
  /** Minutes of fault in this scenario. */
  outageMinutes: number;
  /** Conversations that HA off lost or saw cut off and HA on did not, for each minute of outage; redials taken off. */
  savedPerOutageMinute: Spread;
  /** Conversations that a fault cut off, without HA and with it; they count as lost. */
  cutOff: { off: Spread; on: Spread };
  /** Calls that had reached their callee on a second hop in that very call. */
  observedSaves: Spread;
  /** Calls begun on another way from the start, times what calls left on the faulty way suffered. */
  estimatedSaves: Spread;
  /**
   * Outage minutes a year above which HA pays, over all seeds; a part is null where it does not pay at any number of
   * minutes. Null without a value per call.
   */
  paysAbove: OpenSpread | null;
  /** `paysAbove` when every part of it is a number; else null. */
  minutesPerYear: Spread | null;
  /** By the user's own expectation of a year's outages. */
  expectedMinutes: { median: number; p95: number };
  /** Rental a year divided by the calls saved in a year of median and of bad luck; a part is null where none was saved. */
  saveCosts: { median: OpenSpread; p95: OpenSpread };
  /** `saveCosts` when every part of it is a number; else null. */
  costPerSavedCall: { median: Spread; p95: Spread } | null;
  /** Share of years in which HA pays, in the median seed; null without a value per call. */
  shareOfYears: number | null;
}

/** Null when HA off and the engine were not both run, or nothing is wrong in the scenario. */
export function breakEven(scenario: Scenario, policies: readonly PolicyRuns[]): BreakEven | null {
  const off = policies.find(({ policy }) => policy === 'off')?.runs;
  const on = policies.find(({ policy }) => policy === 'engine')?.runs;
  const outageMinutes = faultMinutes(scenario);
  if (!off || !on || outageMinutes === 0) return null;
  const { currency, haRentalPerMonth, valuePerAnsweredCall, outageMinutesPerYear } = scenario.money;
  const pairs = countPairs(scenario);
  const rentalPerYear = pairs * haRentalPerMonth * MONTHS;
  const saved = off.map((run, index) => netSaves(run, on[index]) / outageMinutes);
  const paysAbove =
    valuePerAnsweredCall === null
      ? null
      : openSpread(saved.map((calls) => minutesToPay(rentalPerYear, calls * valuePerAnsweredCall)));
  const costsAt = (minutes: number) => openSpread(saved.map((calls) => minutesToPay(rentalPerYear, calls * minutes)));
  const saveCosts = { median: costsAt(outageMinutesPerYear.median), p95: costsAt(outageMinutesPerYear.p95) };
  const [median, p95] = [closed(saveCosts.median), closed(saveCosts.p95)];
  return {
    currency,
    pairs,
    rentalPerYear,
    outageMinutes,
    savedPerOutageMinute: required(saved),
    cutOff: { off: required(off.map(dropped)), on: required(on.map(dropped)) },
    observedSaves: required(on.map(({ counts }) => counts.saved)),
    estimatedSaves: required(on.map((run, index) => estimatedSaves(run, off[index]))),
    paysAbove,
    minutesPerYear: paysAbove && closed(paysAbove),
    expectedMinutes: outageMinutesPerYear,
    saveCosts,
    costPerSavedCall: median && p95 ? { median, p95 } : null,
    shareOfYears: paysAbove && shareAbove(paysAbove.median, outageMinutesPerYear),
  };
}

function required(values: readonly number[]): Spread {
  return spreadOf(values) ?? { median: 0, low: 0, high: 0, seeds: 0 };
}

/** Time during which any fault lies anywhere; faults that overlap count once. */
function faultMinutes({ faults }: Scenario): number {
  const sorted = faults.map(({ at, lasts }) => ({ from: at, to: at + lasts })).sort((a, b) => a.from - b.from);
  let covered = 0;
  let until = 0;
  for (const { from, to } of sorted) {
    covered += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return covered / MINUTE_MS;
}

/** Pairs, or every number whose account would pay for failover elsewhere. */
function countPairs({ numbers }: Scenario): number {
  const pairs = numbers.reduce((sum, { fallback, count }) => sum + (fallback ? count : 0), 0);
  return pairs > 0 ? pairs : numbers.reduce((sum, { count }) => sum + count, 0);
}

/**
 * Conversations won: those led to their end beyond HA off. One that a fault cut off is worth nothing here, as it has to
 * be led again. Both had their redials, so a caller who got through later is no save.
 */
function netSaves(off: RunResult, on: RunResult | undefined): number {
  return on ? led(on) - led(off) : 0;
}

function led({ counts: { answered, dropped: cutOff } }: RunResult): number {
  return answered - cutOff;
}

function dropped({ counts }: RunResult): number {
  return counts.dropped;
}

/** Calls that began elsewhere, at the rate at which calls that stayed were harmed. */
function estimatedSaves(on: RunResult, off: RunResult | undefined): number {
  if (!off || off.counts.harmed === 0) return 0;
  const suffered = off.faults.reduce((sum, { failed, dropped: cutOff }) => sum + failed + cutOff, 0);
  return on.counts.rerouted * Math.min(1, suffered / off.counts.harmed);
}

/** Infinity when nothing is won, however long an outage lasts. */
function minutesToPay(rental: number, worthPerMinute: number): number {
  return worthPerMinute > 0 ? rental / worthPerMinute : Number.POSITIVE_INFINITY;
}

function openSpread(values: readonly number[]): OpenSpread {
  const { median, low, high, seeds } = required(values);
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  const without = values.filter((value) => !Number.isFinite(value)).length;
  return { median: finite(median), low: finite(low), high: finite(high), seeds, without };
}

function closed({ median, low, high, seeds }: OpenSpread): Spread | null {
  return median === null || low === null || high === null ? null : { median, low, high, seeds };
}

/** Share of a lognormal year (half below the median, one in twenty above p95) above these minutes; null is infinity. */
function shareAbove(minutes: number | null, { median, p95 }: { median: number; p95: number }): number {
  if (minutes === null) return 0;
  if (minutes === 0) return 1;
  const spread = ln(p95 / median) / Z95;
  const z = ln(minutes / median) / spread;
  return 1 - normalShare(Math.max(-5, Math.min(5, z)));
}
