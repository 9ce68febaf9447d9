import { explainHangup } from '@/lib/calls/explain-hangup';
import { CallRunner } from '@/lib/failover/call';
import type { CallSignal, CallStep } from '@/lib/failover/call-types';
import type { Policy } from '@/lib/failover/policy';
import type { Tables } from '@/lib/failover/tables';
import type { Ms, Router } from '@/lib/failover/types';
import { AGENT_EVENT } from './agent-events';
import { hopOf } from './attempt-notes';
import type { LiveCall } from './live-call';
import type { Pump } from './pump';
import type { Sandbox } from './sandbox/sandbox';

interface SwitchboardParts {
  router: Router;
  policy: Policy;
  pump: Pump;
  sandbox: Sandbox;
  /** A call has a new state, or its record changed otherwise. */
  onChange(call: LiveCall): void;
}

/** Runs calls from their first INVITE until nothing is left of them: steps of the runner in, carriers' signals out. */
export class Switchboard {
  readonly #parts: SwitchboardParts;
  readonly #runnerParts: { router: Router; tables: Tables; policy: Policy; steps: CallStep[] };
  readonly #runner: CallRunner;
  readonly #calls = new Map<number, LiveCall>();
  /** Calls that have not ended for their callers. */
  #inProgress = 0;
  #begun = { second: 0, count: 0, before: 0 };
  /** Calls begun since the start. */
  begunInAll = 0;

  constructor(parts: SwitchboardParts, tables: Tables) {
    this.#parts = parts;
    this.#runnerParts = { router: parts.router, tables, policy: parts.policy, steps: [] };
    this.#runner = new CallRunner(this.#runnerParts);
  }

  setTables(tables: Tables): void {
    this.#runnerParts.tables = tables;
  }

  /** By the engine's id; until the last abandoned attempt of it can answer no more. */
  byId(id: number): LiveCall | undefined {
    return this.#calls.get(id);
  }

  get calls(): IterableIterator<LiveCall> {
    return this.#calls.values();
  }

  get inProgress(): number {
    return this.#inProgress;
  }

  /** Calls that began in the last whole second. */
  begunLastSecond(now: Ms): number {
    const second = Math.floor(now / 1_000);
    if (this.#begun.second === second) return this.#begun.before;
    return this.#begun.second === second - 1 ? this.#begun.count : 0;
  }

  #countBegun(now: Ms): void {
    const second = Math.floor(now / 1_000);
    if (this.#begun.second !== second) this.#begun = { second, count: 0, before: this.begunLastSecond(now) };
    this.#begun.count += 1;
    this.begunInAll += 1;
    this.#inProgress += 1;
  }

  begin(call: LiveCall): void {
    const { now } = this.#parts.pump;
    this.#countBegun(now);
    this.#calls.set(call.facts.id, call);
    call.state = 'dialing';
    call.startedAt = now;
    call.naturalTrunkId = this.#naturalTrunk(call);
    this.#parts.sandbox.prepare(call);
    call.isChanged = true;
    call.live = this.#runner.begin(call.request, now);
    call.plan = call.live.plan.hops;
    this.#take(call);
    this.settle(call);
  }

  #naturalTrunk({ request }: LiveCall): string | null {
    const { tables } = this.#runnerParts;
    const number = tables.numbers.get(request.callerNumber);
    if (number?.tied) return number.trunks[0]?.id ?? null;
    return tables.destination(request.destination)?.candidates[0]?.trunkId ?? null;
  }

  signal(call: LiveCall, signal: CallSignal): void {
    if (!call.live) return;
    this.#runner.advance(call.live, signal, this.#parts.pump.now);
    this.#take(call);
  }

  /** Our side ends the call. */
  hangUp(call: LiveCall): void {
    const { sandbox, pump } = this.#parts;
    this.signal(call, { type: 'caller-hung-up', media: sandbox.mediaOf(call, pump.now) });
    this.settle(call);
  }

  /** Tells what changed, and forgets a call of which nothing is left. */
  settle(call: LiveCall): void {
    if (call.isChanged) {
      call.isChanged = false;
      this.#parts.onChange(call);
    }
    if (!call.live?.settled || call.open > 0) return;
    call.live = null;
    this.#parts.sandbox.free(call);
    this.#calls.delete(call.facts.id);
  }

  /** Does what the runner asked for, in order; steps may bring further ones. */
  #take(call: LiveCall): void {
    const { steps } = this.#runnerParts;
    for (let index = 0; index < steps.length; index += 1) {
      const step = steps[index];
      if (step) this.#step(call, step);
    }
    while (steps.length > 0) steps.pop();
  }

  #step(call: LiveCall, step: CallStep): void {
    const sandbox = this.#parts.sandbox;
    const { now } = this.#parts.pump;
    if (step.type === 'finished') {
      this.#finished(call, step);
      return;
    }
    if (step.type === 'invite') {
      sandbox.invite(call, step, now);
      return;
    }
    const attempt = call.attempt(step.attemptId);
    if (!attempt) return;
    switch (step.type) {
      case 'set-timer':
        sandbox.setTimer(attempt, step);
        return;
      case 'cancel':
        sandbox.cancel(attempt, now);
        return;
      case 'ack-and-bye':
        sandbox.refuseAnswer(attempt);
        return;
      case 'bye':
        sandbox.close(attempt, now);
        return;
      case 'ringing':
        this.#ringing(call);
        return;
      case 'connected':
        this.#connected(call);
        sandbox.connect(attempt, now);
    }
  }

  #ringing(call: LiveCall): void {
    if (call.state !== 'dialing') return;
    call.state = 'ringing';
    call.ringingAt = this.#parts.pump.now;
    call.isChanged = true;
  }

  #connected(call: LiveCall): void {
    const { pump } = this.#parts;
    call.state = 'in_progress';
    call.answeredAt = pump.now;
    call.isChanged = true;
    pump.add(pump.now + call.facts.timeLimitMs, AGENT_EVENT.timeLimit, call.facts.id, 0);
  }

  #finished(call: LiveCall, { result }: Extract<CallStep, { type: 'finished' }>): void {
    call.result = result;
    call.outcome = result.outcome;
    const { state, code, source } = explainHangup({
      result,
      local: call.lastHop?.local ?? null,
      ownEnd: call.ownEnd,
      wasAnswered: call.answeredAt !== null,
    });
    call.state = state;
    call.hangup = { code, source };
    call.endedAt = this.#parts.pump.now;
    call.isChanged = true;
    this.#inProgress -= 1;
    this.#parts.sandbox.callFinished(call);
  }

  /** An abandoned hop was answered after all: its carrier charges us, the customer pays nothing. */
  lateAnswer(call: LiveCall, attemptId: number): void {
    const hop = hopOf(call, attemptId);
    if (!hop) return;
    hop.isLateAnswer = true;
    call.isChanged = true;
  }
}
