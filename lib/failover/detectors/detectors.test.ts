import { describe, expect, it } from 'vitest';
import { HEALTHY_TRIAL, runTrial, type Trial } from './trial-traffic';

const FAULT_AT = 30_000;
const SEEDS = Array.from({ length: 16 }, (_, index) => index + 1);

/** Mean seconds from fault to alarm; NaN when a trial raised it before, or never. */
function meanDelaySeconds(trial: Partial<Trial>, rate: number): number {
  const delays = SEEDS.map((seed) => {
    const alarm = runTrial({ ...HEALTHY_TRIAL, seed, rate: () => rate, faultAt: FAULT_AT, ...trial });
    return alarm && alarm.at >= FAULT_AT ? (alarm.at - FAULT_AT) / 1_000 : Number.NaN;
  });
  return delays.reduce((sum, delay) => sum + delay, 0) / delays.length;
}

describe('seconds from fault to alarm, on a budget of a false alarm a month', () => {
  it.each([
    { name: 'silence', trial: { silent: true }, rate: 5, seconds: 1.3 },
    { name: 'silence', trial: { silent: true }, rate: 50, seconds: 0.6 },
    { name: 'every call refused', trial: { failing: 1 }, rate: 5, seconds: 1.5 },
    { name: 'every call refused', trial: { failing: 1 }, rate: 50, seconds: 0.3 },
    { name: '30 % refused', trial: { failing: 0.3 }, rate: 5, seconds: 6 },
    { name: '30 % refused', trial: { failing: 0.3 }, rate: 50, seconds: 0.8 },
  ])('$name at $rate calls a second: at most $seconds s', ({ trial, rate, seconds }) => {
    expect(meanDelaySeconds(trial, rate)).toBeLessThanOrEqual(seconds);
  });
});

describe('a healthy route', () => {
  it.each([0.5, 5, 50, 500])('raises no alarm at %d calls a second', (rate) => {
    for (const seed of [1, 2]) expect(runTrial({ ...HEALTHY_TRIAL, seed, rate: () => rate })).toBeNull();
  });

  it('raises none when traffic goes from idle to 500 calls a second', () => {
    const rate = (at: number) => (at < 120_000 ? 0.05 : 500);
    for (const seed of [3, 4, 5]) expect(runTrial({ ...HEALTHY_TRIAL, seed, rate })).toBeNull();
  });
});
