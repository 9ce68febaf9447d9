import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COUNTRIES, getCountry, isNumberOf } from '@/lib/phone';
import { findRanges, hasNumbers, isInRange, sizeOf, typesOf } from './find-ranges';
import { parseDigitPattern } from './parse-digit-pattern';

describe('parseDigitPattern', () => {
  const accepts = (expression: string, text: string) => {
    let language = parseDigitPattern(expression);
    for (const digit of text) language = language.after(Number(digit));
    return language.isFinal;
  };

  it.each(['[2-46]\\d{2}', '(?:12|3[4-6]?)7', '1{2,4}', '(?:1|23){2}5?', '\\d', '', '0|00|[13-5]{3}'])(
    'agrees with the regular expression %s on every text up to four digits',
    (expression) => {
      const whole = new RegExp(`^(?:${expression})$`);
      for (let length = 0; length <= 4; length += 1) {
        for (let value = 0; value < 10 ** length; value += 1) {
          const text = length === 0 ? '' : String(value).padStart(length, '0');
          expect(accepts(expression, text), text).toBe(whole.test(text));
        }
      }
    },
  );

  it('knows when every continuation is fine', () => {
    expect(parseDigitPattern('(?:[0-4]|[5-9])\\d').hasAll(2)).toBe(true);
    expect(parseDigitPattern('[0-8]\\d').hasAll(2)).toBe(false);
    expect(parseDigitPattern('1|2').after(3).isEmpty).toBe(true);
  });

  it.each(['(1', '1)', '[a-z]', 'x', '1*'])('refuses what the numbering plans do not use: %s', (expression) => {
    expect(() => parseDigitPattern(expression)).toThrow(SyntaxError);
  });
});

describe('findRanges', () => {
  const kinds = COUNTRIES.flatMap(({ iso }) => typesOf(iso).map((type) => ({ iso, type })));

  it.each(kinds)('every number in the ranges of $iso $type is valid', ({ iso, type }) => {
    const ranges = findRanges(iso, type, '');
    expect(sizeOf(ranges)).toBeGreaterThan(100_000);
    const number = fc.record({ range: fc.constantFrom(...ranges), tail: fc.bigInt(0n, 10n ** 12n - 1n) }).map(
      ({ range, tail }) =>
        `${getCountry(iso).callingCode}${range.prefix}${String(tail)
          .padStart(12, '0')
          .slice(12 - range.free)}`,
    );
    fc.assert(
      fc.property(number, (digits) => isNumberOf(digits, iso, type)),
      { numRuns: 2_000 },
    );
  });

  it('knows whether a number is in a range', () => {
    expect(isInRange('IN', 'local', '8041234567')).toBe(true);
    expect(isInRange('IN', 'local', '804123456')).toBe(false);
    expect(isInRange('IN', 'local', '1041234567')).toBe(false);
    expect(isInRange('SG', 'tollfree', '18001234567')).toBe(false);
  });

  it('leaves no valid number of an area out', () => {
    const covered = new Set(findRanges('IN', 'local', '6155').map(({ prefix }) => prefix));
    for (let next = 0; next < 10; next += 1) {
      expect(covered.has(`6155${next}`), String(next)).toBe(isNumberOf(`916155${next}12345`, 'IN', 'local'));
    }
  });

  it('finds none where there are none', () => {
    expect(findRanges('IN', 'local', '00')).toEqual([]);
    expect(findRanges('SG', 'tollfree', '')).toEqual([]);
    expect(findRanges('IN', 'local', '80412345678')).toEqual([]);
    expect(hasNumbers('CA', '416')).toBe(true);
    expect(hasNumbers('US', '416')).toBe(false);
  });
});
