import type { Ms } from '../../failover/types';
import { draw, FAMILY, keyHigh, keyLow } from '../random';
import type { Breaker, BreakerState, Verdict } from './breaker';

export interface FinagleSettings {
  successRate: number;
  windowMs: Ms;
  minRequests: number;
  consecutiveFailures: number;
  backoffMinMs: Ms;
  backoffMaxMs: Ms;
}

/** https://twitter.github.io/finagle/guide/Clients.html#circuit-breaking (failure accrual, the hybrid policy) */
export const FINAGLE_DEFAULTS: FinagleSettings = {
  successRate: 0.8,
  windowMs: 30_000,
  minRequests: 5,
  consecutiveFailures: 5,
  backoffMinMs: 5_000,
  backoffMaxMs: 300_000,
};

/**
 * Finagle's failure accrual: dead after five failures in a row, or when the success rate, an average by time over
 * 30 s, falls below 0.8 with at least five requests in the window. The average counts from one full window on.
 * Dead for an equal-jittered time from 5 s, doubling to 300 s; then one request probes, and its outcome decides.
 */
export class FinagleBreaker implements Breaker {
  readonly #settings: FinagleSettings;
  readonly #keys: { low: number; high: number };
  #state: BreakerState = 'closed';
  #failures = 0;
  #rate = 1;
  #rateAt: Ms | null = null;
  #since: Ms | null = null;
  #recent: Ms[] = [];
  #deadUntil: Ms = 0;
  #deaths = 0;
  #draws = 0;
  /** The request whose outcome decides; null while none is out. */
  #probe: number | null = null;

  constructor(subject: { trunkIndex: number; seed: number }, settings: FinagleSettings = FINAGLE_DEFAULTS) {
    this.#settings = settings;
    const { trunkIndex, seed } = subject;
    this.#keys = {
      low: keyLow(seed, FAMILY.peer, trunkIndex),
      high: keyHigh(seed, FAMILY.peer, trunkIndex),
    };
  }

  state(now: Ms): BreakerState {
    if (this.#state === 'open' && now >= this.#deadUntil) this.#state = 'half-open';
    return this.#state;
  }

  admits(now: Ms): boolean {
    if (this.#state === 'open') return now >= this.#deadUntil;
    return this.#state === 'closed' || this.#probe === null;
  }

  started(attemptId: number, now: Ms): void {
    if (this.state(now) === 'half-open' && this.#probe === null) this.#probe = attemptId;
  }

  settled(attemptId: number, { isFailure }: Verdict, now: Ms): void {
    const state = this.state(now);
    if (state === 'open') return;
    if (state === 'half-open') {
      if (attemptId !== this.#probe) return;
      this.#probe = null;
      if (isFailure) this.#die(now);
      else this.#revive();
      return;
    }
    this.#count(isFailure, now);
    if (isFailure && this.#isDead(now)) this.#die(now);
  }

  nextChangeAt(): Ms {
    return this.#state === 'open' ? this.#deadUntil : Number.POSITIVE_INFINITY;
  }

  #count(isFailure: boolean, now: Ms): void {
    const { windowMs, minRequests } = this.#settings;
    this.#failures = isFailure ? this.#failures + 1 : 0;
    const value = isFailure ? 0 : 1;
    if (this.#rateAt === null) this.#rate = value;
    else {
      const kept = Math.exp(-(now - this.#rateAt) / windowMs);
      this.#rate = value * (1 - kept) + this.#rate * kept;
    }
    this.#rateAt = now;
    this.#since ??= now;
    this.#recent.push(now);
    if (this.#recent.length > minRequests) this.#recent.shift();
  }

  #isDead(now: Ms): boolean {
    const { successRate, windowMs, minRequests, consecutiveFailures } = this.#settings;
    if (this.#failures >= consecutiveFailures) return true;
    const [oldest = Number.NEGATIVE_INFINITY] = this.#recent;
    const isEnough = this.#recent.length >= minRequests && now - oldest <= windowMs;
    return isEnough && now - (this.#since ?? now) >= windowMs && this.#rate < successRate;
  }

  #die(now: Ms): void {
    this.#state = 'open';
    this.#deadUntil = now + this.#backoffMs();
    this.#deaths += 1;
    this.#probe = null;
  }

  /** Half of the exponential and up to as much again by chance; the first time the least. */
  #backoffMs(): Ms {
    const { backoffMinMs, backoffMaxMs } = this.#settings;
    if (this.#deaths === 0) return backoffMinMs;
    const half = backoffMinMs * 2 ** (this.#deaths - 1);
    this.#draws += 1;
    const chance = draw(this.#keys.low, this.#keys.high, this.#draws) / 0x1_0000_0000;
    return Math.min(backoffMaxMs, half + half * chance);
  }

  #revive(): void {
    this.#state = 'closed';
    this.#failures = 0;
    this.#rateAt = null;
    this.#since = null;
    this.#recent = [];
    this.#deaths = 0;
  }
}
