import type { CallResult } from './call-types';
import type { Outcome } from './outcomes';
import type { AttemptEnd, CallRequest, Hop, Ms, OutcomeClass, Plan } from './types';

const REACHED: readonly OutcomeClass[] = ['busy', 'no-answer', 'rejected'];

/** What a call comes to that has no hop at all. */
export const REFUSED: Readonly<Record<'unknown-caller-number' | 'no-route', OutcomeClass>> = {
  'unknown-caller-number': 'account',
  'no-route': 'destination',
};

/** One INVITE of a call, and how it ended. */
export interface Attempt extends AttemptEnd {
  readonly id: number;
  readonly hopIndex: number;
  readonly hop: Hop;
  readonly invitedAt: Ms;
  /** Whether our CANCEL is out. */
  cancelled: boolean;
  /** Whether nothing can come of it any more. */
  over: boolean;
  /** Whether its late-answer guard has run out: the call need not be kept for it, though while it is, it is heard. */
  unwatched: boolean;
  /** Whether its deadline was put off because no other hop could be tried. */
  extended: boolean;
  /** Whether the callee's BYE overtook the 200. */
  hungUpEarly: boolean;
}

/** A call from its first INVITE until nothing can come of it any more. Hosts read it; only the runner writes it. */
export interface CallInProgress {
  readonly id: number;
  readonly request: CallRequest;
  readonly plan: Plan;
  readonly startedAt: Ms;
  attempts: readonly Attempt[];
  /** The attempt the call waits for or talks over; null when finished. */
  current: Attempt | null;
  answeredAt: Ms | null;
  finished: boolean;
  /** Whether it is finished and no abandoned attempt needs guarding: the host may forget it. */
  settled: boolean;
  /** INVITE of the first hop to first ringing or answer. */
  postDialDelayMs: Ms | null;
  /** The hop that the router has permitted already; -1 when none. */
  permittedHop: number;
  /** Single retries that have been used up. */
  usedCapabilityRetry: boolean;
  usedSameHop: boolean;
  usedSecondOpinion: boolean;
  /** Whether every attempt so far failed by its carrier's fault. */
  allBlamed: boolean;
  /** Whether an abandoned hop turned out to have alerted the callee, been answered, or carried the callee's own refusal. */
  reachedBehind: boolean;
  /** Whether a hop after the first alerted or reached the callee. */
  reachedLater: boolean;
}

/** Attempts of one call have neighbouring ids: no counter is needed, and a replay repeats them. */
const IDS_PER_CALL = 16;

const NONE_YET: readonly Attempt[] = [];

export function newCall(request: CallRequest, plan: Plan, now: Ms): CallInProgress {
  return {
    current: null,
    id: request.callId,
    request,
    plan,
    startedAt: now,
    attempts: NONE_YET,
    answeredAt: null,
    finished: false,
    settled: false,
    postDialDelayMs: null,
    permittedHop: -1,
    usedCapabilityRetry: false,
    usedSameHop: false,
    usedSecondOpinion: false,
    allBlamed: true,
    reachedBehind: false,
    reachedLater: false,
  };
}

/** Adds an attempt over a hop and makes it the current one. */
export function addAttempt(call: CallInProgress, hopIndex: number, now: Ms): Attempt | null {
  const hop = call.plan.hops[hopIndex];
  if (!hop || call.attempts.length >= IDS_PER_CALL) return null;
  const attempt: Attempt = {
    id: call.id * IDS_PER_CALL + call.attempts.length,
    hopIndex,
    hop,
    invitedAt: now,
    sipCode: null,
    cause: null,
    local: null,
    phase: 'sent',
    retryAfterSeconds: null,
    cancelled: false,
    over: false,
    unwatched: false,
    extended: false,
    hungUpEarly: false,
  };
  // Mostly it is the only one, and a list made with it is a tenth of one that is ready to grow.
  call.attempts = call.attempts.length === 0 ? [attempt] : [...call.attempts, attempt];
  call.current = attempt;
  return attempt;
}

export function findAttempt(call: CallInProgress, attemptId: number): Attempt | undefined {
  // Nearly always the one it waits for, which spares the list.
  if (call.current?.id === attemptId) return call.current;
  return call.attempts[attemptId - call.id * IDS_PER_CALL];
}

/** Keeps of an attempt's end what the call's result needs. */
export function noteOutcome(call: CallInProgress, { hopIndex }: Attempt, { blame, outcome }: Outcome): void {
  if (!blame) call.allBlamed = false;
  if (hopIndex > 0 && REACHED.includes(outcome)) call.reachedLater = true;
}

/**
 * Whether more than one carrier was tried and each failed by its own network: then it is the destination. Not when one
 * of them turned out to have reached the callee after it was given up.
 */
export function isDestinationFault({ allBlamed, reachedBehind, attempts }: CallInProgress): boolean {
  const first = attempts[0]?.hop.carrierId;
  return allBlamed && !reachedBehind && attempts.some(({ hop }) => hop.carrierId !== first);
}

export function resultOf(call: CallInProgress, outcome: OutcomeClass): CallResult {
  const last = call.attempts[call.attempts.length - 1];
  return {
    outcome,
    attempts: call.attempts.length,
    hopIndex: last?.hopIndex ?? null,
    saved: call.reachedLater,
    sipCode: call.answeredAt === null ? (last?.sipCode ?? null) : 200,
    cause: last?.cause ?? null,
    postDialDelayMs: call.postDialDelayMs,
  };
}
