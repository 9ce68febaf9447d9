import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMoney, parseDecimal, shareOf, toDecimal } from './index';

describe('money', () => {
  it.each([
    [25_000_000_000n, 'INR', '₹25,000.00'],
    [1_234_567_890_000n, 'INR', '₹12,34,567.89'],
    [-2_500_000n, 'USD', '−$2.50'],
    [800n, 'USD', '$0.0008'],
    [0n, 'INR', '₹0.00'],
  ] as const)('%s micros of %s read %s', (micros, currency, text) => {
    expect(formatMoney(micros, currency)).toBe(text);
  });

  it('survives decimal text exactly', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }),
        (micros) => parseDecimal(toDecimal(micros)) === micros,
      ),
    );
  });

  it.each(['', '1,5', '1.1234567', '1e3', '٣', '--1', ' '])('refuses %j as an amount', (text) => {
    expect(parseDecimal(text)).toBeNull();
  });

  it('refuses to drop digits', () => {
    expect(toDecimal(1_500_000n, 2)).toBe('1.50');
    expect(() => toDecimal(1_234_567n, 2)).toThrow(RangeError);
  });

  it('takes shares rounded half away from zero', () => {
    expect(shareOf(250_000_000n, 1800)).toBe(45_000_000n);
    expect([shareOf(5n, 1000), shareOf(4n, 1000), shareOf(-5n, 1000)]).toEqual([1n, 0n, -1n]);
  });
});
