import type { Hop, MediaReport, Ms, OutcomeClass } from './types';

/** What happens to a call in progress, as its runner is told. */
export type CallSignal =
  | {
      type: 'response';
      attemptId: number;
      sipCode: number;
      cause: number | null;
      retryAfterSeconds: number | null;
      earlyMedia: boolean;
    }
  | { type: 'transport-error'; attemptId: number }
  | { type: 'timer'; attemptId: number; timer: CallTimer }
  | { type: 'caller-hung-up'; media?: MediaReport | null }
  | { type: 'callee-hung-up'; attemptId: number; media: MediaReport | null }
  | { type: 'media-dead'; attemptId: number };

export type CallTimer = 'first-response' | 'progress' | 'ring' | 'cancel-grace' | 'late-guard';

/** What the runner asks its host to do. */
export type CallStep =
  | { type: 'invite'; attemptId: number; hopIndex: number; hop: Hop }
  | { type: 'cancel'; attemptId: number }
  | { type: 'ack-and-bye'; attemptId: number }
  | { type: 'bye'; attemptId: number }
  | { type: 'set-timer'; attemptId: number; timer: CallTimer; at: Ms }
  | { type: 'ringing'; attemptId: number; earlyMedia: boolean }
  | { type: 'connected'; attemptId: number }
  | { type: 'finished'; result: CallResult };

export interface CallResult {
  outcome: OutcomeClass;
  attempts: number;
  /** Index of the hop that answered or spoke last; null when none was tried. */
  hopIndex: number | null;
  /** Hop 1 failed in this very call and a later hop reached the callee. */
  saved: boolean;
  sipCode: number | null;
  cause: number | null;
  /** INVITE of the first hop to first ringing or answer; null when neither came. */
  postDialDelayMs: Ms | null;
}
