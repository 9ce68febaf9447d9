import { describe, expect, test } from 'vitest';
import { exp, ln, normalQuantile, normalShare } from './exact-math';

function bits(value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16);
}

describe('logarithm, exponential and normal quantile', () => {
  test('agree with the engine’s own to 13 digits', () => {
    for (const value of [1e-9, 0.001, 0.3, 0.5, 1, 1.5, 2, Math.E, 10, 12_345.678, 1e12]) {
      expect(Math.abs(ln(value) - Math.log(value))).toBeLessThan(1e-13 * Math.max(1, Math.abs(Math.log(value))));
    }
    for (const value of [-50, -3.3, -1e-6, 0, 0.1, 1, 2.5, 20, 300]) {
      expect(Math.abs(exp(value) / Math.exp(value) - 1)).toBeLessThan(1e-13);
    }
  });

  test('give the same bits everywhere', () => {
    expect([bits(ln(3)), bits(exp(1.25)), bits(normalQuantile(0.975))]).toMatchInlineSnapshot(`
      [
        "3ff193ea7aad030a",
        "400bec38edb0faf0",
        "3fff5c0331eeff70",
      ]
    `);
  });

  test('know the normal distribution', () => {
    expect(normalQuantile(0.5)).toBeCloseTo(0, 10);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 9);
    expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167813, 9);
    expect(normalShare(1)).toBeCloseTo(0.8413447460685429, 12);
  });

  test('refuse what has no logarithm', () => {
    expect(() => ln(0)).toThrow('ln(0)');
    expect(() => ln(-1)).toThrow('ln(-1)');
  });
});
