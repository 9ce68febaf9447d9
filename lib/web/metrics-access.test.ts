import { expect, test } from 'vitest';
import { mayReadMetrics } from './metrics-access';

test('metrics need the token of the settings, and are not there without one', () => {
  const token = 'a-token-of-24-characters';
  expect(mayReadMetrics(`Bearer ${token}`, token)).toBe('allowed');
  for (const shown of [null, '', token, `Bearer ${token}x`, `Bearer ${token.slice(0, -1)}`, `bearer ${token}`]) {
    expect(mayReadMetrics(shown, token), String(shown)).toBe('refused');
  }
  expect(mayReadMetrics(`Bearer ${token}`)).toBe('off');
  expect(mayReadMetrics('Bearer undefined')).toBe('off');
});
