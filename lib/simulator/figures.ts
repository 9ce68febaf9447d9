import type { RunResult } from './result';
import type { FaultFigureName, FigureName } from './scenario/schema';

/** Which fault a figure is asked of; only those of `FaultReport` have one. */
type Read = (result: RunResult, fault: string | undefined) => number | null;

function count(name: keyof RunResult['counts']): Read {
  return ({ counts }) => counts[name];
}

function ofFault(name: FaultFigureName): Read {
  return ({ faults }, id) => faults.find((fault) => fault.id === id)?.[name] ?? null;
}

/** How each figure that an expectation may name is read from a result; null where there is none. */
const READ: Readonly<Record<FigureName, Read>> = {
  offered: count('offered'),
  completed: count('completed'),
  answered: count('answered'),
  failed: count('failed'),
  abandoned: count('abandoned'),
  delayed: count('delayed'),
  failedOver: count('failedOver'),
  saved: count('saved'),
  rerouted: count('rerouted'),
  harmed: count('harmed'),
  harmedFailed: count('harmedFailed'),
  caught: count('caught'),
  lost: count('lost'),
  dropped: count('dropped'),
  poor: count('poor'),
  rungTwice: count('rungTwice'),
  wrongNumber: count('wrongNumber'),
  lateAnswers: count('lateAnswers'),
  redials: count('redials'),
  falseOpens: ({ falseOpens }) => falseOpens,
  stateChanges: ({ stateChanges }) => stateChanges,
  completedShare: ({ counts }) => (counts.offered === 0 ? null : counts.completed / counts.offered),
  addedDelayP50Ms: ({ addedDelay }) => addedDelay.p50Ms,
  addedDelayP95Ms: ({ addedDelay }) => addedDelay.p95Ms,
  addedDelayP99Ms: ({ addedDelay }) => addedDelay.p99Ms,
  detectionMs: ofFault('detectionMs'),
  recoveryMs: ofFault('recoveryMs'),
  noticedMs: ofFault('noticedMs'),
  withoutAgent: count('withoutAgent'),
  agentWaitMs: ({ agentWaitMs }) => agentWaitMs,
  callCost: ({ money }) => money.callCostMicros / 1_000_000,
};

export function figureOf(result: RunResult, name: FigureName, fault?: string): number | null {
  return READ[name](result, fault);
}

/** A figure over several seeds. */
export interface Spread {
  median: number;
  /** Nine of ten seeds lie between these; with fewer than 20 seeds all do. */
  low: number;
  high: number;
  seeds: number;
}

/** Null when no seed has the figure. A figure that only some seeds have (a detection that came) counts by those. */
export function spreadOf(values: readonly (number | null)[]): Spread | null {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  return {
    median: quantile(sorted, 0.5),
    low: quantile(sorted, 0.05),
    high: quantile(sorted, 0.95),
    seeds: sorted.length,
  };
}

/** Between the two nearest for the median; outward for the ends, so that an interval is never too narrow. */
function quantile(sorted: readonly number[], portion: number): number {
  const place = portion * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? 0;
  const high = sorted[Math.ceil(place)] ?? low;
  if (portion === 0.5) return (low + high) / 2;
  return portion < 0.5 ? low : high;
}
