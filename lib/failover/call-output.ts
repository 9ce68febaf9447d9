import { CallReports } from './call-reports';
import type { Attempt, CallInProgress } from './call-state';
import type { CallResult, CallStep, CallTimer } from './call-types';
import type { Policy } from './policy';
import type { Ms, Router } from './types';

/** Where a runner's word goes. */
export interface OutputParts {
  /** Plans calls, permits retries and is told what happens; wrap it to see the effects of what it is told. */
  readonly router: Router;
  /** The host's: every `begin` and `advance` pushes what is to be done, in order; the host empties it. */
  readonly steps: CallStep[];
}

/** Steps for the host and reports for the router. */
export class CallOutput {
  readonly reports: CallReports;
  readonly #steps: CallStep[];
  readonly #policy: Policy;

  constructor({ router, steps }: OutputParts, policy: Policy) {
    this.reports = new CallReports(router);
    this.#steps = steps;
    this.#policy = policy;
  }

  invite(call: CallInProgress, attempt: Attempt): void {
    const { id: attemptId, hopIndex, hop, invitedAt } = attempt;
    this.#steps.push({ type: 'invite', attemptId, hopIndex, hop });
    this.setTimer(attempt, 'first-response', invitedAt + hop.firstResponseMs);
    this.reports.started(call, attempt);
  }

  setTimer({ id }: Attempt, timer: CallTimer, at: Ms): void {
    this.#steps.push({ type: 'set-timer', attemptId: id, timer, at });
  }

  /** Once; never before a provisional response, which is the caller's to see to. */
  cancel(attempt: Attempt): void {
    if (attempt.cancelled) return;
    attempt.cancelled = true;
    this.#steps.push({ type: 'cancel', attemptId: attempt.id });
  }

  ringing({ id }: Attempt, earlyMedia: boolean): void {
    this.#steps.push({ type: 'ringing', attemptId: id, earlyMedia });
  }

  connected({ id }: Attempt): void {
    this.#steps.push({ type: 'connected', attemptId: id });
  }

  bye({ id }: Attempt): void {
    this.#steps.push({ type: 'bye', attemptId: id });
  }

  ackAndBye({ id }: Attempt): void {
    this.#steps.push({ type: 'ack-and-bye', attemptId: id });
  }

  finished(result: CallResult): void {
    this.#steps.push({ type: 'finished', result });
  }

  /** Tells how an attempt ended; one whose transaction may still answer is watched until it surely cannot. */
  abandon(attempt: Attempt, now: Ms): void {
    this.reports.ended(attempt, now);
    if (!attempt.over) this.setTimer(attempt, 'late-guard', now + this.#policy.deadlines.lateGuardMs.value);
  }
}
