import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draw, FAMILY, keyHigh, keyLow, mix } from './random';

/** Chi-square of counts against equal shares. */
function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

function callDraw(contact: number, purpose: number, seed = 1): number {
  return draw(keyLow(seed, FAMILY.contact, contact), keyHigh(seed, FAMILY.contact, contact), purpose);
}

describe('random numbers by key', () => {
  test('are the same on every machine', () => {
    expect([mix(0), mix(1), mix(0xffffffff)]).toEqual([0, 2_261_973_619 | 0, 2_578_835_075 | 0]);
    expect(callDraw(12_345, 7)).toBe(callDraw(12_345, 7));
  });

  test('mixing loses nothing: neighbours stay apart', () => {
    const seen = new Set(Array.from({ length: 200_000 }, (_, value) => mix(value)));
    expect(seen.size).toBe(200_000);
  });

  test('each purpose is uniform over neighbouring subjects', () => {
    for (let purpose = 1; purpose <= 12; purpose += 1) {
      const counts = new Array<number>(64).fill(0);
      for (let contact = 0; contact < 64_000; contact += 1) {
        const cell = callDraw(contact, purpose) >>> 26;
        counts[cell] = (counts[cell] ?? 0) + 1;
      }
      // 63 degrees of freedom: above 110 once in 5,000 times.
      expect(chiSquare(counts)).toBeLessThan(110);
    }
  });

  test('two purposes of one subject have nothing to do with each other', () => {
    for (let purpose = 1; purpose < 12; purpose += 1) {
      const counts = new Array<number>(64).fill(0);
      for (let contact = 0; contact < 64_000; contact += 1) {
        const cell = (callDraw(contact, purpose) >>> 29) * 8 + (callDraw(contact, purpose + 1) >>> 29);
        counts[cell] = (counts[cell] ?? 0) + 1;
      }
      expect(chiSquare(counts)).toBeLessThan(110);
    }
  });

  test('another seed or subject is another draw', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 99 }), (seed, contact, purpose) => {
        const one = [callDraw(contact, purpose, seed), callDraw(contact, purpose + 1, seed)];
        expect(one).not.toEqual([callDraw(contact, purpose, seed + 1), callDraw(contact, purpose + 1, seed + 1)]);
        expect(one).not.toEqual([callDraw(contact + 1, purpose, seed), callDraw(contact + 1, purpose + 1, seed)]);
      }),
      { seed: 20_261, verbose: 1 },
    );
  });
});
