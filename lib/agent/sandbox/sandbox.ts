import type { CallSignal, CallStep } from '@/lib/failover/call-types';
import type { EngineEffect, EngineEvent, MediaReport, Ms } from '@/lib/failover/types';
import { type Attempt, Call, STAGE } from '@/lib/simulator/call';
import { Channels } from '@/lib/simulator/channels';
import { type Agenda, EVENT, TIMERS } from '@/lib/simulator/clockwork';
import { Conversations } from '@/lib/simulator/conversations';
import { Exchange } from '@/lib/simulator/exchange';
import type { Floor } from '@/lib/simulator/floor';
import { describeMedia } from '@/lib/simulator/media';
import { callKeys, readiness } from '@/lib/simulator/people';
import { Probes } from '@/lib/simulator/probes';
import { LiveCall } from '../live-call';
import type { ActiveFault, AgentTables } from '../types';
import { CALLEES } from './callees';
import { FaultDesk } from './fault-desk';
import { SandboxWorld } from './world';

/** A test call asked for longer ago than this is not made any more. */
const STALE_PROBE_MS = 2_000;
/** Dead media end a call after this. */
const DEAD_MEDIA_MS = 30_000;

type Invite = Extract<CallStep, { type: 'invite' }>;
type SetTimer = Extract<CallStep, { type: 'set-timer' }>;

/** What the sandbox needs of the agent. */
export interface SandboxHost {
  readonly queue: Agenda;
  /** Seeds callees and carriers. */
  readonly seed: number;
  signal(call: LiveCall, signal: CallSignal): void;
  lateAnswer(call: LiveCall, attemptId: number): void;
}

/** Carriers in real time: the simulator's own, played on the agent's clock under tables that change. */
export class Sandbox {
  readonly world = new SandboxWorld();
  readonly #host: SandboxHost;
  readonly #faults = new FaultDesk(this.world);
  readonly #channels = new Channels(this.world, this.#faults.line);
  readonly #exchange: Exchange;
  readonly #conversations: Conversations;
  readonly #probes: Probes;

  constructor(host: SandboxHost) {
    this.#host = host;
    const floor: Floor = {
      world: this.world,
      queue: host.queue,
      line: this.#faults.line,
      channels: this.#channels,
      tally: {
        attemptOver: () => undefined,
        talked: () => undefined,
        lateAnswer: ({ call, id }) => {
          if (call instanceof LiveCall) host.lateAnswer(call, id);
        },
      },
      signal: (call, signal) => {
        if (call instanceof LiveCall) host.signal(call, signal);
      },
      hungUp: () => undefined,
    };
    const [somewhere] = this.world.destinations;
    if (!somewhere) throw new RangeError('The sandbox has a destination for every number.');
    this.#exchange = new Exchange(floor, new Call(0, CALLEES.customer, somewhere));
    this.#conversations = new Conversations(floor, this.#exchange);
    this.#probes = new Probes(this.world, { seed: host.seed, line: this.#faults.line, queue: host.queue });
  }

  /** Takes new tables; answers with the faults that could not be read. */
  read(tables: AgentTables, now: Ms): ActiveFault[] {
    this.world.read(tables);
    // Calls in progress may belong to another prefix now, which is how a fault that has just begun finds them.
    for (const { stage, call } of this.#exchange.attempts)
      if (stage !== STAGE.over) call.destination = this.world.destinationOf(call.request.destination);
    const wrong = this.#faults.read(tables, now);
    this.#channels.readAgain(this.world.trunks);
    this.turnFaults(now);
    return wrong;
  }

  /** Turns the faults that are due, on calls in progress too. */
  turnFaults(now: Ms): void {
    const { line } = this.#faults;
    for (const state of line.turn(now)) if (state.isActive) this.#conversations.meetFault(state, now);
    const next = line.nextTurnAt();
    if (next < Number.MAX_SAFE_INTEGER) this.#host.queue.add(next, EVENT.fault, 0, 0);
  }

  /** Gives a call the callee that its number and id stand for. */
  prepare(call: LiveCall): void {
    const { low, high } = callKeys(this.#host.seed, call.campaign.index, { contact: call.contact, tries: 0 });
    call.keyLow = low;
    call.keyHigh = high;
    call.readiness = readiness(call.campaign, call.destination, 0);
  }

  invite(call: LiveCall, step: Invite, now: Ms): Attempt {
    return this.#exchange.invite(call, step, now);
  }

  setTimer(attempt: Attempt, step: SetTimer): void {
    this.#exchange.setTimer(attempt, step);
  }

  cancel(attempt: Attempt, now: Ms): void {
    this.#exchange.cancel(attempt, now);
  }

  refuseAnswer(attempt: Attempt): void {
    this.#exchange.refuseAnswer(attempt);
  }

  /** We hang up. */
  close(attempt: Attempt, now: Ms): void {
    this.#exchange.close(attempt, attempt.answeredAt >= 0 ? now - attempt.answeredAt : 0);
  }

  /** Caller and callee talk from now on. */
  connect(attempt: Attempt, now: Ms): void {
    this.#conversations.connect(attempt, now);
    if (attempt.isOneWay && attempt.talkMs > DEAD_MEDIA_MS)
      this.#host.queue.add(now + DEAD_MEDIA_MS, SANDBOX_EVENT.deadMedia, attempt.slot, attempt.life);
  }

  callFinished(call: LiveCall): void {
    this.#exchange.callFinished(call);
  }

  /** Nothing is left of a call: its attempts may serve others. */
  free(call: LiveCall): void {
    for (const attempt of call.attempts) this.#exchange.free(attempt);
  }

  /** What a call that talks has measured so far; null when it does not talk. */
  mediaOf(call: LiveCall, now: Ms): MediaReport | null {
    const attempt = call.attempts.find(({ stage, answeredAt }) => stage === STAGE.answered && answeredAt >= 0);
    if (!attempt) return null;
    return describeMedia({ ...NO_MEDIA }, attempt, now - attempt.answeredAt);
  }

  planProbe(wanted: Extract<EngineEffect, { type: 'probe-wanted' }>, now: Ms): void {
    if (wanted.dueAt < now - STALE_PROBE_MS || !this.world.trunkIndex.has(wanted.trunkId)) return;
    this.#probes.plan(wanted, now);
  }

  /** The result of a probe that has ended; null while it goes on. */
  probeDue(slot: number, now: Ms): EngineEvent | null {
    return this.#probes.due(slot, now);
  }

  /** Plays an event of an attempt; answers with its call when it was meant. */
  attemptEvent({ kind, subject, stamp }: { kind: number; subject: number; stamp: number }, now: Ms): LiveCall | null {
    const attempt = this.#exchange.at(subject);
    if (!attempt || !(attempt.call instanceof LiveCall)) return null;
    const { call } = attempt;
    if (kind === EVENT.play || kind === EVENT.reach) {
      if (attempt.script !== stamp || attempt.stage === STAGE.over) return null;
      if (kind === EVENT.play) this.#exchange.play(attempt, now);
      else this.#exchange.reach(attempt, now);
      return call;
    }
    if (attempt.life !== stamp) return null;
    if (kind === EVENT.talkEnds) this.#conversations.talkEnds(attempt, now);
    else if (kind === SANDBOX_EVENT.deadMedia) this.#mediaDead(attempt, call);
    else this.#exchange.timerDue(attempt, TIMERS[kind - EVENT.timer] ?? 'ring');
    return call;
  }

  #mediaDead(attempt: Attempt, call: LiveCall): void {
    if (attempt.stage !== STAGE.answered || !attempt.isOneWay) return;
    call.ownEnd = 'dead-media';
    this.#host.signal(call, { type: 'media-dead', attemptId: attempt.id });
  }
}

/** Events of attempts beyond the simulator's own. */
const SANDBOX_EVENT = { deadMedia: 30 } as const;

/** Whether an event is one for `attemptEvent`. */
export function isOfAttempt(kind: number): boolean {
  return (
    kind === EVENT.play ||
    kind === EVENT.reach ||
    kind === EVENT.talkEnds ||
    kind === SANDBOX_EVENT.deadMedia ||
    (kind >= EVENT.timer && kind < EVENT.timer + TIMERS.length)
  );
}

const NO_MEDIA: MediaReport = {
  loss: 0,
  burstRatio: 1,
  jitterMs: 0,
  delayMs: 0,
  codec: 'g711',
  receivedPackets: 0,
  sentPackets: 0,
};
