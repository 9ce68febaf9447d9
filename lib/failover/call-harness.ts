import { CallRunner } from './call';
import type { CallInProgress } from './call-state';
import type { CallSignal, CallStep } from './call-types';
import { decide } from './decide';
import { type RouteHealth, UNDISTURBED } from './health';
import { DEFAULT_POLICY, type Policy } from './policy';
import type { Tables } from './tables';
import type { CallRequest, EngineEvent, Ms, RetryDecision, Router } from './types';

/** What a far end does after an INVITE or a CANCEL: signals by delay. */
export type FarEnd = (attemptId: number, sent: 'invite' | 'cancel') => readonly { afterMs: Ms; signal: CallSignal }[];

export interface HarnessParts {
  tables: Tables;
  request: CallRequest;
  /** By hop index. */
  farEnds: readonly FarEnd[];
  policy?: Policy;
  mayRetry?: () => RetryDecision;
  health?: RouteHealth;
  watch?: Watch;
}

/** Sees every signal before the runner does, every step after, and then everything as it stands. */
export interface Watch {
  seeSignal(signal: CallSignal): void;
  seeStep(step: CallStep): void;
  check(): void;
}

/** Runs one call in virtual time and writes down what the runner did and told. */
export class CallHarness {
  readonly log: { at: Ms; step: CallStep }[] = [];
  readonly events: EngineEvent[] = [];
  readonly call: CallInProgress;
  now: Ms = 0;
  readonly #runner: CallRunner;
  readonly #farEnds: readonly FarEnd[];
  readonly #queue: { at: Ms; signal: CallSignal }[] = [];
  readonly #steps: CallStep[] = [];
  readonly #watch: Watch | undefined;

  constructor({
    tables,
    request,
    farEnds,
    policy = DEFAULT_POLICY,
    mayRetry,
    health = UNDISTURBED,
    watch,
  }: HarnessParts) {
    const router: Router = {
      decide: (call, now) => decide({ tables, health, policy }, call, now),
      observe: (event) => {
        this.events.push(structuredClone(event));
        return { effects: [] };
      },
      mayRetry: mayRetry ?? (() => ({ allowed: true, refusedBy: null })),
      nextTickAt: () => Number.POSITIVE_INFINITY,
    };
    this.#farEnds = farEnds;
    this.#watch = watch;
    this.#runner = new CallRunner({ router, tables, policy, steps: this.#steps });
    this.call = this.#runner.begin(request, 0);
    this.#takeSteps();
  }

  /** Lets a signal happen at a moment. */
  at(at: Ms, signal: CallSignal): this {
    const index = this.#queue.findLastIndex((queued) => queued.at <= at);
    this.#queue.splice(index + 1, 0, { at, signal });
    return this;
  }

  /** Runs until nothing is left to happen. */
  run(): this {
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      this.now = next.at;
      this.#watch?.seeSignal(next.signal);
      this.#runner.advance(this.call, next.signal, next.at);
      this.#takeSteps();
    }
    return this;
  }

  /** What was done, in short, timers aside: "0 invite a1", "1500 invite b1". */
  get story(): string[] {
    return this.log.flatMap(({ at, step }) => {
      if (step.type === 'set-timer') return [];
      if (step.type === 'finished') return [`${at} finished ${step.result.outcome}`];
      const hop = this.call.attempts[step.attemptId - this.call.id * 16]?.hop;
      return [`${at} ${step.type} ${hop?.trunkId}`];
    });
  }

  #takeSteps(): void {
    for (const step of this.#steps.splice(0)) {
      this.log.push({ at: this.now, step });
      this.#watch?.seeStep(step);
      if (step.type === 'set-timer') this.at(step.at, { type: 'timer', attemptId: step.attemptId, timer: step.timer });
      if (step.type === 'invite' || step.type === 'cancel') this.#letFarEndReact(step.attemptId, step.type);
    }
    this.#watch?.check();
  }

  #letFarEndReact(attemptId: number, sent: 'invite' | 'cancel'): void {
    const hopIndex = this.call?.attempts[attemptId % 16]?.hopIndex ?? 0;
    for (const { afterMs, signal } of this.#farEnds[hopIndex]?.(attemptId, sent) ?? [])
      this.at(this.now + afterMs, signal);
  }
}

/** A far end that sends these codes after an INVITE, and 487 to a CANCEL unless it is said to ignore it. */
export function farEnd(
  responses: Readonly<Record<Ms, number | Partial<Extract<CallSignal, { type: 'response' }>>>>,
  cancel: { answeredAfterMs: Ms | null } = { answeredAfterMs: 50 },
): FarEnd {
  return (attemptId, sent) => {
    if (sent === 'cancel')
      return cancel.answeredAfterMs === null
        ? []
        : [{ afterMs: cancel.answeredAfterMs, signal: aResponse(attemptId, 487) }];
    return Object.entries(responses).map(([afterMs, response]) => ({
      afterMs: Number(afterMs),
      signal:
        typeof response === 'number'
          ? aResponse(attemptId, response)
          : { ...aResponse(attemptId, response.sipCode ?? 500), ...response, attemptId },
    }));
  };
}

export function aResponse(attemptId: number, sipCode: number): Extract<CallSignal, { type: 'response' }> {
  return { type: 'response', attemptId, sipCode, cause: null, retryAfterSeconds: null, earlyMedia: false };
}
