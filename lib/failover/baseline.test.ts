import { describe, expect, it } from 'vitest';
import { type Baseline, countAttempt, createBaseline, type Drift, usualAtMost } from './baseline';

const HOUR_MS = 3_600_000;
const WEEK_HOURS = 168;

/** Counts 100 attempts an hour for some weeks, failing by `share`; the drifts that were found. */
function pass(
  baseline: Baseline,
  weeks: readonly [from: number, to: number],
  share: (week: number) => number,
): Drift[] {
  const drifts: Drift[] = [];
  for (let hour = weeks[0] * WEEK_HOURS; hour < weeks[1] * WEEK_HOURS; hour += 1)
    for (let call = 0; call < 100; call += 1) {
      const isFailed = call < Math.round(share(Math.floor(hour / WEEK_HOURS)) * 100);
      const drift = countAttempt(baseline, isFailed, hour * HOUR_MS + call * 1_000);
      if (drift) drifts.push(drift);
    }
  return drifts;
}

describe('what is usual', () => {
  it('is unknown at first, then at most a tenth above what was', () => {
    const baseline = createBaseline();
    expect(usualAtMost(baseline, 0)).toBe(1);
    expect(pass(baseline, [0, 3], () => 0.02)).toEqual([]);
    expect(usualAtMost(baseline, 3 * WEEK_HOURS * HOUR_MS)).toBeCloseTo(0.022, 6);
  });

  it('follows decay by a tenth a week at most, and says so', () => {
    const baseline = createBaseline();
    pass(baseline, [0, 2], () => 0.02);
    const drifts = pass(baseline, [2, 6], () => 0.06);
    expect(drifts.length).toBeGreaterThanOrEqual(3);
    expect(drifts[0]).toMatchObject({ before: 0.02, share: 0.06 });
    expect(baseline.level).toBeLessThan(0.02 * 1.1 ** 4 + 1e-9);
  });

  it('an hour that is bad every week does not raise the others', () => {
    const baseline = createBaseline();
    const isMonday = (hour: number) => hour % WEEK_HOURS === 10;
    for (let hour = 0; hour < 4 * WEEK_HOURS; hour += 1)
      for (let call = 0; call < 100; call += 1)
        countAttempt(baseline, call < (isMonday(hour) ? 10 : 1), hour * HOUR_MS);
    expect(usualAtMost(baseline, (4 * WEEK_HOURS + 50) * HOUR_MS)).toBeLessThan(0.012);
  });
});
