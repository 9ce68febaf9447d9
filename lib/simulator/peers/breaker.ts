import type { AttemptEnd, Ms } from '../../failover/types';

export type BreakerState = 'closed' | 'open' | 'half-open';

/** How an attempt came out, as a breaker is told: once for each attempt, as soon as it is known. */
export interface Verdict {
  /** By the outcome table's blame: the same reading of codes and causes for every breaker. */
  isFailure: boolean;
  isAnswered: boolean;
  /** For rules that read codes in their own way; null when the callee's side was reached. */
  end: AttemptEnd | null;
}

/** One circuit breaker over one trunk. Times never run backwards. */
export interface Breaker {
  /** What it is in now; moves with time alone too. */
  state(now: Ms): BreakerState;
  /** Whether the next call may go to this trunk first. Changes nothing. */
  admits(now: Ms): boolean;
  /** An attempt is sent to the trunk, whether it was admitted or comes as the last resort. */
  started(attemptId: number, now: Ms): void;
  /** The carrier brought the call to the callee's side, or failed to. */
  settled(attemptId: number, verdict: Verdict, now: Ms): void;
  /** When its state may next change though nothing happens; Infinity when never. */
  nextChangeAt(): Ms;
}

/** Makes the breaker of one trunk. */
export type MakeBreaker = (parts: { trunkIndex: number; seed: number }) => Breaker;
