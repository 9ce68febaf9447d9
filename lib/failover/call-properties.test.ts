import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aResponse, CallHarness, type FarEnd, farEnd, type Watch } from './call-harness';
import type { CallSignal, CallStep } from './call-types';
import { stubHealth } from './stub-health';
import { aCall, aNumber, aRoute, aTrunk } from './table-rows';
import { compileTables } from './tables';
import type { Ms, RouteStateName } from './types';

const trunkIds = ['a1', 'b1', 'c1'];
const tables = compileTables({
  version: 1,
  trunks: trunkIds.map((id) => aTrunk(id, { capabilities: [id] })),
  routes: trunkIds.map((id, priority) => aRoute('91', id, { priority })),
  numbers: [{ ...aNumber('12125550100', 'a1'), tied: false, trunkIds: [] }],
});
const CALL = 3;
const firstId = CALL * 16;

const FINALS = [200, 302, 400, 403, 404, 408, 422, 480, 486, 487, 488, 500, 503, 600, 603, 607, 608] as const;
const FINAL_FOR_THE_CALLEE = [486, 600, 603, 607, 608];

const response = fc.record({
  type: fc.constant('response' as const),
  attemptId: fc.integer({ min: firstId, max: firstId + 4 }),
  sipCode: fc.constantFrom(100, 180, 183, 183, ...FINALS),
  cause: fc.constantFrom(null, null, 16, 17, 34, 38),
  retryAfterSeconds: fc.constant(null),
  earlyMedia: fc.boolean(),
});
const attemptId = fc.integer({ min: firstId, max: firstId + 4 });
const anySignal: fc.Arbitrary<CallSignal> = fc.oneof(
  { weight: 12, arbitrary: response },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('transport-error' as const), attemptId }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('caller-hung-up' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('callee-hung-up' as const), attemptId, media: fc.constant(null) }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('media-dead' as const), attemptId }) },
);

/** Where each attempt stands, by what went over the wire and what the runner did about it. */
class Watcher implements Watch {
  readonly #invited = new Set<number>();
  readonly #responded = new Set<number>();
  readonly #cancelled = new Set<number>();
  readonly #ended = new Set<number>();
  readonly #alerting = new Set<number>();
  #latest = -1;
  #isCalleeReached = false;
  connected = 0;
  finished = 0;

  seeSignal(signal: CallSignal): void {
    if (signal.type === 'transport-error' && this.#invited.has(signal.attemptId)) this.#end(signal.attemptId);
    if (signal.type !== 'response') return;
    const { attemptId: id, sipCode, cause } = signal;
    if (!this.#invited.has(id) || this.#ended.has(id)) return;
    this.#responded.add(id);
    if (sipCode >= 180 && sipCode < 190) {
      this.#isCalleeReached = true;
      if (!this.#cancelled.has(id)) this.#alerting.add(id);
    }
    const isAnswered = sipCode >= 200 && sipCode < 300;
    if (isAnswered || (FINAL_FOR_THE_CALLEE.includes(sipCode) && cause === null)) this.#isCalleeReached = true;
    if (sipCode >= 200) this.#end(id);
  }

  seeStep(step: CallStep): void {
    if (step.type === 'cancel') {
      expect(this.#responded.has(step.attemptId), 'no CANCEL before a provisional').toBe(true);
      this.#cancelled.add(step.attemptId);
      this.#alerting.delete(step.attemptId);
    }
    if (step.type === 'invite') this.#seeInvite(step.attemptId);
    if (step.type === 'connected') this.connected += 1;
    if (step.type === 'finished') this.finished += 1;
  }

  check(): void {
    expect(this.#alerting.size, 'one phone rings at most').toBeLessThanOrEqual(1);
    expect(this.connected, 'connects once').toBeLessThanOrEqual(1);
    expect(this.finished, 'finishes once').toBeLessThanOrEqual(1);
  }

  #seeInvite(id: number): void {
    expect(this.connected + this.finished, 'no INVITE after an answer or the end').toBe(0);
    expect(this.#isCalleeReached, 'no retry after the callee was alerted or declined').toBe(false);
    const isFree = this.#latest < 0 || this.#ended.has(this.#latest) || !this.#responded.has(this.#latest);
    expect(isFree, 'the last INVITE has ended or was never heard').toBe(true);
    this.#invited.add(id);
    this.#latest = id;
  }

  #end(id: number): void {
    this.#ended.add(id);
    this.#alerting.delete(id);
  }
}

/** Runs a call to its end; whoever still talks after ten minutes is hung up. */
function runWatched(
  farEnds: readonly FarEnd[],
  signals: readonly { at: Ms; signal: CallSignal }[],
  humanListens: boolean,
) {
  const watch = new Watcher();
  const request = aCall({ callId: CALL, callerNumber: '12125550100', humanListens });
  const harness = new CallHarness({ tables, request, farEnds, watch });
  for (const { at, signal } of signals) harness.at(at, signal);
  harness.at(600_000, { type: 'caller-hung-up' }).run();
  expect(watch.finished, 'every call ends').toBe(1);
  expect(harness.call.settled, 'and is settled').toBe(true);
  expect(harness.events.filter(({ type }) => type === 'attempt-started')).toHaveLength(harness.call.attempts.length);
  return harness;
}

describe('any signals in any order', () => {
  it('ring one phone at a time, connect once at most, and end', () => {
    const timed = fc.record({ at: fc.integer({ min: 0, max: 60_000 }), signal: anySignal });
    const soon = fc.record({ at: fc.integer({ min: 0, max: 3_000 }), signal: anySignal });
    fc.assert(
      fc.property(fc.array(fc.oneof(timed, soon), { maxLength: 30 }), fc.boolean(), (signals, humanListens) => {
        runWatched([], signals, humanListens);
      }),
      { seed: 31, numRuns: 4_000 },
    );
  });
});

/** Small fixed generator of a test's own, so that a printed seed repeats every loss. */
function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 0) / 0x1_0000_0000;
  };
}

interface Behaviour {
  tryingMs: Ms | null;
  alertsMs: Ms | null;
  finalMs: Ms | null;
  finalCode: number;
}

/** A UDP far end: INVITE, CANCEL and finals are repeated until heard (Timers A, E, G), provisionals are not. */
function lossyFarEnd({ tryingMs, alertsMs, finalMs, finalCode }: Behaviour, isLost: () => boolean): FarEnd {
  const heardAfterMs = () => [0, 500, 1_500, 3_500, 7_500].find(() => !isLost()) ?? 15_500;
  return (attempt, sent) => {
    const startMs = heardAfterMs();
    const signals: { afterMs: Ms; signal: CallSignal }[] = [];
    const send = (afterMs: Ms, sipCode: number) =>
      signals.push({ afterMs: startMs + afterMs, signal: aResponse(attempt, sipCode) });
    if (sent === 'cancel') {
      if (!isLost()) send(heardAfterMs() + 20, 487);
      return signals;
    }
    if (tryingMs !== null && !isLost()) send(tryingMs, 100);
    if (alertsMs !== null && !isLost()) send(alertsMs, 180);
    if (finalMs !== null) send(finalMs + heardAfterMs(), finalCode);
    return signals;
  };
}

describe('a network that loses datagrams', () => {
  const behaviour = fc.record({
    tryingMs: fc.option(fc.integer({ min: 5, max: 3_000 }), { freq: 4 }),
    alertsMs: fc.option(fc.integer({ min: 100, max: 8_000 }), { freq: 2 }),
    finalMs: fc.option(fc.integer({ min: 5, max: 50_000 }), { freq: 4 }),
    finalCode: fc.constantFrom(...FINALS),
  });

  it.each([0.01, 0.2])('with a loss of %d rings one phone at a time, connects once at most, and ends', (loss) => {
    fc.assert(
      fc.property(fc.array(behaviour, { minLength: 3, maxLength: 3 }), fc.integer(), (behaviours, seed) => {
        const next = generator(seed);
        runWatched(
          behaviours.map((one) => lossyFarEnd(one, () => next() < loss)),
          [],
          true,
        );
      }),
      { seed: 32, numRuns: 3_000 },
    );
  });
});

describe('a hop that lives but is slow', () => {
  /** The trunks that were tried when the first rings so late and the second is in such a state. */
  function triedWhen(ringsMs: Ms, { tryingMs, state }: { tryingMs: Ms; state: RouteStateName }): string[] {
    const request = aCall({ callId: CALL, callerNumber: '12125550100', humanListens: true });
    const health = stubHealth({ conditions: { b1: { state }, c1: { state } } });
    const farEnds = [
      farEnd({ [tryingMs]: 100, [ringsMs]: 180, [ringsMs + 4_000]: 200 }),
      farEnd({ 20: 100, 900: 180 }),
    ];
    const harness = new CallHarness({ tables, request, farEnds, health }).at(60_000, { type: 'caller-hung-up' }).run();
    return harness.story.flatMap((line) => (line.includes(' invite ') ? [line.split(' ')[2] ?? ''] : []));
  }
  const late = fc.integer({ min: 5_100, max: 19_900 });
  const trying = fc.integer({ min: 1, max: 700 });

  it('is waited for while what stands behind it is out', () => {
    fc.assert(
      fc.property(late, trying, fc.constantFrom('open', 'probing'), (ringsMs, tryingMs, state) => {
        expect(triedWhen(ringsMs, { tryingMs, state })).toEqual(['a1']);
      }),
      { seed: 33, numRuns: 300 },
    );
  });

  it('is left for one that is not', () => {
    fc.assert(
      fc.property(late, trying, fc.constantFrom('healthy', 'suspect', 'degraded'), (ringsMs, tryingMs, state) => {
        expect(triedWhen(ringsMs, { tryingMs, state })).toEqual(['a1', 'b1']);
      }),
      { seed: 34, numRuns: 300 },
    );
  });
});
