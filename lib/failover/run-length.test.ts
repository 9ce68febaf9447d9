import { describe, expect, it } from 'vitest';
import { calibrateChart, detectionLimitCalls, type LatticeChart, meanRunLength } from './run-length';
import { seededRandom } from './seeded-random';

const MILLION = 1_000_000;

describe('the information limit at a million healthy calls between false alarms', () => {
  it.each([
    { name: 'answer rate .60 -> .30 (non-answer .40 -> .70)', healthy: 0.4, faulty: 0.7, calls: 61, digits: 0 },
    { name: '30 % failures from .02', healthy: 0.02, faulty: 0.3, calls: 20.5, digits: 1 },
    { name: 'all failing from .02', healthy: 0.02, faulty: 0.999, calls: 4, digits: 1 },
  ])('$name: $calls calls', ({ healthy, faulty, calls, digits }) => {
    expect(detectionLimitCalls({ healthy, faulty }, MILLION)).toBeCloseTo(calls, digits);
  });

  it('gives at least the asked-for run between false alarms, and hardly more', () => {
    const chart = calibrateChart({ healthy: 0.02, faulty: 0.3 }, MILLION);
    expect(meanRunLength(chart, 0.02)).toBeGreaterThanOrEqual(MILLION);
    expect(meanRunLength({ ...chart, limit: chart.limit - 1 }, 0.02)).toBeLessThan(MILLION);
  });

  it('refuses probabilities that no chart can tell apart', () => {
    expect(() => calibrateChart({ healthy: 0.3, faulty: 0.3 }, MILLION)).toThrow(RangeError);
    expect(() => calibrateChart({ healthy: 0, faulty: 0.3 }, MILLION)).toThrow(RangeError);
  });
});

describe('mean run length', () => {
  it('of n failures in a row is the textbook figure', () => {
    // With `down` at the limit every success starts over: (1 - p^n) / ((1 - p) p^n).
    const chart: LatticeChart = { up: 1, down: 4, limit: 4, step: 1 };
    expect(meanRunLength(chart, 0.02)).toBeCloseTo((1 - 0.02 ** 4) / (0.98 * 0.02 ** 4), -2);
    expect(meanRunLength(chart, 1)).toBeCloseTo(4, 9);
  });

  it.each([
    { healthy: 0.1, faulty: 0.3, failure: 0.1 },
    { healthy: 0.1, faulty: 0.3, failure: 0.3 },
    { healthy: 0.02, faulty: 0.95, failure: 0.5 },
  ])('agrees with simulation at $failure for $healthy -> $faulty', ({ healthy, faulty, failure }) => {
    const chart = calibrateChart({ healthy, faulty }, 2_000);
    const { mean, standardError } = simulate(chart, failure, 4_000);
    expect(Math.abs(mean - meanRunLength(chart, failure))).toBeLessThan(4 * standardError);
  });
});

function simulate(chart: LatticeChart, failure: number, runs: number) {
  const random = seededRandom(20_260_817);
  let sum = 0;
  let squares = 0;
  for (let run = 0; run < runs; run += 1) {
    let calls = 0;
    for (let level = 0; level < chart.limit; calls += 1)
      level = random() < failure ? level + chart.up : Math.max(0, level - chart.down);
    sum += calls;
    squares += calls * calls;
  }
  const mean = sum / runs;
  return { mean, standardError: Math.sqrt((squares / runs - mean * mean) / runs) };
}
