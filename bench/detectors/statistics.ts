/** Figures of detection times in which `null` means: not by the horizon. */
export interface Summary {
  n: number;
  missed: number;
  /** Infinity when more than half, or a twentieth, missed it. */
  medianMs: number;
  p95Ms: number;
  /** With those that missed it at the horizon: a lower bound then. */
  meanMs: number;
  /** Half of the 95 % interval of the mean. */
  plusMinusMs: number;
}

export function summarise(times: readonly (number | null)[], horizonMs: number): Summary {
  const sorted = times.map((ms) => ms ?? Number.POSITIVE_INFINITY).sort((one, other) => one - other);
  const bounded = sorted.map((ms) => Math.min(ms, horizonMs));
  const mean = average(bounded);
  const variance = average(bounded.map((ms) => (ms - mean) ** 2)) * (bounded.length / Math.max(1, bounded.length - 1));
  return {
    n: sorted.length,
    missed: times.filter((ms) => ms === null).length,
    medianMs: quantile(sorted, 0.5),
    p95Ms: quantile(sorted, 0.95),
    meanMs: mean,
    plusMinusMs: 1.96 * Math.sqrt(variance / Math.max(1, bounded.length)),
  };
}

export function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/** The value that this share of the sorted values does not exceed. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.POSITIVE_INFINITY;
}
