import { describe, expect, test } from 'vitest';
import { Quantiles } from './distributions';

const BITS = 0x1_0000_0000;

function at(quantiles: Quantiles, portion: number): number {
  return quantiles.real(Math.floor(portion * BITS));
}

describe('distributions by their quantiles', () => {
  test('a lognormal has its median and its tails', () => {
    const ringing = Quantiles.lognormal(2_200, 0.4);
    expect(at(ringing, 0.5)).toBeCloseTo(2_200, 6);
    expect(at(ringing, 0.95) / (2_200 * Math.exp(0.4 * 1.644853627))).toBeCloseTo(1, 3);
    expect(at(ringing, 0.0001) / (2_200 * Math.exp(0.4 * -3.719016485))).toBeCloseTo(1, 2);
    expect(at(ringing, 0.9999) / (2_200 * Math.exp(0.4 * 3.719016485))).toBeCloseTo(1, 2);
  });

  test('an exponential has its mean', () => {
    const gap = Quantiles.exponential(40);
    expect(gap.mean / 40).toBeCloseTo(1, 2);
    expect(at(gap, 0.5)).toBeCloseTo(40 * Math.LN2, 3);
    expect(at(gap, 0.999) / (40 * Math.log(1_000))).toBeCloseTo(1, 2);
  });

  test('never falls as the bits rise', () => {
    for (const quantiles of [Quantiles.lognormal(120, 0.35), Quantiles.exponential(5)]) {
      let before = -1;
      for (let bits = 0; bits < BITS; bits += 65_521) {
        const value = quantiles.real(bits);
        expect(value).toBeGreaterThanOrEqual(before);
        before = value;
      }
    }
  });

  test('no spread is one value', () => {
    expect(Quantiles.lognormal(75, 0).whole(123_456_789)).toBe(75);
    expect(Quantiles.fixed(75).mean).toBe(75);
  });
});
