import type { CallRefusal } from '@/lib/calls/check-call';
import { createEngine, engineRouter, goOnFrom, memoryOf, setTables } from '@/lib/failover/engine';
import type { Engine } from '@/lib/failover/engine-state';
import { DEFAULT_POLICY } from '@/lib/failover/policy';
import type { EngineEffect, EngineEvent, Ms, Plan, Router } from '@/lib/failover/types';
import { EVENT } from '@/lib/simulator/clockwork';
import { DelayHistogram } from '@/lib/simulator/delay-histogram';
import { AGENT_EVENT } from './agent-events';
import type { AgentMemory, AgentOptions } from './agent-options';
import { callIdOf, noteAttempt } from './attempt-notes';
import { CallDesk } from './call-desk';
import { CallIds } from './call-ids';
import { EarlierCalls } from './earlier-calls';
import { recordOfEffect, recordOfRefusals } from './effect-records';
import { EngineTicks } from './engine-ticks';
import { Figures } from './figures';
import { forgetCalls } from './forget-calls';
import { HeldTables } from './held-tables';
import type { LiveCall } from './live-call';
import { LiveTrunks, standingOf } from './live-state';
import type { CallOrder, EndOrder, Placed, RouteOrder } from './orders';
import { planOverrides } from './override-desk';
import { ProofDesk } from './proof-desk';
import { Pump, type PumpedEvent } from './pump';
import { Recording } from './recording';
import { isOfAttempt, Sandbox } from './sandbox/sandbox';
import { savedBytes } from './saved-file';
import { Switchboard } from './switchboard';
import { TrafficDesk } from './traffic-desk';
import type { ActiveFault, AgentRecord, AgentTables, LiveState } from './types';
import { watchedRouter } from './watched-router';

const NEVER = Number.POSITIVE_INFINITY;
const MINUTE_MS = 60_000;
/** Internal Error: the process that held the call has stopped. */
const INTERNAL_ERROR = 5010;

/** The agent but for its files, its socket and its database: places calls by the engine, on a clock it is given. */
export class Agent {
  readonly pump: Pump;
  readonly desk: CallDesk;
  readonly switchboard: Switchboard;
  readonly recording: Recording;
  /** How long decisions took, in microseconds. */
  readonly decisions = new DelayHistogram();
  readonly router: Router;
  readonly #sandbox: Sandbox;
  readonly #options: AgentOptions;
  readonly #engine: Engine;
  readonly #ids: CallIds;
  readonly #figures = new Figures();
  readonly #live = new LiveTrunks();
  readonly #proofs: ProofDesk;
  readonly #traffic: TrafficDesk;
  readonly #ticks: EngineTicks;
  #tables = HeldTables.empty();
  #version: number;

  constructor(options: AgentOptions) {
    this.#options = options;
    const { seed, timing, index, records } = options;
    this.#ids = new CallIds(index);
    const policy = DEFAULT_POLICY;
    const tables = this.#tables.compiled;
    this.#engine =
      options.memory === null
        ? createEngine({ tables, policy, seed })
        : goOnFrom({ tables, policy }, options.memory.engine);
    this.#version = Math.max(0, this.#engine.state.provedVersion);
    const source = { state: () => savedBytes(memoryOf(this.#engine)), tables: () => this.#tables.source };
    this.recording = new Recording(source, options.segmentCharacters);
    this.router = watchedRouter(engineRouter(this.#engine), {
      ...{ recording: this.recording, decisions: this.decisions },
      onEvent: (event, now) => this.#note(event, now),
      onObservation: ({ effects }, now) => {
        for (const effect of effects) this.#effect(effect, now);
      },
    });
    this.pump = new Pump(timing, (event) => this.#handle(event));
    this.#ticks = new EngineTicks(this.router, this.pump);
    this.#sandbox = new Sandbox({
      ...{ queue: this.pump, seed },
      signal: (call, signal) => this.switchboard.signal(call, signal),
      lateAnswer: (call, attemptId) => this.switchboard.lateAnswer(call, attemptId),
    });
    this.switchboard = new Switchboard(
      {
        ...{ router: this.router, policy, pump: this.pump, sandbox: this.#sandbox },
        onChange: (call) => this.#changed(call),
      },
      tables,
    );
    this.desk = new CallDesk({
      ...{ pump: this.pump, ids: this.#ids, records, switchboard: this.switchboard },
      ...{ tables: () => this.#tables, world: this.#sandbox.world, earlier: options.earlier ?? new EarlierCalls() },
    });
    const place = (order: CallOrder) => {
      const placed = this.desk.place(order);
      // A call that found no way is over by now.
      return placed.ok && this.desk.find(placed.uuid) ? placed.uuid : null;
    };
    this.#proofs = new ProofDesk(this.pump, place);
    this.#traffic = new TrafficDesk(this.pump, { seed, place });
    if (options.memory !== null) forgetCalls(this.router, this.#engine, options.memory.at);
    this.pump.add(nextMinute(this.pump.now), AGENT_EVENT.minute, 0, 0);
  }

  /**
   * Puts new tables in force, for calls in progress too where they can matter. Answers with the faults that could not
   * be read.
   * @throws TableError when they contradict each other; the old ones stay in force then
   */
  setTables(tables: AgentTables): ActiveFault[] {
    const now = this.pump.catchUp();
    const held = new HeldTables(tables, this.#version + 1, this.#tables);
    this.#tables = held;
    if (!held.routesAsBefore) {
      this.#version += 1;
      setTables(this.#engine, held.compiled);
      this.switchboard.setTables(held.compiled);
      this.recording.tablesSet(held.source, now);
    }
    const { id } = this.#options;
    this.desk.accounts.balancesRead(tables.written.find(({ agentId }) => agentId === id)?.sequence ?? 0);
    const wrong = this.#sandbox.read(tables, now);
    this.#override(now);
    this.#proofs.read(tables.numbers);
    this.#traffic.read(tables.traffic);
    this.#ticks.queue();
    return wrong;
  }

  place(order: CallOrder): Placed {
    this.pump.catchUp();
    const placed = this.desk.place(order);
    this.#ticks.queue();
    return placed;
  }

  /** Hangs up or cancels; false when the account has no such call in progress or waiting. */
  end(wanted: EndOrder): boolean {
    this.pump.catchUp();
    const isFound = this.desk.end(wanted);
    this.#ticks.queue();
    return isFound;
  }

  /**
   * The plan for a call that is placed elsewhere, and the id by which its attempts are reported; or why the account may
   * not call from that number.
   */
  route({ from, to, ringTimeoutSeconds, ...asked }: RouteOrder): { callId: number; plan: Plan } | CallRefusal {
    const now = this.pump.catchUp();
    const refusal = this.desk.refusalOf(asked.accountId, from);
    if (refusal) return refusal;
    const callId = this.#ids.next(now);
    const ringTimeoutMs = ringTimeoutSeconds * 1_000;
    const call = { ...asked, callId, callerNumber: from, destination: to, ringTimeoutMs };
    return { callId, plan: this.router.decide(call, now) };
  }

  /** Takes in what became of calls that are placed elsewhere. */
  report(events: readonly EngineEvent[]): void {
    const now = this.pump.catchUp();
    for (const event of events) this.router.observe(event, now);
    this.#ticks.queue();
  }

  /** The engine's state, exact, to be copied at once: the engine goes on changing it. */
  memory(): AgentMemory {
    this.pump.catchUp();
    return { at: this.pump.now, engine: memoryOf(this.#engine) };
  }

  /** Records how routes stand: after a kill that is what was saved last, which may not be what was recorded last. */
  tellStanding(): void {
    this.#write({ type: 'standing', at: this.pump.catchUp(), ...standingOf(this.#engine) });
  }

  /** Whether it has been told any tables. */
  get hasTables(): boolean {
    return this.#tables.compiled.version > 0;
  }

  state(spool: LiveState['spool']): LiveState {
    const now = this.pump.catchUp();
    const sources = { engine: this.#engine, tables: this.#tables, figures: this.#figures, now };
    const trunks = this.#live.trunks(sources);
    return {
      ...{ agentId: this.#options.id, at: now, callsInProgress: this.switchboard.inProgress },
      callsQueued: this.desk.accounts.queued,
      callsPerSecond: this.switchboard.begunLastSecond(now),
      ...{ openIncidents: this.#live.openIncidents(sources), trunks, spool },
    };
  }

  /** Ends every call as cut off, and hands no event over any more. */
  stop(): void {
    this.pump.catchUp();
    this.pump.stop();
    this.desk.cutOff(INTERNAL_ERROR);
    this.#tellRefusals(this.pump.now);
  }

  #write(record: AgentRecord): number {
    return this.#options.records.write(record);
  }

  #changed(call: LiveCall): void {
    const sequence = this.#write({ type: 'call', call: call.record() });
    if (!call.isEnded || call.isClosed) return;
    call.isClosed = true;
    this.desk.ended(call, sequence);
    this.#traffic.ended(call.facts.uuid);
    const proof = this.#proofs.ended(call, this.#tables.trunks.get(call.lastHop?.trunkId ?? '')?.carrierName);
    if (!proof) return;
    const { pairId, ok, sentence } = proof;
    this.#write({ type: 'pair-proof', at: this.pump.now, ...proof });
    this.router.observe({ type: 'pair-proof', pairId, proof: ok ? 'proven' : 'failed', sentence }, this.pump.now);
  }

  #note(event: EngineEvent, now: Ms): void {
    if (!('attemptId' in event)) return;
    const tables = this.#tables.compiled;
    const call = this.switchboard.byId(callIdOf(event.attemptId));
    if (call) noteAttempt(call, event, { tables, now });
    this.#figures.note(event, tables, now);
  }

  #effect(effect: EngineEffect, now: Ms): void {
    this.#live.note(effect, now);
    if (effect.type === 'probe-wanted') this.#sandbox.planProbe(effect, this.pump.now);
    const record = recordOfEffect(effect, now);
    if (record) this.#write(record);
  }

  #override(now: Ms): void {
    const { events, nextAt } = planOverrides(this.#tables.tables.overrides, this.#engine.limits.overrides.state, now);
    for (const event of events) this.router.observe(event, now);
    if (nextAt < NEVER) this.pump.add(nextAt, AGENT_EVENT.override, 0, 0);
  }

  #handle(event: PumpedEvent): void {
    const { kind, subject, at } = event;
    if (isOfAttempt(kind)) {
      const call = this.#sandbox.attemptEvent(event, at);
      if (call) this.switchboard.settle(call);
    } else if (kind === EVENT.fault) this.#sandbox.turnFaults(at);
    else if (kind === EVENT.tick) this.#ticks.due(at);
    else if (kind === EVENT.probe) this.#probe(subject, at);
    else this.#handleOwn(event);
    this.#ticks.queue();
  }

  #handleOwn({ kind, subject, stamp, at }: PumpedEvent): void {
    if (kind === AGENT_EVENT.start) this.desk.startDue(subject);
    else if (kind === AGENT_EVENT.timeLimit) this.desk.timeIsUp(subject);
    else if (kind === AGENT_EVENT.override) this.#override(at);
    else if (kind === AGENT_EVENT.traffic) this.#traffic.due(subject, at);
    else if (kind === AGENT_EVENT.proof) this.#proofs.due(subject, stamp);
    else if (kind === AGENT_EVENT.minute) this.#minute(at);
  }

  #minute(now: Ms): void {
    for (const figures of this.#figures.takeMinute())
      this.#write({ type: 'trunk-minute', minute: nextMinute(now) - 2 * MINUTE_MS, figures });
    this.#tellRefusals(now);
    this.pump.add(nextMinute(now), AGENT_EVENT.minute, 0, 0);
  }

  #tellRefusals(now: Ms): void {
    for (const refusals of this.desk.refusals.takeMinute()) this.#write(recordOfRefusals(refusals, now));
  }

  #probe(slot: number, now: Ms): void {
    const result = this.#sandbox.probeDue(slot, now);
    if (result) this.router.observe(result, now);
  }
}

function nextMinute(now: Ms): Ms {
  return (Math.floor(now / MINUTE_MS) + 1) * MINUTE_MS;
}
