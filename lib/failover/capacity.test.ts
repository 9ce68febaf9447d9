import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Capacity } from './capacity';
import { UNLIMITED } from './health';
import { DEFAULT_POLICY } from './policy';
import { aTrunk } from './table-rows';
import type { AttemptEnd } from './types';

function capacity(trunk: Parameters<typeof aTrunk>[1] = {}): Capacity {
  const made = new Capacity(DEFAULT_POLICY);
  made.setContracts([aTrunk('a1', trunk)]);
  return made;
}

function free(made: Capacity): false {
  made.ended('a1');
  return false;
}

/** Offers attempts at a fixed rate for some seconds; they end at once. */
function offer(to: Capacity, cps: number, span: { fromMs: number; seconds: number }): number {
  let started = 0;
  for (let at = span.fromMs; at < span.fromMs + span.seconds * 1_000; at += 1_000 / cps) {
    const { used, limit } = to.load('a1', at);
    if (used >= limit) continue;
    to.started('a1', at);
    to.ended('a1');
    started += 1;
  }
  return started;
}

describe('channels', () => {
  it('are counted against the contract and freed', () => {
    const made = capacity({ maxChannels: 2 });
    made.started('a1', 0);
    expect(made.load('a1', 0)).toEqual({ used: 1, limit: 2, reserved: 0 });
    made.started('a1', 0);
    made.ended('a1');
    made.ended('a1');
    made.ended('a1');
    expect(made.load('a1', 0)).toEqual({ used: 0, limit: 2, reserved: 0 });
  });

  it('are set right by what the host has counted', () => {
    const made = capacity({ maxChannels: 10 });
    made.reconcile('a1', 7);
    expect(made.load('a1', 0).used).toBe(7);
  });

  it('are unlimited without a contract', () => {
    const made = capacity();
    made.started('a1', 0);
    expect(made.load('a1', 0)).toBe(UNLIMITED);
    expect(made.load('unknown', 0)).toBe(UNLIMITED);
  });
});

describe('attempts a second', () => {
  it.each([1, 10, 30])('of a contract of %d are kept to the call', (maxCps) => {
    const made = capacity({ maxCps });
    expect(offer(made, 200, { fromMs: 0, seconds: 10 })).toBe(maxCps * 10);
    expect(offer(made, 200, { fromMs: 10_000, seconds: 0.5 })).toBe(maxCps);
    expect(offer(made, 200, { fromMs: 10_500, seconds: 0.5 })).toBe(0);
  });

  it('and channels: the tighter one is told', () => {
    const made = capacity({ maxCps: 100, maxChannels: 2 });
    made.started('a1', 0);
    expect(made.load('a1', 0)).toMatchObject({ used: 1, limit: 2 });
    const other = capacity({ maxCps: 2, maxChannels: 100 });
    other.started('a1', 0);
    expect(other.load('a1', 0)).toMatchObject({ used: 1, limit: 2 });
  });
});

describe('contracts', () => {
  it('are kept in every second and at every moment, whatever comes', () => {
    const calls = fc.array(
      fc.record({ wait: fc.integer({ min: 0, max: 300 }), lasts: fc.integer({ min: 1, max: 3_000 }) }),
      {
        maxLength: 300,
      },
    );
    fc.assert(
      fc.property(
        calls,
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 12 }),
        (offered, maxCps, maxChannels) => {
          const made = capacity({ maxCps, maxChannels });
          const starts: number[] = [];
          let ends: number[] = [];
          let now = 0;
          for (const { wait, lasts } of offered) {
            now += wait;
            ends = ends.filter((end) => end > now || free(made));
            const { used, limit } = made.load('a1', now);
            if (used >= limit) continue;
            made.started('a1', now);
            starts.push(now);
            ends.push(now + lasts);
            expect(ends.length).toBeLessThanOrEqual(maxChannels);
            expect(starts.filter((at) => at > now - 1_000).length).toBeLessThanOrEqual(maxCps);
          }
        },
      ),
      { seed: 62, numRuns: 300 },
    );
  });
});

describe('a congested trunk', () => {
  it('is offered less, step by step, and in time everything again', () => {
    const made = capacity();
    offer(made, 50, { fromMs: 0, seconds: 200 });
    expect(made.congest('a1', 200_000)).toBeCloseTo(35, 0);
    expect(made.congest('a1', 200_500)).toBeCloseTo(35, 0);
    expect(made.congest('a1', 201_000)).toBeCloseTo(24.5, 0);
    expect(offer(made, 50, { fromMs: 201_000, seconds: 1 })).toBeLessThan(30);
    expect(made.isCapped('a1', 205_000)).toBe(true);
    expect(made.isCapped('a1', 212_500)).toBe(false);
    expect(made.load('a1', 212_500)).toBe(UNLIMITED);
  });

  it('lets no burst through when it is capped', () => {
    const made = capacity();
    offer(made, 50, { fromMs: 0, seconds: 200 });
    made.congest('a1', 200_000);
    const { used, limit } = made.load('a1', 200_000);
    expect(used).toBe(limit);
    expect(made.load('a1', 200_040).used).toBeLessThan(limit);
  });

  it('always gets enough calls to see the congestion end', () => {
    const made = capacity();
    for (let at = 0; at < 100_000; at += 1_000) made.congest('a1', at);
    expect(made.congest('a1', 100_000)).toBe(DEFAULT_POLICY.congestion.minRateCps.value);
    expect(made.load('a1', 100_000).used).toBe(0);
  });

  it('settles near what the carrier takes', () => {
    const made = capacity();
    offer(made, 50, { fromMs: 0, seconds: 100 });
    // The carrier takes 20 a second and refuses the rest.
    let accepted = 0;
    let secondStart = 0;
    let inSecond = 0;
    for (let at = 100_000; at < 220_000; at += 20) {
      if (at - secondStart >= 1_000) {
        secondStart = at;
        inSecond = 0;
      }
      const { used, limit } = made.load('a1', at);
      made.isCapped('a1', at);
      if (used >= limit) continue;
      made.started('a1', at);
      inSecond += 1;
      if (inSecond > 20) made.congest('a1', at);
      else accepted += 1;
    }
    expect(accepted / 120).toBeGreaterThan(16);
  });
});

describe('room for pairs', () => {
  it('is kept while a trunk elsewhere cannot take its own calls', () => {
    const made = capacity({ maxChannels: 10 });
    made.keepsRoomForPairs = true;
    expect(made.load('a1', 0)).toEqual({ used: 0, limit: 10, reserved: 2 });
  });
});

describe('our own limit', () => {
  const end: AttemptEnd = { sipCode: 503, cause: null, local: null, phase: 'trying', retryAfterSeconds: null };

  it('is a refusal while our calls take nine tenths of the channels', () => {
    const made = capacity({ maxChannels: 100 });
    made.reconcile('a1', 90);
    expect(made.isOurLimit('a1', end, 100)).toBe(true);
    expect(made.isOurLimit('a1', { ...end, sipCode: 486 }, 900)).toBe(true);
    expect(made.isOurLimit('a1', { ...end, sipCode: 486 }, 1_100)).toBe(false);
    expect(made.isOurLimit('a1', { ...end, sipCode: 500 }, 100)).toBe(false);
    expect(made.isOurLimit('a1', { ...end, phase: 'ringing' }, 100)).toBe(false);
    made.reconcile('a1', 89);
    expect(made.isOurLimit('a1', end, 100)).toBe(false);
  });

  it('needs a contract', () => {
    expect(capacity().isOurLimit('a1', end, 100)).toBe(false);
    expect(capacity().isOurLimit('unknown', end, 100)).toBe(false);
  });
});

describe('a snapshot', () => {
  it('goes on as if it had not stopped', () => {
    const made = capacity({ maxCps: 10, maxChannels: 50 });
    offer(made, 8, { fromMs: 0, seconds: 5 });
    made.congest('a1', 5_000);
    const restored = new Capacity(DEFAULT_POLICY, made.uses());
    restored.setContracts([aTrunk('a1', { maxCps: 10, maxChannels: 50 })]);
    for (let at = 5_000; at < 9_000; at += 100) {
      expect(restored.load('a1', at)).toEqual(made.load('a1', at));
      made.started('a1', at);
      restored.started('a1', at);
    }
  });
});
