import type { CallPurpose, CallStateName } from './types';

/** A call that somebody wants placed. */
export interface CallOrder {
  accountId: string;
  purpose: CallPurpose;
  /** As they were given; digits of E.164 with or without plus sign. */
  from: string;
  to: string;
  ringTimeoutSeconds: number;
  timeLimitSeconds: number;
  /** A person listens while the call is set up. */
  humanListens: boolean;
  /** The customer's own grouping of calls; empty when none. */
  campaign: string;
  /** How often this callee was called before in the last hours. */
  attemptNumber: number;
  /** Given again with the same key it is the same call; null when it is a new call each time. */
  idempotencyKey: string | null;
}

/** What came of an order: a call, or one sentence. */
export type Placed =
  | { ok: true; uuid: string; id: number; state: CallStateName }
  | { ok: false; sentence: string; field: string | null; hangupCode: number | null; uuid: string | null };

/** A call that somebody else places and wants a plan for. */
export type RouteOrder = Pick<
  CallOrder,
  'accountId' | 'from' | 'to' | 'ringTimeoutSeconds' | 'humanListens' | 'campaign' | 'attemptNumber'
>;

/** A call that somebody wants ended. */
export interface EndOrder {
  uuid: string;
  accountId: string;
  /** Only while it waits for its turn. */
  onlyQueued: boolean;
}

export const RING_TIMEOUT_SECONDS = 120;
export const TIME_LIMIT_SECONDS = 14_400;

/** An order with what is usual filled in. */
export function callOrder(
  given: Pick<CallOrder, 'accountId' | 'from' | 'to' | 'purpose'> & Partial<CallOrder>,
): CallOrder {
  return {
    ringTimeoutSeconds: RING_TIMEOUT_SECONDS,
    timeLimitSeconds: TIME_LIMIT_SECONDS,
    humanListens: false,
    campaign: '',
    attemptNumber: 0,
    idempotencyKey: null,
    ...given,
  };
}
