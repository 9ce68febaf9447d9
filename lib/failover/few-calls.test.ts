import { describe, expect, it } from 'vitest';
import { createEngine, type Engine, observe, restore, snapshot } from './engine';
import { withChanges } from './policy';
import { seededRandom } from './seeded-random';
import { aRoute, aTrunk } from './table-rows';
import { compileTables } from './tables';
import type { EngineEffect, EngineEvent } from './types';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const CALLS_A_DAY = 20;
const YEAR = 365;
/** OPTIONS seldom, as nothing here rests on them and a year has a million of them. */
const policy = withChanges({ probes: { healthyEveryMs: HOUR_MS } });
const tables = compileTables({
  version: 1,
  trunks: [aTrunk('a1'), aTrunk('b1')],
  routes: [aRoute('91', 'a1'), aRoute('91', 'b1', { priority: 1 })],
  numbers: [],
});

/** What a share of the calls suffers; the rest is well. */
interface Suffered {
  failing: number;
  unheard: number;
  answered: number;
}

const WELL: Suffered = { failing: 0.01, unheard: 0.002, answered: 0.6 };
const NO_END = { sipCode: null, cause: null, local: null, phase: 'sent', retryAfterSeconds: null } as const;

interface Changed {
  effect: EngineEffect;
  at: number;
  calls: number;
}

/** One number's calls over one trunk, one after the other. */
class FewCalls {
  readonly changes: Changed[] = [];
  calls = 0;
  readonly #random: () => number;

  constructor(
    readonly engine: Engine,
    seed: number,
  ) {
    this.#random = seededRandom(seed);
  }

  /** A day's calls, spread evenly over so many hours of it with chance in between. */
  day(day: number, hours: number, suffered: Suffered): void {
    const apartMs = (hours * HOUR_MS) / CALLS_A_DAY;
    for (let place = 0; place < CALLS_A_DAY; place += 1)
      this.#call(day * DAY_MS + (place + 0.9 * this.#random()) * apartMs, suffered);
  }

  #tell(event: EngineEvent, at: number): void {
    for (const effect of observe(this.engine, event, at).effects)
      if (effect.type !== 'probe-wanted') this.changes.push({ effect, at, calls: this.calls });
  }

  #call(at: number, { failing, unheard, answered }: Suffered): void {
    const random = this.#random;
    this.calls += 1;
    const attemptId = this.calls;
    const destination = `91${String(Math.floor(random() * 1e10)).padStart(10, '0')}`;
    const names = {
      attemptId,
      callId: attemptId,
      hopIndex: 0,
      trunkId: 'a1',
      presentedNumber: '15550100',
      destination,
    };
    const more = { destinationGroup: 'to-91', accountId: 'x', campaign: '', attemptNumber: 0, ringTimeoutMs: 35_000 };
    this.#tell({ type: 'attempt-started', ...names, ...more, purpose: 'route' }, at);
    if (random() < failing) {
      this.#tell({ type: 'attempt-ended', attemptId, end: { ...NO_END, sipCode: 503 } }, at + 250);
      return;
    }
    this.#tell({ type: 'first-response', attemptId }, at + 120);
    this.#tell({ type: 'ringing', attemptId, earlyMedia: false }, at + 2_000 + 500 * random());
    if (random() >= answered) {
      const end = { ...NO_END, sipCode: 487, local: 'ring-timeout', phase: 'ringing' } as const;
      this.#tell({ type: 'attempt-ended', attemptId, end }, at + 37_000);
      return;
    }
    this.#tell({ type: 'answered', attemptId }, at + 9_000);
    const sentPackets = 1_000;
    const receivedPackets = random() < unheard ? 0 : 998;
    const media = { loss: 0.002, burstRatio: 1, jitterMs: 4, delayMs: 60, codec: 'g711-plc' } as const;
    this.#tell(
      { type: 'call-ended', attemptId, talkMs: 20_000, media: { ...media, sentPackets, receivedPackets } },
      at + 29_000,
    );
  }
}

const year = new FewCalls(createEngine({ tables, policy, seed: 1 }), 1);
for (let day = 0; day < YEAR; day += 1) year.day(day, 24, WELL);
const learned = snapshot(year.engine);

/** Calls placed until the trunk went out, in each of so many runs of a day that follow on the year; null when it stayed. */
function callsUntilOut(hours: number, change: Partial<Suffered>): (number | null)[] {
  return Array.from({ length: 20 }, (_, seed) => {
    const calls = new FewCalls(restore({ tables, policy }, learned), seed + 2);
    for (let day = YEAR; day < YEAR + 3; day += 1) calls.day(day, hours, { ...WELL, ...change });
    return outings(calls.changes)[0]?.calls ?? null;
  });
}

function outings(changes: readonly Changed[]): Changed[] {
  return changes.filter(
    ({ effect }) => effect.type === 'route-state-changed' && effect.to !== 'healthy' && effect.to !== 'suspect',
  );
}

/** The middle run; one in which the trunk stayed lies beyond all. */
function median(calls: readonly (number | null)[]): number {
  const sorted = calls.map((count) => count ?? Number.POSITIVE_INFINITY).sort((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

describe('a number with 20 calls a day', () => {
  it('opens nothing and alarms nobody in a healthy year', () => {
    expect(year.calls).toBe(20 * YEAR);
    expect(outings(year.changes)).toEqual([]);
    expect(year.changes.filter(({ effect }) => effect.type === 'alarm')).toEqual([]);
  });

  it('shows 29.9 % failing within the day when its calls fall within one hour', () => {
    expect(median(callsUntilOut(1, { failing: 0.299 }))).toBeLessThanOrEqual(20);
    expect(median(callsUntilOut(1, { failing: 0.1 }))).toBeGreaterThan(20);
  });

  it('shows nothing when they are spread over the day, be it that all fail: each is tried elsewhere', () => {
    expect(callsUntilOut(24, { failing: 1 }).filter((calls) => calls !== null)).toEqual([]);
  });

  it('shows 32.4 % without audio in 20 answered calls, however far apart', () => {
    const whole = { unheard: 0.324, answered: 1, failing: 0 };
    expect(median(callsUntilOut(24, whole))).toBeLessThanOrEqual(20);
    expect(median(callsUntilOut(24, { ...whole, unheard: 0.1 }))).toBeGreaterThan(20);
  });

  it('shows no loss of answers', () => {
    for (const hours of [1, 24])
      expect(callsUntilOut(hours, { answered: 0 }).filter((calls) => calls !== null)).toEqual([]);
  });
});
