import type { Ms } from '../../failover/types';
import type { Breaker, BreakerState, Verdict } from './breaker';

export interface CountWindowSettings {
  windowCalls: number;
  minCalls: number;
  /** Opens from this share of failures on. */
  failureShare: number;
  openMs: Ms;
  halfOpenCalls: number;
}

/** https://resilience4j.readme.io/docs/circuitbreaker */
export const RESILIENCE4J_DEFAULTS: CountWindowSettings = {
  windowCalls: 100,
  minCalls: 100,
  failureShare: 0.5,
  openMs: 60_000,
  halfOpenCalls: 10,
};

/** The latest outcomes of a fixed number of calls. */
class CountWindow {
  readonly #outcomes: Uint8Array;
  #at = 0;
  size = 0;
  failures = 0;

  constructor(calls: number) {
    this.#outcomes = new Uint8Array(calls);
  }

  add(isFailure: boolean): void {
    if (this.size === this.#outcomes.length) this.failures -= this.#outcomes[this.#at] ?? 0;
    else this.size += 1;
    const value = isFailure ? 1 : 0;
    this.#outcomes[this.#at] = value;
    this.failures += value;
    this.#at = (this.#at + 1) % this.#outcomes.length;
  }

  clear(): void {
    this.#outcomes.fill(0);
    this.#at = 0;
    this.size = 0;
    this.failures = 0;
  }
}

/**
 * resilience4j's circuit breaker with a count-based window: open when half of the last 100 calls failed, for 60 s;
 * then ten calls are let through and their failure share decides. The slow-call rule (60 s at 100 %) never speaks in
 * a call set-up and is left out.
 */
export class Resilience4jBreaker implements Breaker {
  readonly #settings: CountWindowSettings;
  readonly #window: CountWindow;
  readonly #trial: CountWindow;
  #state: BreakerState = 'closed';
  #openUntil: Ms = 0;
  /** Attempts let through while half open. */
  readonly #permitted = new Set<number>();

  constructor(settings: CountWindowSettings = RESILIENCE4J_DEFAULTS) {
    this.#settings = settings;
    this.#window = new CountWindow(settings.windowCalls);
    this.#trial = new CountWindow(settings.halfOpenCalls);
  }

  state(now: Ms): BreakerState {
    if (this.#state === 'open' && now >= this.#openUntil) {
      this.#state = 'half-open';
      this.#trial.clear();
      this.#permitted.clear();
    }
    return this.#state;
  }

  admits(now: Ms): boolean {
    if (this.#state === 'open') return now >= this.#openUntil;
    return this.#state === 'closed' || this.#permitted.size < this.#settings.halfOpenCalls;
  }

  started(attemptId: number, now: Ms): void {
    if (this.state(now) === 'half-open' && this.#permitted.size < this.#settings.halfOpenCalls)
      this.#permitted.add(attemptId);
  }

  settled(attemptId: number, { isFailure }: Verdict, now: Ms): void {
    const state = this.state(now);
    if (state === 'closed') {
      this.#window.add(isFailure);
      const { minCalls, failureShare } = this.#settings;
      if (this.#window.size >= minCalls && this.#window.failures >= failureShare * this.#window.size) this.#open(now);
    } else if (state === 'half-open' && this.#permitted.has(attemptId)) this.#judge(isFailure, now);
  }

  nextChangeAt(): Ms {
    return this.#state === 'open' ? this.#openUntil : Number.POSITIVE_INFINITY;
  }

  #judge(isFailure: boolean, now: Ms): void {
    this.#trial.add(isFailure);
    const { halfOpenCalls, failureShare } = this.#settings;
    if (this.#trial.size < halfOpenCalls) return;
    if (this.#trial.failures >= failureShare * halfOpenCalls) this.#open(now);
    else {
      this.#state = 'closed';
      this.#window.clear();
    }
  }

  #open(now: Ms): void {
    this.#state = 'open';
    this.#openUntil = now + this.#settings.openMs;
  }
}
