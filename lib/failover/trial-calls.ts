import { seededRandom } from './seeded-random';
import type { AttemptEnd, CallRequest, EngineEffect, Hop, Plan, Router } from './types';

/** How a trunk treats an attempt that begins at a moment. */
export interface Treatment {
  silent?: boolean;
  /** Share refused. */
  failing?: number;
  sipCode?: number;
  /** Added to the time to the first response. */
  addedMs?: number;
}

/** For tests of the engine: Poisson calls through a router in virtual time, each failure tried on the next hop. */
export interface CallTrial {
  seed: number;
  untilMs: number;
  /** Calls a second at a moment in ms. */
  rate: (at: number) => number;
  call: (callId: number, random: () => number) => CallRequest;
  treatment: (hop: Hop, at: number, destination: string) => Treatment;
  /** Whether trunks answer OPTIONS. */
  answersOptions?: boolean;
}

export interface CallLog {
  calls: number;
  lost: number;
  /** Calls that needed more than one attempt. */
  retried: number;
  /** Planned first hops by trunk. */
  firstHops: { at: number; trunkId: string; reason: string }[];
  effects: { at: number; effect: EngineEffect }[];
  events: number;
}

const LOSS = 0.01;
const HEALTHY_FAILING = 0.01;

type Happening = { at: number; order: number; run: (at: number) => void };

/** Runs the trial to its end. */
export function runCalls(router: Router, trial: CallTrial): CallLog {
  return new CallTrialRun(router, trial).run();
}

class CallTrialRun {
  readonly #random: () => number;
  readonly #queue: Happening[] = [];
  readonly #log: CallLog = { calls: 0, lost: 0, retried: 0, firstHops: [], effects: [], events: 0 };
  #order = 0;
  #attempts = 0;
  #wakeAt = Number.POSITIVE_INFINITY;

  constructor(
    readonly router: Router,
    readonly trial: CallTrial,
  ) {
    this.#random = seededRandom(trial.seed);
  }

  run(): CallLog {
    this.#at(0, (at) => this.#arrive(at));
    for (let next = this.#pop(); next && next.at <= this.trial.untilMs; next = this.#pop()) {
      next.run(next.at);
      this.#wake(next.at);
    }
    return this.#log;
  }

  #wake(now: number): void {
    const at = this.router.nextTickAt(now);
    if (at >= this.#wakeAt && this.#wakeAt > now) return;
    this.#wakeAt = at;
    if (at < Number.POSITIVE_INFINITY)
      this.#at(at, (tickAt) => {
        if (tickAt !== this.#wakeAt) return;
        this.#wakeAt = Number.POSITIVE_INFINITY;
        this.#tell({ type: 'tick' }, tickAt);
      });
  }

  #tell(event: Parameters<Router['observe']>[0], at: number): void {
    this.#log.events += 1;
    for (const effect of this.router.observe(event, at).effects) {
      this.#log.effects.push({ at, effect });
      if (effect.type === 'probe-wanted') this.#probe(effect, at);
    }
  }

  #probe({ trunkId, kind }: Extract<EngineEffect, { type: 'probe-wanted' }>, at: number): void {
    const hop = { trunkId } as const;
    const { silent } = this.trial.treatment({ ...NO_HOP, ...hop }, at, '');
    const ok = this.trial.answersOptions === true && !silent;
    this.#at(at + (ok ? 100 : 2_000), (doneAt) =>
      this.#tell({ type: 'probe-result', trunkId, kind, ok, media: null }, doneAt),
    );
  }

  #arrive(at: number): void {
    this.#at(at - (Math.log(this.#random()) * 1_000) / this.trial.rate(at), (next) => this.#arrive(next));
    this.#log.calls += 1;
    const call = this.trial.call(this.#log.calls, this.#random);
    const plan = this.router.decide(call, at);
    const first = plan.hops[0];
    if (first) this.#log.firstHops.push({ at, trunkId: first.trunkId, reason: first.reason.kind });
    this.#try({ call, plan, hopIndex: 0 }, at);
  }

  #try(tried: { call: CallRequest; plan: Plan; hopIndex: number }, at: number): void {
    const { call, plan, hopIndex } = tried;
    const hop = plan.hops[hopIndex];
    if (!hop) {
      this.#log.lost += 1;
      return;
    }
    if (hopIndex === 1) this.#log.retried += 1;
    this.#attempts += 1;
    const attemptId = this.#attempts;
    const { destination, accountId, campaign, attemptNumber, ringTimeoutMs, callId } = call;
    const { trunkId, presentedNumber, destinationGroup, reason } = hop;
    const names = { attemptId, callId, hopIndex, trunkId, presentedNumber, destination, destinationGroup };
    const more = { accountId, campaign, attemptNumber, ringTimeoutMs, purpose: reason.kind };
    this.#tell({ type: 'attempt-started', ...names, ...more }, at);
    const respondsAt = this.#respondsAt(hop, at, destination);
    const givesUpAt = at + hop.firstResponseMs;
    if (respondsAt === null || respondsAt > givesUpAt) {
      this.#end(givesUpAt, { attemptId, end: { ...NO_END, local: 'first-response-timeout' } }, tried);
      return;
    }
    const { failing = HEALTHY_FAILING, sipCode = 503 } = this.trial.treatment(hop, at, destination);
    if (this.#random() < failing) {
      this.#end(respondsAt, { attemptId, end: { ...NO_END, sipCode } }, tried);
      return;
    }
    this.#at(respondsAt, (now) => this.#tell({ type: 'first-response', attemptId }, now));
    const ringsAt = respondsAt + 2_200 * this.#logNormal(0.5);
    this.#at(ringsAt, (now) => this.#tell({ type: 'ringing', attemptId, earlyMedia: false }, now));
    this.#at(ringsAt + 15_000, (now) =>
      this.#tell({ type: 'attempt-ended', attemptId, end: { ...NO_END, sipCode: 486, phase: 'ringing' } }, now),
    );
  }

  #end(
    at: number,
    ended: { attemptId: number; end: AttemptEnd },
    tried: { call: CallRequest; plan: Plan; hopIndex: number },
  ): void {
    this.#at(at, (now) => {
      this.#tell({ type: 'attempt-ended', ...ended }, now);
      this.#try({ ...tried, hopIndex: tried.hopIndex + 1 }, now);
    });
  }

  #respondsAt(hop: Hop, at: number, destination: string): number | null {
    for (const sentAt of [at, at + 500, at + 1_500]) {
      const { silent = false, addedMs = 0 } = this.trial.treatment(hop, sentAt, destination);
      if (this.#random() >= LOSS && !silent) return sentAt + addedMs + 120 * this.#logNormal(0.5);
    }
    return null;
  }

  #logNormal(sigma: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.#random()));
    return Math.exp(sigma * radius * Math.cos(2 * Math.PI * this.#random()));
  }

  #at(at: number, run: (at: number) => void): void {
    this.#order += 1;
    const heap = this.#queue;
    const happening = { at, order: this.#order, run };
    let index = heap.length;
    heap.push(happening);
    for (let parent = (index - 1) >> 1; index > 0; parent = (index - 1) >> 1) {
      const above = heap[parent];
      if (!above || above.at < at || (above.at === at && above.order < happening.order)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = happening;
  }

  #pop(): Happening | undefined {
    const heap = this.#queue;
    const first = heap[0];
    const last = heap.pop();
    if (!last || heap.length === 0) return first;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      const [left, right] = [heap[child], heap[child + 1]];
      if (left && right && (right.at < left.at || (right.at === left.at && right.order < left.order))) child += 1;
      const below = heap[child];
      if (!below || last.at < below.at || (last.at === below.at && last.order < below.order)) break;
      heap[index] = below;
      index = child;
    }
    heap[index] = last;
    return first;
  }
}

const NO_END: AttemptEnd = { sipCode: null, cause: null, local: null, phase: 'sent', retryAfterSeconds: null };
const NO_HOP: Hop = {
  trunkId: '',
  carrierId: '',
  presentedNumber: '',
  destinationGroup: '',
  firstResponseMs: 0,
  progressMs: 0,
  ringMs: 0,
  reason: { kind: 'route', state: 'healthy' },
};
