import { classify, outcomeRules } from '@/lib/failover/classify';
import type { AttemptEnd, EngineEffect, Hop, LocalEnd, Ms, Plan, Router } from '@/lib/failover/types';
import { Attempt, type Call, NEVER_MS, STAGE } from '@/lib/simulator/call';
import { Channels } from '@/lib/simulator/channels';
import { EVENT, Pool } from '@/lib/simulator/clockwork';
import { Crowd } from '@/lib/simulator/crowd';
import { EventQueue } from '@/lib/simulator/events';
import { FaultLine } from '@/lib/simulator/faults';
import { keyAttempt, silencer, writeScript } from '@/lib/simulator/network';
import { Probes } from '@/lib/simulator/probes';
import type { MakeRouter } from '@/lib/simulator/routers/router-parts';
import { Tally } from '@/lib/simulator/tally';
import type { World } from '@/lib/simulator/world';
import { LeanWatch } from './lean-watch';
import type { Weather } from './overdispersion';
import { Told } from './told';

const NEVER = Number.POSITIVE_INFINITY;
const DEADLINE = { firstResponse: EVENT.timer, progress: EVENT.timer + 1, ring: EVENT.timer + 2 } as const;
const LOCAL: Readonly<Record<number, LocalEnd>> = {
  [DEADLINE.firstResponse]: 'first-response-timeout',
  [DEADLINE.progress]: 'progress-timeout',
  [DEADLINE.ring]: 'ring-timeout',
};
export interface LeanOptions {
  seed: number;
  make: MakeRouter;
  /** Ends the run as soon as traffic has left the faulty way. */
  stopsWhenLeft: boolean;
  /** Ends the run when traffic has left a healthy way so often. */
  stopsAfterFalseOpens?: number;
  weather: Weather | null;
}

export interface LeanResult {
  calls: number;
  /** From the fault's start until a call leaves its way, or would if there were one; null when none did. */
  detectedMs: Ms | null;
  /** Calls that began on the faulty carrier from the fault's start until then. */
  callsUntil: number;
  /** Times traffic left a healthy way, a minute apart at least. */
  falseOpens: number;
  /** Whether any route was suspect at the end. */
  wasSuspect: boolean;
}

/**
 * The simulator's callers, callees, carriers and faults without its bookkeeping, for the millions of calls of a
 * leaderboard: every INVITE is written by the same draws and meets the same faults, but CANCELs, repeated INVITEs,
 * late answers, redials and media are left out, and a talk's length is told when it begins. What the router is told
 * comes in the order of time.
 */
export class LeanRun {
  readonly #world: World;
  readonly #options: LeanOptions;
  readonly #queue = new EventQueue(4_096);
  readonly #line: FaultLine;
  readonly #crowd: Crowd;
  readonly #router: Router;
  readonly #told: Told;
  readonly #probes: Probes;
  readonly #watched: LeanWatch;
  readonly #attempts: Pool<Attempt>;
  readonly #plans: (Plan | undefined)[] = [];
  readonly #rules: Parameters<typeof classify>[1];
  readonly #end: AttemptEnd = { sipCode: null, cause: null, local: null, phase: 'sent', retryAfterSeconds: null };
  #now = 0;
  #tickAt = NEVER;
  #nextId = 0;
  #calls = 0;

  constructor(world: World, options: LeanOptions) {
    const { seed, make } = options;
    this.#world = world;
    this.#options = options;
    this.#line = new FaultLine(world, world.scenario.faults);
    const tally = new Tally(world, this.#line, { seed });
    this.#crowd = new Crowd(world, { seed, queue: this.#queue, tally });
    this.#router = make({ world, line: this.#line, channels: new Channels(world, this.#line), seed });
    this.#told = new Told(this.#router, (effects) => this.#take(effects));
    this.#probes = new Probes(world, { seed, line: this.#line, queue: this.#queue });
    this.#watched = new LeanWatch(world, { line: this.#line, router: this.#router });
    const [trunk] = world.trunks;
    if (!trunk) throw new RangeError('A setting needs a trunk.');
    this.#attempts = new Pool((slot) => new Attempt(slot, this.#crowd.anyCall, trunk));
    this.#rules = outcomeRules([], world.policy.retry.afterEarlyMedia.value);
  }

  run(): LeanResult {
    const { lasts } = this.#world.scenario;
    this.#crowd.start();
    this.#queueFault();
    for (let at = this.#queue.nextAt(); at < lasts; at = this.#queue.nextAt()) {
      this.#queue.take();
      this.#now = at;
      this.#handle(this.#queue.kind, this.#queue.subject, this.#queue.stamp);
      this.#queueTick();
      if (this.#isOver()) break;
    }
    const at = this.#world.scenario.faults[0]?.at ?? 0;
    const { detectedAt, callsUntil, falseOpens, wasSuspect } = this.#watched;
    const detectedMs = detectedAt === null ? null : detectedAt - at;
    return { calls: this.#calls, detectedMs, callsUntil, falseOpens, wasSuspect };
  }

  #isOver(): boolean {
    const { stopsWhenLeft, stopsAfterFalseOpens = NEVER } = this.#options;
    const { detectedAt, falseOpens } = this.#watched;
    return (stopsWhenLeft && detectedAt !== null) || falseOpens >= stopsAfterFalseOpens;
  }

  #handle(kind: number, subject: number, stamp: number): void {
    switch (kind) {
      case EVENT.arrival:
        this.#place(this.#crowd.arrive(subject, this.#now));
        return;
      case EVENT.fault:
        this.#line.turn(this.#now);
        this.#queueFault();
        return;
      case EVENT.tick:
        this.#tick();
        return;
      case EVENT.probe: {
        const result = this.#probes.due(subject, this.#now);
        if (result) this.#told.tell(result, this.#now);
        return;
      }
      default:
        this.#attemptEvent(kind, subject, stamp);
    }
  }

  #attemptEvent(kind: number, slot: number, stamp: number): void {
    const attempt = this.#attempts.items[slot];
    if (!attempt || attempt.life !== stamp) return;
    if (kind === EVENT.play) this.#play(attempt);
    else this.#deadline(attempt, kind);
  }

  #place(call: Call | null): void {
    if (!call) return;
    this.#calls += 1;
    this.#options.weather?.apply(call, this.#world, this.#now);
    const plan = this.#router.decide(call.request, this.#now);
    const [first] = plan.hops;
    if (!first) return;
    this.#plans[call.slot] = plan;
    const trunk = this.#world.trunkIndex.get(first.trunkId) ?? 0;
    this.#watched.placed(call, { trunk, reason: first.reason.kind }, this.#now);
    this.#invite(call, 0);
  }

  #invite(call: Call, hopIndex: number): void {
    const hop = this.#plans[call.slot]?.hops[hopIndex];
    const trunk = this.#world.trunks[this.#world.trunkIndex.get(hop?.trunkId ?? '') ?? -1];
    if (!hop || !trunk) return;
    const attempt = this.#attempts.take();
    this.#nextId += 1;
    attempt.reset(call, trunk, this.#now);
    attempt.id = this.#nextId;
    attempt.hopIndex = hopIndex;
    attempt.presented = hop.presentedNumber;
    attempt.presentsFallback = false;
    keyAttempt(attempt, 0);
    this.#told.started(attempt, hop.reason.kind, this.#now);
    writeScript(attempt, this.#line, this.#now);
    this.#watch(attempt, hop);
    this.#playNext(attempt);
  }

  /** Sets a deadline only when the script, or a silence, could miss it. */
  #watch(attempt: Attempt, { firstResponseMs, progressMs }: Hop): void {
    const { slot, life, tryingAfter, ringingAfter, finalAfter } = attempt;
    const until = this.#now + firstResponseMs;
    const progressAfter = Math.min(ringingAfter, finalAfter);
    if (this.#line.nextSilenceAt <= until || Math.min(tryingAfter, progressAfter) > firstResponseMs)
      this.#queue.add(until, DEADLINE.firstResponse, slot, life);
    if (this.#line.nextSilenceAt < NEVER || progressAfter > progressMs)
      this.#queue.add(this.#now + progressMs, DEADLINE.progress, slot, life);
  }

  #playNext({ reachedAt, tryingAfter, ringingAfter, finalAfter, slot, life }: Attempt): void {
    const after = Math.min(tryingAfter, ringingAfter, finalAfter);
    if (after < NEVER_MS) this.#queue.add(reachedAt + after, EVENT.play, slot, life);
  }

  #play(attempt: Attempt): void {
    const isSwallowed = this.#line.active.length > 0 && silencer(this.#line, attempt, 'response') !== null;
    if (isSwallowed) {
      attempt.clearScript();
      return;
    }
    const now = this.#now;
    const after = now - attempt.reachedAt;
    if (attempt.tryingAfter <= after) {
      attempt.tryingAfter = NEVER_MS;
      attempt.stage = STAGE.trying;
      this.#playNext(attempt);
      this.#told.firstResponse(attempt.id, now);
    } else if (attempt.ringingAfter <= after) this.#ring(attempt, after);
    else if (attempt.finalCode === 200) {
      this.#told.answered(attempt.id, attempt.talkMs, now);
      this.#free(attempt);
    } else this.#finish(attempt, null);
  }

  #ring(attempt: Attempt, after: number): void {
    attempt.ringingAfter = NEVER_MS;
    attempt.stage = STAGE.ringing;
    const { ringTimeoutMs } = attempt.call.request;
    if (attempt.finalAfter > after + ringTimeoutMs)
      this.#queue.add(this.#now + ringTimeoutMs, DEADLINE.ring, attempt.slot, attempt.life);
    else this.#playNext(attempt);
    this.#told.ringing(attempt.id, attempt.earlyMedia, this.#now);
  }

  #deadline(attempt: Attempt, kind: number): void {
    const isLate =
      (kind === DEADLINE.firstResponse && attempt.stage < STAGE.trying) ||
      (kind === DEADLINE.progress && attempt.stage === STAGE.trying) ||
      (kind === DEADLINE.ring && attempt.stage === STAGE.ringing);
    if (isLate) this.#finish(attempt, LOCAL[kind] ?? null);
  }

  #finish(attempt: Attempt, local: LocalEnd | null): void {
    const end = this.#end;
    end.local = local;
    end.sipCode = local === null ? attempt.finalCode : local === 'first-response-timeout' ? null : 487;
    end.cause = local === null ? attempt.finalCause : null;
    end.retryAfterSeconds = attempt.retryAfter;
    end.phase = phaseOf(attempt);
    const { next } = classify(end, this.#rules);
    this.#told.ended(attempt.id, end, this.#now);
    const { call, hopIndex } = attempt;
    const isRetried = next === 'yes' && hopIndex + 1 < (this.#plans[call.slot]?.hops.length ?? 0);
    attempt.life += 1;
    this.#attempts.give(attempt.slot);
    if (isRetried) this.#invite(call, hopIndex + 1);
    else this.#crowd.free(call);
  }

  #free(attempt: Attempt): void {
    attempt.life += 1;
    this.#attempts.give(attempt.slot);
    this.#crowd.free(attempt.call);
  }

  #take(effects: readonly EngineEffect[]): void {
    for (const effect of effects) {
      if (effect.type === 'probe-wanted') this.#probes.plan(effect, this.#now);
      else if (effect.type === 'route-state-changed') this.#watched.look(effect, this.#now);
    }
  }

  #queueFault(): void {
    const at = this.#line.nextTurnAt();
    if (at < NEVER) this.#queue.add(at, EVENT.fault, 0, 0);
  }

  #queueTick(): void {
    const wanted = this.#router.nextTickAt(this.#now);
    if (wanted >= this.#tickAt || wanted === NEVER) return;
    this.#tickAt = Math.max(this.#now, Math.ceil(wanted));
    this.#queue.add(this.#tickAt, EVENT.tick, 0, 0);
  }

  #tick(): void {
    if (this.#now < this.#tickAt) return;
    this.#tickAt = NEVER;
    if (this.#router.nextTickAt(this.#now) <= this.#now) this.#told.tell({ type: 'tick' }, this.#now);
  }
}

function phaseOf({ stage, earlyMedia }: Attempt): AttemptEnd['phase'] {
  if (stage < STAGE.trying) return 'sent';
  if (stage === STAGE.trying) return 'trying';
  return earlyMedia ? 'early-media' : 'ringing';
}
