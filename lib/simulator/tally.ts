import type { CallResult } from '../failover/call-types';
import type { MediaReport, OutcomeClass } from '../failover/types';
import type { Attempt, Call } from './call';
import { CallSample, describeCall } from './call-sample';
import { DelayHistogram } from './delay-histogram';
import type { FaultLine } from './faults';
import { FaultsNoticed } from './faults-noticed';
import { type Harm, HarmTally } from './harm-tally';
import { isPoor } from './media';
import { usualDelay } from './network';
import { answerAfter, disposition } from './people';
import type { Counts, Delays, FaultReport, RunResult, SampledCall, Series } from './result';
import { ResultHash } from './result-hash';
import { RoutesLeft } from './routes-left';
import { StateWatch } from './state-watch';
import type { World } from './world';

const SERIES_STEPS = 240;
/** Beyond this a call counts as delayed. */
const DELAYED_MS = 1_000;
const BILLED_MS = 60_000;

const NO_COUNTS: Counts = {
  ...{
    offered: 0,
    redials: 0,
    completed: 0,
    answered: 0,
    failed: 0,
    abandoned: 0,
    delayed: 0,
    failedOver: 0,
    saved: 0,
  },
  ...{
    rerouted: 0,
    harmed: 0,
    harmedFailed: 0,
    caught: 0,
    lost: 0,
    dropped: 0,
    poor: 0,
    rungTwice: 0,
    wrongNumber: 0,
    lateAnswers: 0,
    withoutAgent: 0,
  },
};

/** Who follows a run. */
interface Watching {
  seed: number;
  onCall?: (call: SampledCall) => void;
}

/** How a call ended, as the simulation saw it: it knows what the network really did. */
export interface CallEnd {
  call: Call;
  result: CallResult;
  /** The attempt that spoke last; null when none was made. */
  last: Attempt | null;
}

/** Everything a run is measured by; its size does not depend on how many calls there are. */
export class Tally {
  readonly counts: Counts = { ...NO_COUNTS };
  readonly demand = new ResultHash();
  readonly everything = new ResultHash();
  readonly routes: RoutesLeft;
  readonly sample: CallSample;
  readonly states: StateWatch;
  readonly #noticed: FaultsNoticed;
  agentWaitMs: number | null = null;
  readonly #world: World;
  readonly #line: FaultLine;
  readonly #onCall: Watching['onCall'];
  readonly #addedDelay = new DelayHistogram();
  readonly #postDialDelay = new DelayHistogram();
  readonly #harm: HarmTally;
  readonly #series: Series;
  #billedMinutes = 0;
  #costMicros = 0;
  #lateCostMicros = 0;

  constructor(world: World, line: FaultLine, { seed, onCall }: Watching) {
    this.#onCall = onCall;
    this.#world = world;
    this.#line = line;
    this.routes = new RoutesLeft(world.trunks.length, line.all);
    this.sample = new CallSample(seed);
    this.#noticed = new FaultsNoticed(world, line.all);
    this.states = new StateWatch(world.scenario.warmUp, this.everything, this.#noticed);
    this.#harm = new HarmTally(line);
    const stepMs = Math.max(1_000, Math.ceil(world.scenario.lasts / SERIES_STEPS / 1_000) * 1_000);
    const steps = Math.ceil(world.scenario.lasts / stepMs);
    const zeros = () => new Array<number>(steps).fill(0);
    this.#series = {
      stepMs,
      offered: zeros(),
      completed: zeros(),
      failed: zeros(),
      rerouted: zeros(),
      saved: zeros(),
      dropped: zeros(),
      poor: zeros(),
    };
  }

  /** Whether a call that began then is measured. */
  isCounted(call: Call): boolean {
    return call.arrivedAt >= this.#world.scenario.warmUp;
  }

  arrived(call: Call): void {
    if (call.tries === 0) {
      this.demand.add(call.arrivedAt);
      this.demand.add(call.keyLow);
    }
    if (!this.isCounted(call)) return;
    this.counts.offered += 1;
    if (call.tries > 0) this.counts.redials += 1;
    this.#step('offered', call);
  }

  /** The first INVITE of a call went to another trunk than on a good day. */
  rerouted(call: Call, byStatistics: boolean): void {
    if (!this.isCounted(call)) return;
    this.counts.rerouted += 1;
    this.#step('rerouted', call);
    if (byStatistics) this.routes.left(call.natural, call.destination.index, call.arrivedAt);
  }

  /** Answers whether a carrier ended the call. */
  finished(end: CallEnd): boolean {
    const { call, result, last } = end;
    this.everything.add(call.keyLow);
    this.everything.add(((result.hopIndex ?? -1) + 1) * 64 + result.attempts);
    this.everything.add(result.postDialDelayMs ?? -1);
    this.everything.add((result.sipCode ?? 0) * 256 + (result.cause ?? 0));
    const isCompleted = last !== null && isOfCallee(result.outcome) && last.isGenuine;
    const isFailed = !isCompleted && result.outcome !== 'caller-cancelled';
    if (this.isCounted(call)) this.#count(end, { isCompleted, isFailed });
    return isFailed;
  }

  #count(end: CallEnd, { isCompleted, isFailed }: { isCompleted: boolean; isFailed: boolean }): void {
    const { counts } = this;
    const { call, result, last } = end;
    const isAnswered = isCompleted && result.outcome === 'answered' && !call.lackedAgent;
    const isDropped = isAnswered && last?.isDropped === true;
    if (isCompleted) this.#completed(end);
    else if (!isFailed) counts.abandoned += 1;
    else {
      counts.failed += 1;
      this.#step('failed', call);
    }
    if (isAnswered) counts.answered += 1;
    else if (wouldHaveAnswered(call)) counts.lost += 1;
    if (result.attempts > 1 && (result.hopIndex ?? 0) > 0) counts.failedOver += 1;
    if (isDropped) {
      counts.dropped += 1;
      this.#step('dropped', call);
    }
    if (call.faultsMet.length > 0) this.#harmed(call, { isFailed, isDropped });
  }

  /** Calls placed while a fault lasted are told apart from those it found in progress: no router could spare them. */
  #harmed(call: Call, harm: Harm): void {
    const { counts } = this;
    if (!this.#harm.add(call, harm)) counts.caught += 1;
    else {
      counts.harmed += 1;
      if (harm.isFailed) counts.harmedFailed += 1;
    }
  }

  #completed({ call, result, last }: CallEnd): void {
    const { counts } = this;
    counts.completed += 1;
    this.#step('completed', call);
    if (result.saved) {
      counts.saved += 1;
      this.#step('saved', call);
    }
    if (result.postDialDelayMs === null || last === null) return;
    const added = this.#added(call, result.postDialDelayMs, result.attempts);
    this.#postDialDelay.add(result.postDialDelayMs);
    this.#addedDelay.add(added);
    if (added > DELAYED_MS) counts.delayed += 1;
  }

  /** Against the same call on its first route on a good day; an undisturbed call is that very call. */
  #added(call: Call, delayMs: number, attempts: number): number {
    const trunk = this.#world.trunks[call.natural];
    if (!trunk || (attempts === 1 && !call.isRerouted && call.faultsMet.length === 0)) return 0;
    return Math.max(0, delayMs - usualDelay(call, trunk));
  }

  /** An attempt is over for good: its talk is paid for, its ringing is known. */
  attemptOver(attempt: Attempt, talkedMs: number): void {
    this.everything.add(talkedMs);
    if (talkedMs <= 0 || !this.isCounted(attempt.call)) return;
    const minutes = Math.ceil(talkedMs / BILLED_MS);
    this.#billedMinutes += minutes;
    this.#costMicros += minutes * this.#world.costMicros(attempt.trunk.index, attempt.destination.index);
  }

  /** An answer came after its hop was given up: a minute is paid. */
  lateAnswer(attempt: Attempt): void {
    if (!this.isCounted(attempt.call)) return;
    this.counts.lateAnswers += 1;
    const cost = this.#world.costMicros(attempt.trunk.index, attempt.destination.index);
    this.#costMicros += cost;
    this.#lateCostMicros += cost;
  }

  /** Caller and callee have talked. */
  talked({ call }: Attempt, media: MediaReport): void {
    if (!this.isCounted(call) || !isPoor(media)) return;
    this.counts.poor += 1;
    this.#step('poor', call);
  }

  /** A call is over with all its attempts. */
  callOver(call: Call): void {
    if (!this.isCounted(call)) return;
    let rung = 0;
    for (const attempt of call.attempts) if (attempt.hasAlerted) rung += 1;
    if (rung > 1) this.counts.rungTwice += 1;
    const { result } = call;
    if (!result) return;
    if (this.sample.wants(call, result)) this.sample.add(call, result);
    this.#onCall?.(describeCall(call, result));
  }

  #step(what: Exclude<keyof Series, 'stepMs'>, call: Call): void {
    const steps = this.#series[what];
    const index = Math.floor(call.arrivedAt / this.#series.stepMs);
    if (index < steps.length) steps[index] = (steps[index] ?? 0) + 1;
  }

  result(of: { policy: string; seed: number; events: number }): RunResult {
    return {
      ...of,
      counts: this.counts,
      addedDelay: delays(this.#addedDelay),
      postDialDelay: delays(this.#postDialDelay),
      faults: this.#line.all.map((state) => this.#faultReport(state)),
      falseOpens: this.routes.falseOpens,
      stateChanges: this.states.mostChanges,
      money: { minutes: this.#billedMinutes, callCostMicros: this.#costMicros, lateCostMicros: this.#lateCostMicros },
      agentWaitMs: this.agentWaitMs,
      series: this.#series,
      trace: this.states.trace,
      traceLeftOut: this.states.leftOut,
      sample: this.sample.calls,
      trafficHash: this.demand.text,
      hash: this.everything.text,
    };
  }

  #faultReport(state: FaultLine['all'][number]): FaultReport {
    const { index, fault } = state;
    return {
      id: fault.id,
      kind: fault.kind,
      at: fault.at,
      endsAt: fault.at + fault.lasts,
      detectionMs: this.routes.detectionMs(state),
      recoveryMs: this.routes.recoveryMs(state),
      noticedMs: this.#noticed.noticedMs(state),
      ...this.#harm.of(index),
    };
  }
}

function delays(histogram: DelayHistogram): Delays {
  return { p50Ms: histogram.quantile(0.5), p95Ms: histogram.quantile(0.95), p99Ms: histogram.quantile(0.99) };
}

function isOfCallee(outcome: OutcomeClass): boolean {
  return (
    outcome === 'answered' ||
    outcome === 'busy' ||
    outcome === 'no-answer' ||
    outcome === 'rejected' ||
    outcome === 'invalid-number'
  );
}

function wouldHaveAnswered(call: Call): boolean {
  return disposition(call, call.readiness) === 'answered' && answerAfter(call) < call.request.ringTimeoutMs;
}
