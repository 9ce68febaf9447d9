import { createEngine, engineRouter, restore, setTables, snapshot } from '@/lib/failover/engine';
import { DEFAULT_POLICY } from '@/lib/failover/policy';
import type { EncodedGraph } from '@/lib/failover/snapshot';
import type { EngineEffect, EngineEvent, Ms, Router } from '@/lib/failover/types';
import { Call } from '@/lib/simulator/call';
import { EVENT, TIMERS } from '@/lib/simulator/clockwork';
import { destinationModel } from '@/lib/simulator/world';
import { AGENT_EVENT } from './agent-events';
import { callIdOf, noteAttempt } from './attempt-notes';
import { CallDesk } from './call-desk';
import { CallIds } from './call-ids';
import { HeldTables } from './held-tables';
import type { LiveCall } from './live-call';
import type { CallOrder, EndOrder, Placed } from './orders';
import { Pump, type PumpedEvent } from './pump';
import { CALLEES } from './sandbox/callees';
import { SANDBOX_EVENT, Sandbox } from './sandbox/sandbox';
import { Switchboard } from './switchboard';
import type { Timing } from './timing';
import type { ActiveFault, AgentRecord, AgentTables, Records } from './types';

const TICK: EngineEvent = { type: 'tick' };
const NEVER = Number.POSITIVE_INFINITY;

export interface AgentOptions {
  /** As its records bear it. */
  id: string;
  /** 0 to 15; no two agents of an installation have the same. */
  index: number;
  timing: Timing;
  records: Records;
  /** Seeds sandbox callees, carriers and the jitter of a new engine. */
  seed: number;
  /** The engine's state before a stop; null for a new one. */
  snapshot: EncodedGraph | null;
}

/** The agent but for its files, its socket and its database: places calls by the engine, on a clock it is given. */
export class Agent {
  readonly pump: Pump;
  readonly sandbox: Sandbox;
  readonly desk: CallDesk;
  readonly switchboard: Switchboard;
  readonly #options: AgentOptions;
  readonly #engine: ReturnType<typeof createEngine>;
  readonly #router: Router;
  #tables = HeldTables.empty();
  #version: number;
  #tickAt: Ms = NEVER;

  constructor(options: AgentOptions) {
    this.#options = options;
    const { seed, timing, index } = options;
    const policy = DEFAULT_POLICY;
    const tables = this.#tables.compiled;
    this.#engine = options.snapshot
      ? restore({ tables, policy }, options.snapshot)
      : createEngine({ tables, policy, seed });
    this.#version = Math.max(0, this.#engine.state.provedVersion);
    this.#router = this.#watch(engineRouter(this.#engine));
    this.pump = new Pump(timing, (event) => this.#handle(event));
    this.sandbox = new Sandbox(
      {
        queue: this.pump,
        seed,
        signal: (call, signal) => this.switchboard.signal(call, signal),
        lateAnswer: (call, attemptId) => this.switchboard.lateAnswer(call, attemptId),
      },
      new Call(0, CALLEES.customer, destinationModel(NOWHERE, 0)),
    );
    this.switchboard = new Switchboard(
      {
        ...{ router: this.#router, policy, pump: this.pump, sandbox: () => this.sandbox },
        onChange: (call) => this.#changed(call),
      },
      tables,
    );
    this.desk = new CallDesk({
      ...{ pump: this.pump, ids: new CallIds(index), records: options.records, switchboard: this.switchboard },
      ...{ tables: () => this.#tables, world: this.sandbox.world },
    });
    if (options.snapshot) this.#forgetCalls();
  }

  /** Calls of before the stop are gone: nothing is learned from them, and their channels are free. */
  #forgetCalls(): void {
    const { now } = this.pump;
    const end = {
      sipCode: null,
      cause: null,
      local: 'caller-hung-up',
      phase: 'sent',
      retryAfterSeconds: null,
    } as const;
    for (const attemptId of [...this.#engine.state.attempts.keys()])
      this.#router.observe({ type: 'attempt-ended', attemptId, end }, now);
    for (const [trunkId] of this.#engine.limits.capacity.uses())
      this.#router.observe({ type: 'capacity', trunkId, channelsInUse: 0 }, now);
  }

  /**
   * Puts new tables in force, for calls in progress too where they can matter. Answers with the faults that could not
   * be read.
   * @throws TableError when they contradict each other; the old ones stay in force then
   */
  setTables(tables: AgentTables): ActiveFault[] {
    const now = this.pump.catchUp();
    const held = new HeldTables(tables, this.#version + 1);
    this.#version += 1;
    this.#tables = held;
    setTables(this.#engine, held.compiled);
    this.switchboard.setTables(held.compiled);
    this.desk.accounts.balancesRead(tables.written.find(({ agentId }) => agentId === this.#options.id)?.sequence ?? 0);
    const wrong = this.sandbox.read(tables, now);
    this.#queueTick();
    return wrong;
  }

  place(order: CallOrder): Placed {
    this.pump.catchUp();
    const placed = this.desk.place(order);
    this.#queueTick();
    return placed;
  }

  /** Hangs up or cancels; false when the account has no such call in progress or waiting. */
  end(wanted: EndOrder): boolean {
    this.pump.catchUp();
    const isFound = this.desk.end(wanted);
    this.#queueTick();
    return isFound;
  }

  /** The engine's state, exact. */
  snapshot(): EncodedGraph {
    this.pump.catchUp();
    return snapshot(this.#engine);
  }

  stop(): void {
    this.pump.stop();
  }

  #write(record: AgentRecord): number {
    return this.#options.records.write(record);
  }

  #changed(call: LiveCall): void {
    const sequence = this.#write({ type: 'call', call: call.record() });
    if (!call.isEnded || call.isClosed) return;
    call.isClosed = true;
    this.desk.ended(call, sequence);
  }

  /** The router, with its word and what it is told taken note of. */
  #watch(router: Router): Router {
    return {
      decide: (call, now) => router.decide(call, now),
      mayRetry: (call, next, now) => router.mayRetry(call, next, now),
      nextTickAt: (now) => router.nextTickAt(now),
      observe: (event, now) => {
        if ('attemptId' in event) this.#note(event, now);
        const observation = router.observe(event, now);
        for (const effect of observation.effects) this.#effect(effect, now);
        return observation;
      },
    };
  }

  #note(event: Extract<EngineEvent, { attemptId: number }>, now: Ms): void {
    const call = this.switchboard.byId(callIdOf(event.attemptId));
    if (call) noteAttempt(call, event, { tables: this.#tables.compiled, now });
  }

  #effect(effect: EngineEffect, now: Ms): void {
    switch (effect.type) {
      case 'probe-wanted':
        this.sandbox.planProbe(effect, this.pump.now);
        return;
      case 'route-state-changed': {
        this.#write({ ...effect, type: 'route-state', at: now });
        return;
      }
      case 'incident-opened':
      case 'incident-closed': {
        const { type, incidentId, trunkId, trace } = effect;
        this.#write({ type, at: now, engineId: incidentId, trunkId, trace });
        return;
      }
      case 'alarm':
        this.#write({ ...effect, at: now });
    }
  }

  #handle(event: PumpedEvent): void {
    const { kind, subject, at } = event;
    if (kind === EVENT.fault) this.sandbox.turnFaults(at);
    else if (kind === EVENT.tick) this.#tick(at);
    else if (kind === EVENT.probe) this.#probe(subject, at);
    else if (isOfAttempt(kind)) {
      const call = this.sandbox.attemptEvent(event, at);
      if (call) this.switchboard.settle(call);
    } else if (kind === AGENT_EVENT.start) this.desk.startDue(subject);
    else if (kind === AGENT_EVENT.timeLimit) this.desk.timeIsUp(subject);
    this.#queueTick();
  }

  #probe(slot: number, now: Ms): void {
    const result = this.sandbox.probeDue(slot, now);
    if (result) this.#router.observe(result, now);
  }

  #queueTick(): void {
    const wanted = this.#router.nextTickAt(this.pump.now);
    if (wanted >= this.#tickAt || wanted === NEVER) return;
    this.#tickAt = Math.max(this.pump.now, Math.ceil(wanted));
    this.pump.add(this.#tickAt, EVENT.tick, 0, 0);
  }

  #tick(now: Ms): void {
    // An earlier tick was asked for after this one was queued: that one has been served.
    if (now < this.#tickAt) return;
    this.#tickAt = NEVER;
    if (this.#router.nextTickAt(now) <= now) this.#router.observe(TICK, now);
  }
}

function isOfAttempt(kind: number): boolean {
  return (
    kind === EVENT.play ||
    kind === EVENT.reach ||
    kind === EVENT.talkEnds ||
    kind === SANDBOX_EVENT.deadMedia ||
    (kind >= EVENT.timer && kind < EVENT.timer + TIMERS.length)
  );
}

/** For the attempt that the exchange makes before there is a call. */
const NOWHERE = {
  ...{ group: 'nowhere', prefix: '', length: 12, weight: 1, operator: null, circle: null, pickUp: 1 },
};
