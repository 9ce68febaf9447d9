import { expect, test } from 'vitest';
import { Remembered } from './remembered';

test('results are found by all three numbers', () => {
  const remembered = new Remembered<string>(10);
  remembered.set(0.1, 0.2, 1e6, 'one');
  remembered.set(0.1, 0.3, 1e6, 'two');
  expect(remembered.get(0.1, 0.2, 1e6)).toBe('one');
  expect(remembered.get(0.1, 0.3, 1e6)).toBe('two');
  expect(remembered.get(0.2, 0.1, 1e6)).toBeUndefined();
});

test('too many are forgotten together', () => {
  const remembered = new Remembered<number>(2);
  for (const value of [1, 2, 3]) remembered.set(value, value, value, value);
  expect([1, 2, 3].map((value) => remembered.get(value, value, value))).toEqual([undefined, undefined, 3]);
});
