import { describe, expect, test } from 'vitest';
import type { Breaker, Verdict } from '@/lib/simulator/peers/breaker';
import { COCKATIEL_DEFAULTS, cockatielBreaker, OPOSSUM_DEFAULTS, opossumBreaker } from './packages';

const WELL: Verdict = { isFailure: false, isAnswered: false, end: null };
const BADLY: Verdict = { ...WELL, isFailure: true };

/** One attempt every `everyMs` that takes 0.3 of it; answers with the moment at which it opened, or null. */
function play(breaker: Breaker, attempts: readonly Verdict[], { from = 0, everyMs = 1_000 } = {}): number | null {
  for (const [index, verdict] of attempts.entries()) {
    const at = from + index * everyMs;
    const end = at + everyMs * 0.3;
    breaker.started(index, at);
    breaker.settled(index, verdict, end);
    if (breaker.state(end) === 'open') return end;
  }
  return null;
}

describe('opossum in virtual time', () => {
  test('by its defaults one failure among too few calls opens it', () => {
    expect(play(opossumBreaker(), [BADLY])).toBe(300);
  });

  test('opens above half of the window, tries again after its reset time, closes by one success', () => {
    const breaker = opossumBreaker({ ...OPOSSUM_DEFAULTS, volumeThreshold: 5 });
    expect(play(breaker, [WELL, WELL, WELL, BADLY, BADLY, BADLY, BADLY])).toBe(6_300);
    expect([breaker.state(36_299), breaker.admits(36_299)]).toEqual(['open', false]);
    expect([breaker.state(36_300), breaker.admits(36_300)]).toEqual(['half-open', true]);
    breaker.started(100, 40_000);
    expect(breaker.admits(40_010)).toBe(false);
    breaker.settled(100, WELL, 40_300);
    expect(breaker.state(40_300)).toBe('closed');
  });

  test('failures leave its window with time', () => {
    const breaker = opossumBreaker({ ...OPOSSUM_DEFAULTS, volumeThreshold: 4 });
    expect(play(breaker, [WELL, WELL, BADLY])).toBeNull();
    expect(play(breaker, [WELL, BADLY, BADLY], { from: 60_000 })).toBeNull();
  });

  test('its own time-out counts as a failure', () => {
    const breaker = opossumBreaker();
    breaker.started(1, 0);
    breaker.started(2, 12_000);
    breaker.settled(2, WELL, 12_100);
    expect(breaker.state(12_100)).toBe('open');
  });
});

describe('cockatiel in virtual time', () => {
  test('counts failures in a row', () => {
    const breaker = cockatielBreaker({ halfOpenAfter: 10_000, kind: 'consecutive', failures: 3 });
    expect(play(breaker, [BADLY, BADLY, WELL, BADLY, BADLY, BADLY])).toBe(5_300);
    expect(breaker.state(15_299)).toBe('open');
    expect(breaker.admits(15_300)).toBe(true);
    breaker.started(100, 15_300);
    breaker.settled(100, BADLY, 15_400);
    expect(breaker.state(15_400)).toBe('open');
  });

  test('by its documented sampling example it is blind below 25 calls a second', () => {
    const failures = Array.from({ length: 2_000 }, () => BADLY);
    expect(play(cockatielBreaker(COCKATIEL_DEFAULTS), failures, { everyMs: 50 })).toBeNull();
    expect(play(cockatielBreaker(COCKATIEL_DEFAULTS), failures, { everyMs: 20 })).not.toBeNull();
  });

  test('opens by the share among its latest calls', () => {
    const settings = { halfOpenAfter: 10_000, kind: 'count', threshold: 0.3, size: 10, minimumNumberOfCalls: 10 };
    const breaker = cockatielBreaker({ ...settings, kind: 'count' });
    const calls = [...Array.from({ length: 10 }, () => WELL), BADLY, BADLY, BADLY, BADLY];
    expect(play(breaker, calls)).toBe(13_300);
  });
});
