import { describe, expect, it } from 'vitest';
import { createEngine, engineRouter, restore, snapshot } from './engine';
import { DEFAULT_POLICY } from './policy';
import { aRoute, aTrunk } from './table-rows';
import { compileTables } from './tables';
import type { EngineEffect, EngineEvent, Ms, Router } from './types';

const policy = DEFAULT_POLICY;
const tables = compileTables({
  version: 1,
  trunks: [aTrunk('a1'), aTrunk('b1')],
  routes: [aRoute('91', 'a1'), aRoute('91', 'b1', { priority: 1 })],
  numbers: [],
});
const RINGING_MS = 1_000;
const ANSWER_MS = 9_000;
const TALK_MS = 60_000;
const EVERY_MS = 100;

type Due = { at: Ms; event: EngineEvent };

/** Calls over trunk a1, ten a second, each answered after nine seconds. */
class Caller {
  now = 0;
  router: Router;
  readonly states: string[] = [];
  #due: Due[] = [];
  #calls = 0;

  constructor(router: Router) {
    this.router = router;
  }

  tell(event: EngineEvent): void {
    for (const effect of this.router.observe(event, this.now).effects) this.#note(effect);
  }

  #note(effect: EngineEffect): void {
    if (effect.type === 'route-state-changed') this.states.push(effect.to);
  }

  call(): number {
    this.#calls += 1;
    const attemptId = this.#calls;
    this.tell({
      ...{ type: 'attempt-started', attemptId, callId: attemptId, hopIndex: 0, trunkId: 'a1' },
      ...{ presentedNumber: '15550100', destinationGroup: '91', destination: `91${2_000_000 + attemptId}` },
      ...{ accountId: 'account', campaign: '', attemptNumber: 0, ringTimeoutMs: 35_000, purpose: 'route' as const },
    });
    const at = (ms: Ms, event: EngineEvent) => this.#due.push({ at: this.now + ms, event });
    at(60, { type: 'first-response', attemptId });
    at(RINGING_MS, { type: 'ringing', attemptId, earlyMedia: false });
    at(ANSWER_MS, { type: 'answered', attemptId });
    at(ANSWER_MS + TALK_MS, { type: 'call-ended', attemptId, talkMs: TALK_MS, media: null });
    return attemptId;
  }

  /** Until then, with a call every tenth of a second. */
  callUntil(until: Ms): void {
    for (; this.now < until; this.now += EVERY_MS) {
      const ripe = this.#due.filter(({ at }) => at <= this.now);
      this.#due = this.#due.filter(({ at }) => at > this.now);
      for (const { event } of ripe) this.tell(event);
      while (this.router.nextTickAt(this.now) <= this.now) this.tell({ type: 'tick' });
      this.call();
    }
  }

  /** The host stops: what its calls would still have said is never heard. */
  stop(): number[] {
    const lost = this.#due.flatMap(({ event }) => ('attemptId' in event ? [event.attemptId] : []));
    this.#due = [];
    return [...new Set(lost)];
  }
}

/** A minute of calls after a stop of a minute; answers with what states the engine found. */
function statesAfterStop(onLost: (caller: Caller, attemptId: number) => void): string[] {
  const engine = createEngine({ tables, policy, seed: 1 });
  const caller = new Caller(engineRouter(engine));
  caller.callUntil(300_000);
  expect(caller.states).toEqual([]);
  const lost = caller.stop();
  caller.router = engineRouter(restore({ tables, policy }, snapshot(engine)));
  for (const attemptId of lost) onLost(caller, attemptId);
  caller.now += 60_000;
  caller.callUntil(caller.now + 60_000);
  return caller.states;
}

describe('attempts whose host lost sight of them', () => {
  it('are no evidence of anything', () => {
    expect(statesAfterStop((caller, attemptId) => caller.tell({ type: 'attempt-forgotten', attemptId }))).toEqual([]);
  });

  it('would look like a fault if the engine were told nothing', () => {
    expect(statesAfterStop(() => undefined)).not.toEqual([]);
  });
});
