import type { Ms } from '../../failover/types';
import type { Breaker, BreakerState, Verdict } from './breaker';

export interface EnvoySettings {
  consecutiveFailures: number;
  baseEjectionMs: Ms;
  maxEjectionMs: Ms;
  sweepMs: Ms;
}

/** https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/cluster/v3/outlier_detection.proto */
export const ENVOY_DEFAULTS: EnvoySettings = {
  consecutiveFailures: 5,
  baseEjectionMs: 30_000,
  maxEjectionMs: 300_000,
  sweepMs: 10_000,
};

/**
 * Envoy's outlier detection by consecutive errors. The fifth failure in a row ejects at once, without waiting for
 * the sweep; the sweep every 10 s ends ejections that have lasted base × count, and takes one off the count for each
 * sweep in which the host was not ejected. There is no half-open state: after an ejection all traffic returns. Rules
 * that compare hosts need five of them and do not apply; one host may always be ejected, whatever the largest
 * share.
 */
export class EnvoyBreaker implements Breaker {
  readonly #settings: EnvoySettings;
  #failures = 0;
  #ejectedAt: Ms | null = null;
  #multiplier = 0;
  #sweptAt: Ms = 0;

  constructor(settings: EnvoySettings = ENVOY_DEFAULTS) {
    this.#settings = settings;
  }

  state(now: Ms): BreakerState {
    this.#sweep(now);
    return this.#ejectedAt === null ? 'closed' : 'open';
  }

  admits(now: Ms): boolean {
    return this.#ejectedAt === null || now >= this.#returnsAt();
  }

  started(): void {
    // Only outcomes count.
  }

  settled(_attemptId: number, { isFailure }: Verdict, now: Ms): void {
    this.#sweep(now);
    this.#failures = isFailure ? this.#failures + 1 : 0;
    if (this.#ejectedAt !== null || this.#failures < this.#settings.consecutiveFailures) return;
    this.#failures = 0;
    this.#ejectedAt = now;
    this.#multiplier += 1;
  }

  nextChangeAt(): Ms {
    return this.#ejectedAt === null ? Number.POSITIVE_INFINITY : this.#returnsAt();
  }

  /** The first sweep at which the ejection has lasted long enough. */
  #returnsAt(): Ms {
    const { baseEjectionMs, maxEjectionMs, sweepMs } = this.#settings;
    if (this.#ejectedAt === null) return Number.POSITIVE_INFINITY;
    const until = this.#ejectedAt + Math.min(maxEjectionMs, baseEjectionMs * this.#multiplier);
    return Math.ceil(until / sweepMs) * sweepMs;
  }

  /** Everything the sweeps since the last one did. */
  #sweep(now: Ms): void {
    const { sweepMs } = this.#settings;
    const latest = Math.floor(now / sweepMs) * sweepMs;
    if (latest <= this.#sweptAt) return;
    let from = this.#sweptAt;
    if (this.#ejectedAt !== null) {
      const returnsAt = this.#returnsAt();
      if (latest < returnsAt) return;
      this.#ejectedAt = null;
      this.#failures = 0;
      from = returnsAt;
    }
    this.#multiplier = Math.max(0, this.#multiplier - (latest - from) / sweepMs);
    this.#sweptAt = latest;
  }
}
