import { describe, expect, test } from 'vitest';
import type { AttemptEnd } from '../../failover/types';
import type { Breaker, Verdict } from './breaker';
import { EnvoyBreaker } from './envoy';
import { FinagleBreaker } from './finagle';
import { Resilience4jBreaker } from './resilience4j';
import { TimeWindowBreaker } from './time-window';

const WELL: Verdict = { isFailure: false, isAnswered: false, end: null };
const BADLY: Verdict = { isFailure: true, isAnswered: false, end: refusal(503) };
const ANSWERED: Verdict = { ...WELL, isAnswered: true };

function refusal(sipCode: number): AttemptEnd {
  return { sipCode, cause: null, local: null, phase: 'sent', retryAfterSeconds: null };
}

let lastId = 0;

/** Attempts one after the other, each settled at once; answers with when it opened, or null. */
function play(breaker: Breaker, verdicts: readonly Verdict[], { from = 0, everyMs = 1_000 } = {}): number | null {
  for (const [index, verdict] of verdicts.entries()) {
    const at = from + index * everyMs;
    lastId += 1;
    breaker.started(lastId, at);
    breaker.settled(lastId, verdict, at);
    if (breaker.state(at) === 'open') return at;
  }
  return null;
}

function many(count: number, verdict: Verdict): Verdict[] {
  return Array.from({ length: count }, () => verdict);
}

describe('five in a row, ejected for base × count', () => {
  test('the fifth failure in a row opens it, at once', () => {
    expect(play(new EnvoyBreaker(), [...many(4, BADLY), WELL, ...many(5, BADLY)])).toBe(9_000);
  });

  test('comes back by the first sweep after 30 s, and after 60 s the next time', () => {
    const breaker = new EnvoyBreaker();
    play(breaker, many(5, BADLY), { from: 1_000 });
    expect([breaker.admits(39_999), breaker.admits(40_000)]).toEqual([false, true]);
    expect(breaker.state(40_000)).toBe('closed');
    expect(play(breaker, many(5, BADLY), { from: 41_000 })).toBe(45_000);
    expect([breaker.admits(109_999), breaker.admits(110_000)]).toEqual([false, true]);
  });

  test('a while without an ejection takes off the count', () => {
    const breaker = new EnvoyBreaker();
    play(breaker, many(5, BADLY));
    expect(breaker.state(100_000)).toBe('closed');
    play(breaker, many(5, BADLY), { from: 100_000 });
    expect([breaker.admits(139_999), breaker.admits(140_000)]).toEqual([false, true]);
  });

  test('a trunk that comes back starts its row anew', () => {
    const breaker = new EnvoyBreaker();
    play(breaker, many(5, BADLY));
    expect(breaker.state(50_000)).toBe('closed');
    expect(play(breaker, many(4, BADLY), { from: 50_000 })).toBeNull();
    expect(play(breaker, many(1, BADLY), { from: 54_000 })).toBe(54_000);
  });
});

describe('failure accrual', () => {
  const make = () => new FinagleBreaker({ trunkIndex: 0, seed: 1 });

  test('five in a row are enough before the window is full', () => {
    expect(play(make(), [WELL, ...many(5, BADLY)])).toBe(5_000);
  });

  test('after a full window a success rate below 0.8 is enough', () => {
    const breaker = make();
    expect(play(breaker, many(40, WELL))).toBeNull();
    const mixed = Array.from({ length: 200 }, (_, index) => (index % 2 === 0 ? BADLY : WELL));
    const at = play(breaker, mixed, { from: 40_000 }) ?? 0;
    // 1 − 0.5 × (1 − e^(−t / 30 s)) falls below 0.8 after 15 s.
    expect(at).toBeGreaterThan(50_000);
    expect(at).toBeLessThan(60_000);
  });

  test('one request probes after 5 s; a failure doubles the time, a success forgives', () => {
    const breaker = make();
    play(breaker, many(5, BADLY));
    expect([breaker.admits(8_999), breaker.admits(9_000)]).toEqual([false, true]);
    breaker.started(1_000, 9_000);
    expect(breaker.admits(9_001)).toBe(false);
    breaker.settled(1_000, BADLY, 9_500);
    expect(breaker.admits(14_499)).toBe(false);
    expect(breaker.admits(19_501)).toBe(true);
    breaker.started(1_001, 20_000);
    breaker.settled(1_001, WELL, 20_500);
    expect(breaker.state(20_500)).toBe('closed');
    expect(play(breaker, many(5, BADLY), { from: 21_000 })).toBe(25_000);
    expect(breaker.admits(30_000)).toBe(true);
  });

  test('what was sent before it died does not answer for the probe', () => {
    const breaker = make();
    breaker.started(2_000, 0);
    play(breaker, many(5, BADLY));
    breaker.started(2_001, 9_000);
    breaker.settled(2_000, WELL, 9_100);
    expect(breaker.state(9_100)).toBe('half-open');
  });
});

describe('half of the last hundred', () => {
  test('is silent below a hundred calls and at 30 %', () => {
    expect(play(new Resilience4jBreaker(), many(99, BADLY))).toBeNull();
    const congested = Array.from({ length: 2_000 }, (_, index) => (index % 10 < 3 ? BADLY : WELL));
    expect(play(new Resilience4jBreaker(), congested)).toBeNull();
  });

  test('opens when half failed; ten calls decide after 60 s', () => {
    const breaker = new Resilience4jBreaker();
    expect(play(breaker, [...many(100, WELL), ...many(60, BADLY)], { everyMs: 10 })).toBe(1_490);
    expect([breaker.admits(61_489), breaker.admits(61_490)]).toEqual([false, true]);
    for (let id = 5_000; id < 5_010; id += 1) breaker.started(id, 61_500);
    expect(breaker.admits(61_501)).toBe(false);
    for (let id = 5_000; id < 5_006; id += 1) breaker.settled(id, WELL, 61_600);
    for (let id = 5_006; id < 5_010; id += 1) breaker.settled(id, BADLY, 61_700);
    expect(breaker.state(61_700)).toBe('closed');
  });
});

describe('half an hour in which every call weighs the same', () => {
  test('below 30 samples it says nothing', () => {
    expect(play(new TimeWindowBreaker(), many(29, BADLY), { everyMs: 5_000 })).toBeNull();
    expect(play(new TimeWindowBreaker(), many(31, BADLY), { everyMs: 5_000 })).not.toBeNull();
  });

  test('a full window hides an outage for minutes', () => {
    const breaker = new TimeWindowBreaker(undefined, { callsPerSecond: 1, completion: 0.99, answers: 0.6 });
    const at = play(breaker, many(600, BADLY)) ?? 0;
    // 0.99 − 0.99 t / 1800 s falls below 0.90 after 164 s.
    expect(at).toBeGreaterThan(155_000);
    expect(at).toBeLessThan(180_000);
  });

  test('a falling answer rate shows too; answers count apart from completion', () => {
    const breaker = new TimeWindowBreaker(undefined, { callsPerSecond: 1, completion: 0.99, answers: 0.6 });
    const third = Array.from({ length: 1_800 }, (_, index) => (index % 10 < 3 ? ANSWERED : WELL));
    const at = play(breaker, third) ?? 0;
    expect(at).toBeGreaterThan(800_000);
    expect(at).toBeLessThan(950_000);
  });

  test('a 404 completes, a 603 does not, as the module reads them', () => {
    const none = { ...WELL, end: refusal(404) };
    const declined = { ...WELL, end: refusal(603) };
    const half = (one: Verdict) => Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? ANSWERED : one));
    expect(play(new TimeWindowBreaker(), half(none))).toBeNull();
    expect(play(new TimeWindowBreaker(), half(declined))).not.toBeNull();
  });

  test('comes back when the bad samples have left', () => {
    const breaker = new TimeWindowBreaker();
    play(breaker, many(60, BADLY));
    expect(breaker.state(29 * 60_000)).toBe('open');
    expect(breaker.state(31 * 60_000)).toBe('closed');
  });
});
