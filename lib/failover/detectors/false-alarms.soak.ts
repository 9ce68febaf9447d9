import { expect, it } from 'vitest';
import { HEALTHY_TRIAL, runTrial } from './trial-traffic';

const CALLS = 2_500_000;

/** A share of failures that wanders between a third and one and a half times 1 % from hour to hour. */
function wandering(seed: number): (at: number) => number {
  return (at) => {
    const hour = Math.floor(at / 600_000);
    const place = Math.abs(Math.sin(hour * 12.9898 + seed * 78.233) * 43_758.5453) % 1;
    return 0.003 + 0.012 * place;
  };
}

it.each([0.5, 5, 50, 500])('2.5 million overdispersed healthy calls at %d a second raise no alarm', (rate) => {
  const trial = { ...HEALTHY_TRIAL, calls: CALLS, rate: () => rate, healthyFailing: wandering(rate) };
  expect(runTrial({ ...trial, seed: 20_260_817 + rate })).toBeNull();
});
