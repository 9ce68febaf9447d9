export interface Measurement {
  name: string;
  unit: string;
  ours: number;
  baseline: number;
  /** What the baseline is. */
  against: string;
  /** The ratio ours to baseline must stay at or above (atLeast) or below (atMost); or their difference (atMostAbove). */
  budget?: { atLeast: number } | { atMost: number } | { atMostAbove: number };
}

/** Prints one JSON line; false when the measurement breaks its budget. */
export function report({ name, unit, ours, baseline, against, budget }: Measurement): boolean {
  const ratio = ours / baseline;
  const kept = isKept({ ours, baseline, budget });
  console.log(
    JSON.stringify({
      name,
      unit,
      ours: round(ours),
      baseline: round(baseline),
      ratio: round(ratio),
      against,
      budget,
      kept,
    }),
  );
  return kept;
}

function isKept({ ours, baseline, budget }: Pick<Measurement, 'ours' | 'baseline' | 'budget'>): boolean {
  if (!budget) return true;
  if ('atMostAbove' in budget) return ours - baseline <= budget.atMostAbove;
  return 'atLeast' in budget ? ours / baseline >= budget.atLeast : ours / baseline <= budget.atMost;
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
