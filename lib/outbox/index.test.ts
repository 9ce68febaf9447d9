import { expect, it } from 'vitest';
import { outcomeOf, retryPauseMs, SEND_TRIES } from '.';

it('pauses grow from seconds to half a day, spread by a fifth either way', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 99].map((attempt) => retryPauseMs(attempt, 0.5) / 1_000)).toEqual([
    10, 60, 300, 1_800, 7_200, 21_600, 43_200, 43_200, 43_200,
  ]);
  expect([retryPauseMs(1, 0), retryPauseMs(1, 0.999_999)]).toEqual([8_000, 12_000]);
});

it('a row is delivered, due again, or given up after its last try', () => {
  const now = new Date('2026-11-22T10:00:00Z');
  expect(outcomeOf(SEND_TRIES, true, now)).toEqual({ state: 'delivered', finishedAt: now });
  expect(outcomeOf(1, false, now)).toEqual({ state: 'failed', triesLeft: 0, finishedAt: now });
  const again = outcomeOf(SEND_TRIES, false, now);
  expect(again.triesLeft).toBe(SEND_TRIES - 1);
  expect(again.nextTryAt?.getTime()).toBeGreaterThan(now.getTime());
});
