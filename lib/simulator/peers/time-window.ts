import type { AttemptEnd, Ms } from '../../failover/types';
import type { Breaker, BreakerState, Verdict } from './breaker';

export interface TimeWindowSettings {
  windowMs: Ms;
  rotateMs: Ms;
  minSamples: number;
  /** Below one of these the trunk goes behind the others. */
  leastCompletion: number;
  leastAnswers: number;
}

/**
 * Window, rotation and least samples: https://opensips.org/docs/modules/3.6.x/qrouting.html (history_span,
 * sampling_interval, min_samples_asr, min_samples_ccr). Thresholds are the operator's own; these are an example.
 */
export const TIME_WINDOW_DEFAULTS: TimeWindowSettings = {
  windowMs: 30 * 60_000,
  rotateMs: 5_000,
  minSamples: 30,
  leastCompletion: 0.9,
  leastAnswers: 0.45,
};

/** What one rotation of the window has counted. */
interface Samples {
  calls: number;
  completed: number;
  answered: number;
}

/** What is in the window before the first call, so that a run need not begin half an hour earlier. */
export interface Prefill {
  callsPerSecond: number;
  completion: number;
  answers: number;
}

/**
 * A rule as OpenSIPS' qrouting has it: answer-seizure ratio and call completion ratio over half an hour in which every
 * call weighs the same, looked at when the window rotates. Completion by the module's own reading: no 5xx, no 6xx and
 * no time-out of ours; a 404 completes, a 603 does not. Nothing probes: a trunk comes back as its bad samples leave
 * the window, or when too few are left to speak.
 */
export class TimeWindowBreaker implements Breaker {
  readonly #settings: TimeWindowSettings;
  readonly #ring: Samples[];
  readonly #total: Samples = { calls: 0, completed: 0, answered: 0 };
  #slot = 0;
  #isOpen = false;

  constructor(settings: TimeWindowSettings = TIME_WINDOW_DEFAULTS, prefill: Prefill | null = null) {
    this.#settings = settings;
    const { windowMs, rotateMs } = settings;
    this.#ring = Array.from({ length: Math.round(windowMs / rotateMs) }, () => ({
      calls: 0,
      completed: 0,
      answered: 0,
    }));
    if (prefill) this.#fill(prefill);
  }

  #fill({ callsPerSecond, completion, answers }: Prefill): void {
    const calls = (callsPerSecond * this.#settings.rotateMs) / 1_000;
    for (const samples of this.#ring) {
      samples.calls = calls;
      samples.completed = calls * completion;
      samples.answered = calls * answers;
      add(this.#total, samples, 1);
    }
  }

  state(now: Ms): BreakerState {
    this.#rotate(now);
    return this.#isOpen ? 'open' : 'closed';
  }

  admits(now: Ms): boolean {
    return this.state(now) === 'closed';
  }

  started(): void {
    // Only outcomes count.
  }

  settled(_attemptId: number, { isAnswered, end }: Verdict, now: Ms): void {
    this.#rotate(now);
    const samples = this.#ring[this.#slot % this.#ring.length];
    if (!samples) return;
    const one = { calls: 1, completed: isAnswered || isCompleted(end) ? 1 : 0, answered: isAnswered ? 1 : 0 };
    add(samples, one, 1);
    add(this.#total, one, 1);
  }

  nextChangeAt(): Ms {
    return this.#isOpen ? (this.#slot + 1) * this.#settings.rotateMs : Number.POSITIVE_INFINITY;
  }

  #rotate(now: Ms): void {
    const slot = Math.floor(now / this.#settings.rotateMs);
    if (slot <= this.#slot) return;
    const steps = Math.min(slot - this.#slot, this.#ring.length);
    for (let step = 0; step < steps; step += 1) {
      const oldest = this.#ring[(slot - step) % this.#ring.length];
      if (!oldest) continue;
      add(this.#total, oldest, -1);
      oldest.calls = 0;
      oldest.completed = 0;
      oldest.answered = 0;
    }
    this.#slot = slot;
    this.#look();
  }

  #look(): void {
    const { minSamples, leastCompletion, leastAnswers } = this.#settings;
    const { calls, completed, answered } = this.#total;
    this.#isOpen = calls >= minSamples && (completed < leastCompletion * calls || answered < leastAnswers * calls);
  }
}

function add(to: Samples, what: Samples, times: 1 | -1): void {
  to.calls += times * what.calls;
  to.completed += times * what.completed;
  to.answered += times * what.answered;
}

function isCompleted(end: AttemptEnd | null): boolean {
  if (end === null) return true;
  const { sipCode, local } = end;
  if (local === 'first-response-timeout' || local === 'progress-timeout' || local === 'transport') return false;
  return sipCode === null || (sipCode < 500 && sipCode !== 408);
}
