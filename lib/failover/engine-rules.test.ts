import { beforeEach, describe, expect, test } from 'vitest';
import { beginRinging, createAnswerChart, createAnswerReading, readAnswers } from './detectors/answer-chart';
import { createTally, tally } from './detectors/tally-chart';
import { createEngine, engineRouter } from './engine';
import { DEFAULT_POLICY } from './policy';
import { calibrateChart } from './run-length';
import { aRoute, aTrunk } from './table-rows';
import { compileTables } from './tables';
import type { EngineEffect, EngineEvent, Ms, Router } from './types';

const tables = compileTables({
  version: 1,
  trunks: [aTrunk('a1'), aTrunk('b1')],
  routes: ['91', '92'].flatMap((prefix) => [aRoute(prefix, 'a1'), aRoute(prefix, 'b1', { priority: 1 })]),
  numbers: [],
});

type Opened = Extract<EngineEffect, { type: 'route-state-changed' }>;

/** An engine told of attempts on trunk a1 one by one. */
class Told {
  readonly router: Router = engineRouter(createEngine({ tables, policy: DEFAULT_POLICY, seed: 1 }));
  readonly changes: Opened[] = [];
  now = 0;
  #lastId = 0;

  tell(event: EngineEvent): void {
    for (const effect of this.router.observe(event, this.now).effects)
      if (effect.type === 'route-state-changed') this.changes.push(effect);
  }

  /** Lets time pass with the ticks that the engine wants. */
  wait(ms: Ms): void {
    const until = this.now + ms;
    for (let at = this.router.nextTickAt(this.now); at <= until; at = this.router.nextTickAt(this.now)) {
      this.now = Math.max(this.now, at);
      this.tell({ type: 'tick' });
    }
    this.now = until;
  }

  start({ prefix = '91', presentedNumber = '15550100', destination = '' } = {}): number {
    this.#lastId += 1;
    this.tell({
      ...{ type: 'attempt-started', attemptId: this.#lastId, callId: this.#lastId, hopIndex: 0, trunkId: 'a1' },
      ...{ presentedNumber, destinationGroup: prefix },
      destination: destination || `${prefix}${2_000_000 + this.#lastId}`,
      ...{ accountId: 'account', campaign: '', attemptNumber: 0, ringTimeoutMs: 35_000, purpose: 'route' as const },
    });
    return this.#lastId;
  }

  /** It rings 120 ms after the INVITE. */
  succeed(attemptId: number): void {
    this.wait(120);
    this.ring(attemptId);
  }

  ring(attemptId: number): void {
    this.tell({ type: 'first-response', attemptId });
    this.tell({ type: 'ringing', attemptId, earlyMedia: false });
  }

  /** Refused 120 ms after the INVITE. */
  refuse(attemptId: number, sipCode = 503): void {
    this.wait(120);
    const end = { sipCode, cause: null, local: null, phase: 'sent' as const, retryAfterSeconds: null };
    this.tell({ type: 'attempt-ended', attemptId, end });
  }

  /** It rang and ended so, a second and a half later. */
  endRinging(attemptId: number, sipCode: number): void {
    const end = { sipCode, cause: null, local: null, phase: 'ringing' as const, retryAfterSeconds: null };
    this.tell({ type: 'attempt-ended', attemptId, end });
  }

  /** Calls a fifth of a second apart that all ring and then end so. */
  rung(count: number, sipCode: number): void {
    const ids: number[] = [];
    for (let call = 0; call < count + 8; call += 1) {
      if (call < count) {
        ids.push(this.start({ prefix: call % 2 === 0 ? '91' : '92' }));
        this.succeed(ids.at(-1) ?? 0);
      }
      const ending = call < 8 ? undefined : ids[call - 8];
      if (ending !== undefined) this.endRinging(ending, sipCode);
      this.wait(80);
    }
  }

  good(count: number, everyMs = 200): void {
    for (let call = 0; call < count; call += 1) {
      this.succeed(this.start({ prefix: call % 2 === 0 ? '91' : '92' }));
      this.wait(Math.max(0, everyMs - 120));
    }
  }

  /** What was opened, as trunk, destination group, number. */
  get opened(): (string | null)[][] {
    return this.changes
      .filter(({ to }) => to === 'open')
      .map(({ trunkId, destinationGroup, number }) => [trunkId, destinationGroup, number]);
  }
}

let told: Told;
beforeEach(() => {
  told = new Told();
});

describe('silence', () => {
  test('one INVITE that nobody ever answers is no outage, however long it waits', () => {
    told.good(200);
    told.start();
    told.wait(30_000);
    expect(told.opened).toEqual([]);
  });

  test('four are', () => {
    told.good(200);
    for (let call = 0; call < 4; call += 1) told.start();
    told.wait(3_000);
    expect(told.opened.length).toBeGreaterThan(0);
  });
});

describe('an opening by silence', () => {
  const givenUp = { sipCode: null, cause: null, local: 'first-response-timeout', phase: 'sent' } as const;

  /** Eight silent calls, all given up, and this many of them responded to after all. */
  function openedThenHeard(late: number, afterMs: Ms): void {
    told.good(200);
    const calls = Array.from({ length: 8 }, (_, place) => told.start({ prefix: place % 2 === 0 ? '91' : '92' }));
    told.wait(800);
    for (const attemptId of calls)
      told.tell({ type: 'attempt-ended', attemptId, end: { ...givenUp, retryAfterSeconds: null } });
    expect(told.opened.map(String)).toEqual(['a1,,']);
    told.wait(afterMs);
    for (let call = 0; call < late; call += 1)
      told.tell({
        ...{ type: 'late-response', trunkId: 'a1', destinationGroup: call % 2 === 0 ? '91' : '92' },
        waitedMs: 800 + afterMs,
      });
  }

  test('is taken back when its calls are responded to within two seconds, though they were given up', () => {
    openedThenHeard(4, 900);
    expect(told.changes.at(-1)?.to).toBe('healthy');
  });

  test.each([
    [2, 900],
    [8, 2_600],
  ])('stands when only %d are, or %d ms later', (late, afterMs) => {
    openedThenHeard(late, afterMs);
    expect(told.changes.at(-1)?.to).toBe('open');
  });
});

describe('network failures', () => {
  test('one in fifty among many successes is daily life, at any speed', () => {
    told.good(200);
    for (let batch = 0; batch < 100; batch += 1) {
      const [failing = 0, ...others] = Array.from({ length: 50 }, () => told.start());
      told.wait(20);
      for (const id of others) told.ring(id);
      told.refuse(failing);
    }
    expect(told.opened).toEqual([]);
  });

  test('when one destination group of two fails, that group is opened and not the trunk', () => {
    told.good(200);
    for (let call = 0; call < 30; call += 1) {
      told.succeed(told.start({ prefix: '91' }));
      told.refuse(told.start({ prefix: '92' }), 500);
    }
    expect(new Set(told.opened.map(String))).toEqual(new Set(['a1,92,']));
  });
});

describe('calls that ring and are then failed', () => {
  test('open the trunk, though every set-up had looked well', () => {
    told.good(200);
    told.rung(30, 500);
    expect(told.opened.map(String)).toEqual(['a1,,']);
    expect(told.changes.at(-1)?.trace.rule).toBe('fails-after-ringing');
  });

  test('open only the destination group they are of', () => {
    told.good(200);
    for (let call = 0; call < 30; call += 1) {
      told.succeed(told.start({ prefix: '91' }));
      const failing = told.start({ prefix: '92' });
      told.succeed(failing);
      told.wait(1_500);
      told.endRinging(failing, 500);
    }
    expect(new Set(told.opened.map(String))).toEqual(new Set(['a1,92,']));
  });

  test('are one failure when one callee is redialled', () => {
    told.good(200);
    for (let call = 0; call < 40; call += 1) {
      const failing = told.start({ destination: '912000000' });
      told.succeed(failing);
      told.endRinging(failing, 500);
    }
    expect(told.opened).toEqual([]);
  });

  test('are daily life when one in fifty ends so', () => {
    told.good(200);
    for (let batch = 0; batch < 100; batch += 1) {
      told.good(49, 130);
      told.rung(1, 500);
    }
    expect(told.opened).toEqual([]);
  });

  test('bring the trunk back only by ending well', () => {
    told.good(200);
    told.rung(30, 500);
    told.wait(20_000);
    expect(told.changes.at(-1)?.to).toBe('probing');
    const canaries = Array.from({ length: 12 }, () => told.start());
    for (const id of canaries) told.succeed(id);
    told.wait(20_000);
    expect(told.changes.at(-1)?.to).toBe('probing');
    for (const id of canaries) told.endRinging(id, 486);
    told.wait(20_000);
    expect(told.changes.map(({ to }) => to)).toContain('ramping');
  });

  test('say on trial what had opened the trunk for failures before ringing', () => {
    told.good(200);
    for (let call = 0; call < 20; call += 1) told.refuse(told.start(), 500);
    told.wait(20_000);
    for (let round = 0; round < 8; round += 1) {
      told.rung(2, 500);
      told.wait(60_000);
    }
    expect(told.changes.at(-1)?.trace.rule).toBe('fails-after-ringing');
    const trunk = told.changes.filter(({ destinationGroup }) => destinationGroup === null);
    const states = trunk.map(({ to }) => to);
    expect(states.slice(states.indexOf('open'))).not.toContain('healthy');
  });
});

describe('refusals of our account', () => {
  test('of several numbers and callees open the trunk itself', () => {
    told.good(50);
    for (let call = 0; call < 8; call += 1) told.refuse(told.start({ presentedNumber: `1555010${call % 4}` }), 403);
    expect(told.opened.map(String)).toContain('a1,,');
  });
});

describe('probes', () => {
  function openThen(optionsOk: boolean): void {
    told.good(200);
    for (let probe = 0; probe < 5; probe += 1)
      told.tell({ type: 'probe-result', trunkId: 'a1', kind: 'options', ok: true, media: null });
    for (let call = 0; call < 6; call += 1) told.start();
    told.wait(3_000);
    for (let second = 0; second < 30; second += 1) {
      told.tell({ type: 'probe-result', trunkId: 'a1', kind: 'options', ok: optionsOk, media: null });
      told.wait(1_000);
    }
  }

  test('a trunk known to answer OPTIONS stays closed to calls while it does not', () => {
    openThen(false);
    expect(told.changes.filter(({ to }) => to === 'probing')).toEqual([]);
  });

  test('and is tried by calls once it does', () => {
    openThen(true);
    expect(told.changes.some(({ to }) => to === 'probing')).toBe(true);
  });
});

describe('charts', () => {
  test('calls that still ring speak before any of them has ended', () => {
    const chart = createAnswerChart();
    for (let call = 0; call < 100; call += 1) beginRinging(chart, 0.9, 1_000 + call * 100);
    const shape = Float64Array.from({ length: 60 }, (_, second) => Math.min(1, second / 20));
    const test = { own: chart, compared: [], shape };
    const expected = 1 - Math.exp(-0.9);
    const each = Math.log((1 - 0.5 * expected) / (1 - 0.8 * expected));
    expect(readAnswers(test, { now: 40_000, into: createAnswerReading() })).toBeCloseTo(100 * each);
  });

  test('good calls take a chart of bad ones down again', () => {
    const chart = createTally();
    const scores = calibrateChart({ healthy: 0.05, faulty: 0.4 }, 1_000_000);
    let highest = 0;
    for (let call = 0; call < 5_000; call += 1) highest = Math.max(highest, tally(chart, call % 50 === 0, scores));
    expect(highest).toBeLessThan(0.5);
  });
});
