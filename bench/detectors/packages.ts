import type { Breaker, BreakerState, Verdict } from '@/lib/simulator/peers/breaker';
import { Sandbox } from './sandbox';

export interface OpossumSettings {
  timeout: number;
  errorThresholdPercentage: number;
  resetTimeout: number;
  rollingCountTimeout: number;
  rollingCountBuckets: number;
  volumeThreshold: number;
}

/** The package's own (`lib/circuit.js` of version 9.0.0). */
export const OPOSSUM_DEFAULTS: OpossumSettings = {
  timeout: 10_000,
  errorThresholdPercentage: 50,
  resetTimeout: 30_000,
  rollingCountTimeout: 10_000,
  rollingCountBuckets: 10,
  volumeThreshold: 0,
};

export type CockatielSettings = { halfOpenAfter: number } & (
  | { kind: 'consecutive'; failures: number }
  | { kind: 'count'; threshold: number; size: number; minimumNumberOfCalls: number }
  | { kind: 'sampling'; threshold: number; duration: number; minimumRps?: number }
);

/** The package sets none; this is the example with which its documentation begins on sampling breakers. */
export const COCKATIEL_DEFAULTS: CockatielSettings = {
  halfOpenAfter: 10_000,
  kind: 'sampling',
  threshold: 0.2,
  duration: 30_000,
};

/** Inside the sandbox: attempts wait in a map until their outcome settles their promise. */
const ATTEMPTS = `
  const waiting = new Map();
  const failed = new Error('failed');
  const quiet = () => undefined;
  const attempt = (id) => new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  function settle(id, isFailure) {
    const found = waiting.get(id);
    if (!found) return;
    waiting.delete(id);
    if (isFailure) found.reject(failed);
    else found.resolve();
  }
  function step() {
    if (port.command === 1) begin(port.attemptId);
    else settle(port.attemptId, port.command === 3);
  }`;

const OPOSSUM = `${ATTEMPTS}
  const breaker = new installed(attempt, { ...settings, rollingPercentilesEnabled: false, enableSnapshots: false });
  const begin = (id) => breaker.fire(id).catch(quiet);
  const readState = () => (breaker.opened ? 1 : breaker.halfOpen ? 2 : 0);`;

const COCKATIEL = `${ATTEMPTS}
  const { kind, halfOpenAfter, failures, ...shape } = settings;
  const kinds = {
    consecutive: () => new installed.ConsecutiveBreaker(failures),
    count: () => new installed.CountBreaker(shape),
    sampling: () => new installed.SamplingBreaker(shape),
  };
  const breaker = installed.circuitBreaker(installed.handleAll, { halfOpenAfter, breaker: kinds[kind]() });
  const begin = (id) => breaker.execute(() => attempt(id)).catch(quiet);
  let openedAt = 0;
  breaker.onBreak(() => { openedAt = Date.now(); });
  const isOver = () => breaker.state === 1 && Date.now() - openedAt >= halfOpenAfter;
  const readState = () => (isOver() ? 2 : breaker.state);`;

const STATES: readonly BreakerState[] = ['closed', 'open', 'half-open'];

/** A package's breaker over one trunk. Only attempts it admits are shown to it, as a program that uses it would. */
class PackageBreaker implements Breaker {
  readonly #sandbox: Sandbox;
  readonly #openMs: number;
  #state: BreakerState = 'closed';
  #openedAt = 0;
  #trial: number | null = null;

  constructor(sandbox: Sandbox, openMs: number) {
    this.#sandbox = sandbox;
    this.#openMs = openMs;
  }

  state(now: number): BreakerState {
    if (now >= this.nextChangeAt()) this.#state = 'half-open';
    return this.#state;
  }

  admits(now: number): boolean {
    const state = this.state(now);
    return state === 'closed' || (state === 'half-open' && this.#trial === null);
  }

  started(attemptId: number, now: number): void {
    if (!this.admits(now)) return;
    if (this.state(now) === 'half-open') this.#trial = attemptId;
    this.#step(1, attemptId, now);
  }

  settled(attemptId: number, { isFailure }: Verdict, now: number): void {
    this.#step(isFailure ? 3 : 2, attemptId, now);
    if (this.#trial === attemptId || this.#state === 'closed') this.#trial = null;
  }

  nextChangeAt(): number {
    return this.#state === 'open' ? this.#openedAt + this.#openMs : Number.POSITIVE_INFINITY;
  }

  #step(command: 1 | 2 | 3, attemptId: number, now: number): void {
    const state = STATES[this.#sandbox.step(command, attemptId, now)] ?? 'closed';
    if (state === 'open' && this.#state !== 'open') this.#openedAt = now;
    this.#state = state;
  }
}

export function opossumBreaker(settings: OpossumSettings = OPOSSUM_DEFAULTS): Breaker {
  return new PackageBreaker(new Sandbox('opossum', OPOSSUM, settings), settings.resetTimeout);
}

export function cockatielBreaker(settings: CockatielSettings = COCKATIEL_DEFAULTS): Breaker {
  return new PackageBreaker(new Sandbox('cockatiel', COCKATIEL, settings), settings.halfOpenAfter);
}
