export interface Measurement {
  name: string;
  unit: string;
  ours: number;
  baseline: number;
  /** What the baseline is. */
  against: string;
  /** The ratio ours to baseline must stay at or above (atLeast) or below (atMost). */
  budget?: { atLeast: number } | { atMost: number };
}

/** Prints one JSON line; false when the measurement breaks its budget. */
export function report({ name, unit, ours, baseline, against, budget }: Measurement): boolean {
  const ratio = ours / baseline;
  const kept = !budget || ('atLeast' in budget ? ratio >= budget.atLeast : ratio <= budget.atMost);
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

function round(value: number): number {
  return Number(value.toPrecision(4));
}
