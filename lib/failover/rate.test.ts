import { describe, expect, it } from 'vitest';
import { countEvent, newRate, rateAt } from './rate';

describe('a rate', () => {
  it('comes to the true rate and is forgotten by halves', () => {
    const rate = newRate();
    for (let second = 0; second < 300; second += 0.1) countEvent(rate, 30, second * 1_000);
    expect(rateAt(rate, 30, 300_000)).toBeCloseTo(10, 0);
    expect(rateAt(rate, 30, 330_000)).toBeCloseTo(5, 0);
  });
});
