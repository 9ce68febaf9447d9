import type { CallResult } from '../failover/call-types';
import type { Attempt, Call } from './call';
import { draw, FAMILY } from './random';
import type { SampledCall } from './result';

const MOST = 400;
/** Of calls that were saved or failed more are kept than of those on which nothing happened. */
const MOST_EVENTFUL = 250;
const UNEVENTFUL_EVERY = 64;

/**
 * Some calls kept whole for the report. Which ones hangs on the call's own key, so that two policies show the same
 * callers; at most 400, whatever the run's length.
 */
export class CallSample {
  readonly calls: SampledCall[] = [];
  readonly #seed: number;
  #eventful = 0;
  #uneventful = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** Whether a call should be shown; ask before it is described, which costs. */
  wants(call: Call, result: CallResult): boolean {
    const isEventful = result.attempts > 1 || call.faultsMet.length > 0;
    if (isEventful) return this.#eventful < MOST_EVENTFUL;
    return (
      this.#uneventful < MOST - MOST_EVENTFUL && draw(call.keyLow, this.#seed, FAMILY.sample) % UNEVENTFUL_EVERY === 0
    );
  }

  add(call: Call, result: CallResult): void {
    if (result.attempts > 1 || call.faultsMet.length > 0) this.#eventful += 1;
    else this.#uneventful += 1;
    this.calls.push(describeCall(call, result));
  }
}

/** A call as a reader sees it, with every attempt. */
export function describeCall(call: Call, result: CallResult): SampledCall {
  return {
    at: call.arrivedAt,
    caller: call.request.callerNumber,
    callee: call.request.destination,
    outcome: result.saved ? 'saved' : result.outcome,
    attempts: call.attempts.map((attempt) => ({
      trunkId: attempt.trunk.id,
      presents: attempt.presented,
      at: attempt.invitedAt,
      end: endText(attempt),
    })),
    postDialDelayMs: result.postDialDelayMs,
    talkMs: call.attempts.reduce((sum, { talkedMs }) => sum + talkedMs, 0),
  };
}

/** "503/34", "200, cut off" */
function endText({ finalCode, finalCause, isTransportError, isDropped, answeredAt }: Attempt): string {
  if (isDropped && answeredAt >= 0) return `${finalCode}, cut off`;
  if (finalCode === 0) return isTransportError ? 'refused' : 'silence';
  return finalCause === null ? String(finalCode) : `${finalCode}/${finalCause}`;
}
