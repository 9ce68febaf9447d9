import { CallRunner } from '../failover/call';
import type { CallSignal, CallStep } from '../failover/call-types';
import type { EngineEffect, EngineEvent, Router } from '../failover/types';
import type { Attempt, Call } from './call';
import { STAGE } from './call';
import { Channels } from './channels';
import { EVENT, TIMERS } from './clockwork';
import { Conversations } from './conversations';
import { Crowd } from './crowd';
import { EventQueue } from './events';
import { Exchange } from './exchange';
import { FaultLine } from './faults';
import type { Floor } from './floor';
import { redialAfter } from './people';
import { Probes } from './probes';
import type { RunResult, SampledCall } from './result';
import type { MakeRouter } from './routers/router-parts';
import { Tally } from './tally';
import type { World } from './world';

/** Calls that began before the end are followed this long, so that late answers and long talks are seen. */
const AFTERMATH_MS = 2 * 3_600_000;

export interface RunOptions {
  seed: number;
  policy: string;
  makeRouter: MakeRouter;
  /** Told every call when nothing of it is left. */
  onCall?: (call: SampledCall) => void;
  /** Told the share of the run that is done, now and then. */
  onProgress?: (share: number) => void;
}

/** One run of one policy over one seed. */
export class Simulation {
  readonly #world: World;
  readonly #options: RunOptions;
  readonly #queue = new EventQueue(4_096);
  readonly #line: FaultLine;
  readonly #tally: Tally;
  readonly #exchange: Exchange;
  readonly #conversations: Conversations;
  readonly #crowd: Crowd;
  readonly #router: Router;
  readonly #runner: CallRunner;
  readonly #probes: Probes;
  readonly #steps: CallStep[] = [];
  /** The attempt of the event being handled, or the latest one begun: mostly the one that is asked for. */
  #attempt: Attempt;
  #now = 0;
  #tickAt = Number.POSITIVE_INFINITY;
  #events = 0;

  constructor(world: World, options: RunOptions) {
    const { seed, makeRouter } = options;
    this.#world = world;
    this.#options = options;
    this.#line = new FaultLine(world, world.scenario.faults);
    this.#tally = new Tally(world, this.#line, options);
    const channels = new Channels(world, this.#line);
    const floor: Floor = {
      world,
      queue: this.#queue,
      line: this.#line,
      channels,
      tally: this.#tally,
      signal: (call, signal) => this.#signal(call, signal),
      hungUp: (call) => this.#crowd.hungUp(call, this.#now),
    };
    this.#crowd = new Crowd(world, { seed, queue: this.#queue, tally: this.#tally });
    this.#exchange = new Exchange(floor, this.#crowd.anyCall);
    const { tables, policy } = world;
    this.#conversations = new Conversations(floor, this.#exchange);
    this.#router = this.#watch(makeRouter({ world, line: this.#line, channels, seed }));
    this.#runner = new CallRunner({ router: this.#router, tables, policy, steps: this.#steps });
    this.#attempt = this.#exchange.anyAttempt;
    this.#probes = new Probes(world, { seed, line: this.#line, queue: this.#queue });
  }

  run(): RunResult {
    const { lasts } = this.#world.scenario;
    this.#crowd.start();
    this.#queueFault();
    let reportAt = 0;
    for (let at = this.#queue.nextAt(); at < lasts + AFTERMATH_MS; at = this.#queue.nextAt()) {
      this.#queue.take();
      this.#now = at;
      this.#events += 1;
      this.#handle(this.#queue.kind, this.#queue.subject, this.#queue.stamp);
      this.#queueTick();
      if (at >= reportAt) reportAt = this.#report(at);
      if (at > lasts && this.#crowd.live === 0) break;
    }
    this.#tally.agentWaitMs = this.#crowd.waitedMs();
    const { policy, seed } = this.#options;
    return this.#tally.result({ policy, seed, events: this.#events });
  }

  #report(now: number): number {
    const { lasts } = this.#world.scenario;
    this.#options.onProgress?.(Math.min(1, now / lasts));
    return now + lasts / 200;
  }

  /** The router with its effects taken note of. */
  #watch(router: Router): Router {
    return {
      decide: (call, now) => router.decide(call, now),
      mayRetry: (call, next, now) => router.mayRetry(call, next, now),
      nextTickAt: (now) => router.nextTickAt(now),
      observe: (event: EngineEvent, now) => {
        const observation = router.observe(event, now);
        if (observation.effects.length > 0) for (const effect of observation.effects) this.#effect(effect);
        return observation;
      },
    };
  }

  #effect(effect: EngineEffect): void {
    if (effect.type === 'probe-wanted') this.#probes.plan(effect, this.#now);
    else this.#tally.states.note(effect, this.#now);
  }

  #handle(kind: number, subject: number, stamp: number): void {
    switch (kind) {
      case EVENT.arrival:
        this.#place(this.#crowd.arrive(subject, this.#now));
        return;
      case EVENT.pace:
        for (let count = this.#crowd.pace(subject, this.#now); count > 0; count -= 1)
          this.#place(this.#crowd.dial(subject, this.#now));
        return;
      case EVENT.redial:
        this.#place(this.#crowd.redial(subject, this.#now));
        return;
      case EVENT.patienceEnds:
        this.#patienceEnds(subject, stamp);
        return;
      case EVENT.fault:
        this.#turnFaults();
        return;
      case EVENT.tick:
        this.#tick();
        return;
      case EVENT.probe:
        this.#probe(subject);
        return;
      default:
        this.#attemptEvent(kind, subject, stamp);
    }
  }

  #attemptEvent(kind: number, slot: number, stamp: number): void {
    const attempt = this.#exchange.at(slot);
    if (!attempt) return;
    this.#attempt = attempt;
    if (kind === EVENT.play || kind === EVENT.reach) {
      if (attempt.script !== stamp || attempt.stage === STAGE.over) return;
      if (kind === EVENT.play) this.#exchange.play(attempt, this.#now);
      else this.#exchange.reach(attempt, this.#now);
      this.#forget(attempt.call);
      return;
    }
    if (attempt.life !== stamp) return;
    if (kind === EVENT.talkEnds) this.#conversations.talkEnds(attempt, this.#now);
    else this.#exchange.timerDue(attempt, TIMERS[kind - EVENT.timer] ?? 'ring');
    this.#forget(attempt.call);
  }

  /** A call begins. */
  #place(call: Call | null): void {
    if (!call) return;
    this.#tally.arrived(call);
    call.live = this.#runner.begin(call.request, this.#now);
    this.#take(call);
    this.#crowd.waits(call, this.#now);
    this.#forget(call);
  }

  #signal(call: Call, signal: CallSignal): void {
    const { live } = call;
    if (!live) return;
    this.#runner.advance(live, signal, this.#now);
    this.#take(call);
  }

  /** Does what the runner asked for. The list is emptied from its end, which keeps its memory. */
  #take(call: Call): void {
    const steps = this.#steps;
    for (let index = 0; index < steps.length; index += 1) {
      const step = steps[index];
      if (step) this.#step(call, step);
    }
    while (steps.length > 0) steps.pop();
  }

  #step(call: Call, step: CallStep): void {
    if (step.type === 'finished') {
      this.#finished(call, step);
      return;
    }
    if (step.type === 'invite') {
      this.#invite(call, step);
      return;
    }
    const attempt =
      this.#attempt.call === call && this.#attempt.id === step.attemptId ? this.#attempt : call.attempt(step.attemptId);
    if (!attempt) return;
    switch (step.type) {
      case 'set-timer':
        this.#exchange.setTimer(attempt, step);
        return;
      case 'cancel':
        this.#exchange.cancel(attempt, this.#now);
        return;
      case 'ack-and-bye':
        this.#exchange.refuseAnswer(attempt);
        return;
      case 'bye':
        this.#exchange.close(attempt, attempt.answeredAt >= 0 ? this.#now - attempt.answeredAt : 0);
        return;
      case 'ringing':
        call.hasProgress = true;
        return;
      default:
        call.hasProgress = true;
        this.#crowd.answered(call, attempt, this.#now);
        this.#conversations.connect(attempt, this.#now);
    }
  }

  #invite(call: Call, step: Extract<CallStep, { type: 'invite' }>): void {
    const { hop } = step;
    const isFirst = call.attempts.length === 0;
    this.#attempt = this.#exchange.invite(call, step, this.#now);
    const { group } = call.campaign.numbers;
    const owner = hop.presentedNumber === call.request.callerNumber ? group.carrier : group.fallback?.carrier;
    if (group.tied && owner !== hop.carrierId) this.#tally.counts.wrongNumber += 1;
    if (!isFirst || this.#attempt.trunk.index === call.natural) return;
    call.isRerouted = true;
    this.#tally.rerouted(call, hop.reason.kind !== 'comparison' && hop.reason.kind !== 'overflow');
  }

  #finished(call: Call, { result }: Extract<CallStep, { type: 'finished' }>): void {
    call.result = result;
    const isLast = this.#attempt.call === call && this.#attempt.hopIndex === result.hopIndex;
    const last = isLast ? this.#attempt : call.attemptOn(result.hopIndex);
    const isFailed = this.#tally.finished({ call, result, last });
    this.#exchange.callFinished(call);
    if (result.outcome !== 'answered') this.#crowd.unanswered(call);
    const after = isFailed ? redialAfter(call) : null;
    if (after !== null) this.#crowd.comesBack(call, this.#now + after);
  }

  /** Lets a call go when neither its runner nor the network has anything left to do. */
  #forget(call: Call): void {
    if (!call.live?.settled || call.open > 0) return;
    call.live = null;
    this.#tally.callOver(call);
    for (const attempt of call.attempts) this.#exchange.free(attempt);
    this.#crowd.free(call);
  }

  #patienceEnds(slot: number, life: number): void {
    const call = this.#crowd.at(slot);
    if (!call || call.life !== life || call.hasProgress || call.result) return;
    this.#signal(call, { type: 'caller-hung-up' });
    this.#forget(call);
  }

  #queueFault(): void {
    const at = this.#line.nextTurnAt();
    if (at < Number.POSITIVE_INFINITY) this.#queue.add(at, EVENT.fault, 0, 0);
  }

  #turnFaults(): void {
    for (const state of this.#line.turn(this.#now)) if (state.isActive) this.#conversations.meetFault(state, this.#now);
    this.#queueFault();
  }

  #queueTick(): void {
    const wanted = this.#router.nextTickAt(this.#now);
    if (wanted >= this.#tickAt || wanted === Number.POSITIVE_INFINITY) return;
    this.#tickAt = Math.max(this.#now, Math.ceil(wanted));
    this.#queue.add(this.#tickAt, EVENT.tick, 0, 0);
  }

  #tick(): void {
    // An earlier tick was asked for after this one was queued: that one has been served.
    if (this.#now < this.#tickAt) return;
    this.#tickAt = Number.POSITIVE_INFINITY;
    if (this.#router.nextTickAt(this.#now) <= this.#now) this.#router.observe(TICK, this.#now);
  }

  #probe(slot: number): void {
    const result = this.#probes.due(slot, this.#now);
    if (result) this.#router.observe(result, this.#now);
  }
}

const TICK: EngineEvent = { type: 'tick' };
