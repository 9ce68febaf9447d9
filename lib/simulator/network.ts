import type { Attempt, Call } from './call';
import { NEVER_MS, STAGE } from './call';
import { Quantiles } from './distributions';
import type { FaultLine, FaultState } from './faults';
import { lies } from './faults';
import { answerAfter, disposition, talkTime } from './people';
import { draw, mix } from './random';
import type { TrunkModel } from './world';

const BITS = 0x1_0000_0000;
/** Spreads trunk indexes over 32 bits (golden ratio). */
const STRIDE = 0x9e3779b9;

/** What each draw of an attempt decides. */
const PURPOSE = {
  firstResponse: 1,
  ringing: 2,
  fails: 3,
  failure: 4,
  failureAfter: 5,
  callee: 6,
  media: 7,
  falls: 8,
  harm: 64,
} as const;

/** T1, by which UDP repeats an INVITE and a callee's side repeats its answer (RFC 3261 17.1.1.2, 13.3.1.4). */
const T1 = 500;
const TIMER_B = 64 * T1;

/** What fails in a network on a good day: routing, portability, gateways, circuits. */
const FAILURES: readonly { code: number; cause: number | null; below: number }[] = [
  { code: 503, cause: null, below: 0.3 },
  { code: 503, cause: 34, below: 0.45 },
  { code: 500, cause: null, below: 0.6 },
  { code: 502, cause: 38, below: 0.75 },
  { code: 480, cause: 41, below: 0.9 },
  { code: 404, cause: 3, below: 1 },
];

/** How long a network lets a phone ring when the caller's side does not end it first. */
const NETWORK_NO_ANSWER = 60_000;

const callMedia = Quantiles.lognormal(1, 0.45);
const rejection = Quantiles.lognormal(5_000, 0.5);
const announcement = Quantiles.lognormal(7_000, 0.3);
const untilDrop = Quantiles.exponential(1);
const confusedTalk = Quantiles.lognormal(9_000, 0.4);

/** Gives an attempt its draws: the same for one call on one trunk, whichever policy sends it there. */
export function keyAttempt(attempt: Attempt, timesBefore: number): void {
  const { call, trunk } = attempt;
  attempt.keyLow = mix(call.keyLow + Math.imul(trunk.index + 1 + timesBefore * 4096, STRIDE));
  attempt.keyHigh = call.keyHigh;
}

function drawOf({ keyLow, keyHigh }: Attempt, purpose: number): number {
  return draw(keyLow, keyHigh, purpose);
}

/** Whether this fault harms this attempt. */
export function harms(state: FaultState, attempt: Attempt): boolean {
  return (
    lies(state, attempt.trunk.index, attempt.destination.index) &&
    (state.fault.share === 1 || drawOf(attempt, PURPOSE.harm + state.index) < state.harmsBelow)
  );
}

/** The fault that now swallows what is sent on this attempt's way; null when none does. */
export function silencer(line: FaultLine, attempt: Attempt, direction: 'request' | 'response'): FaultState | null {
  for (const state of line.active) {
    const { fault } = state;
    if (fault.kind !== 'silent' || (direction === 'request' && fault.loses === 'responses')) continue;
    if (harms(state, attempt)) return state;
  }
  return null;
}

/** When something first sent at `sentAt` is sent again at or after `from`: T1, doubling; Infinity after 64 × T1. */
export function resentAt(sentAt: number, from: number): number {
  let at = sentAt;
  for (let step = T1; at < from; step *= 2) {
    at += step;
    if (at - sentAt > TIMER_B) return Number.POSITIVE_INFINITY;
  }
  return at;
}

/** Writes what the network does with an INVITE that reached the carrier at `now`. */
export function writeScript(attempt: Attempt, line: FaultLine, now: number): void {
  attempt.clearScript();
  attempt.stage = STAGE.sent;
  const { trunk } = attempt;
  attempt.reachedAt = now;
  attempt.tryingAfter = trunk.firstResponse.whole(drawOf(attempt, PURPOSE.firstResponse));
  attempt.ringingAfter = Math.max(attempt.tryingAfter + 20, trunk.ringing.whole(drawOf(attempt, PURPOSE.ringing)));
  if (drawOf(attempt, PURPOSE.fails) < trunk.failsBelow) failAsOnAGoodDay(attempt);
  else writeCallee(attempt, pickUpFactor(attempt, line));
  if (line.active.length === 0) return;
  for (const state of line.active) {
    if (!harms(state, attempt)) continue;
    attempt.call.meet(state.index);
    applyFault(attempt, state);
  }
}

/** INVITE to ringing on a trunk on which nothing is wrong, ms; what a call's delay is compared with. */
export function usualDelay(call: Call, trunk: TrunkModel): number {
  const low = mix(call.keyLow + Math.imul(trunk.index + 1, STRIDE));
  const first = trunk.firstResponse.whole(draw(low, call.keyHigh, PURPOSE.firstResponse));
  return Math.max(first + 20, trunk.ringing.whole(draw(low, call.keyHigh, PURPOSE.ringing)));
}

/** A carrier has no room: refused at once, with a cause that says so. */
export function refuseForRoom(attempt: Attempt, now: number, retryAfter: number | null): void {
  attempt.stage = STAGE.sent;
  attempt.reachedAt = now;
  attempt.refuse(failureAfter(attempt), 503, 34);
  attempt.retryAfter = retryAfter;
}

function failureAfter(attempt: Attempt): number {
  return Math.max(10, attempt.trunk.failure.whole(drawOf(attempt, PURPOSE.failureAfter)));
}

function failAsOnAGoodDay(attempt: Attempt): void {
  const portion = drawOf(attempt, PURPOSE.failure) / BITS;
  const failure = FAILURES.find(({ below }) => portion < below);
  attempt.finalAfter = Math.max(attempt.tryingAfter + 10, failureAfter(attempt));
  attempt.finalCode = failure?.code ?? 503;
  attempt.finalCause = failure?.cause ?? null;
  attempt.ringingAfter = NEVER_MS;
  attempt.isFailure = true;
}

/** How readily the callee answers what this attempt shows them, faults included. */
function pickUpFactor(attempt: Attempt, line: FaultLine): number {
  const { call } = attempt;
  let factor = call.readiness;
  if (attempt.presentsFallback) factor *= call.campaign.numbers.group.fallback?.pickUp ?? 1;
  if (line.active.length > 0)
    for (const state of line.active)
      if (state.fault.kind === 'answer-rate' && harms(state, attempt)) factor *= state.fault.factor;
  return factor;
}

function writeCallee(attempt: Attempt, pickUp: number): void {
  const { call, ringingAfter } = attempt;
  attempt.alerts = true;
  switch (disposition(call, pickUp)) {
    case 'answered':
      attempt.finalAfter = ringingAfter + answerAfter(call);
      attempt.finalCode = 200;
      attempt.talkMs = talkTime(call);
      return;
    case 'busy':
      endWithoutRinging(attempt, 486, 17);
      return;
    case 'rejected':
      attempt.finalAfter = ringingAfter + rejection.whole(drawOf(attempt, PURPOSE.callee));
      attempt.finalCode = drawOf(attempt, PURPOSE.callee) < 0.5 * BITS ? 603 : 486;
      attempt.finalCause = 21;
      return;
    case 'switchedOff':
      announceOff(attempt);
      return;
    case 'invalid':
      endWithoutRinging(attempt, 404, 1);
      return;
    default:
      attempt.finalAfter = ringingAfter + NETWORK_NO_ANSWER;
      attempt.finalCode = 480;
      attempt.finalCause = 19;
  }
}

function endWithoutRinging(attempt: Attempt, code: number, cause: number): void {
  attempt.alerts = false;
  attempt.finalAfter = attempt.ringingAfter;
  attempt.ringingAfter = NEVER_MS;
  attempt.finalCode = code;
  attempt.finalCause = cause;
}

/** Half of the networks play an announcement before they say that the phone is off. */
function announceOff(attempt: Attempt): void {
  const bits = drawOf(attempt, PURPOSE.callee);
  if (bits < 0.5 * BITS) {
    endWithoutRinging(attempt, 480, 20);
    return;
  }
  attempt.alerts = false;
  attempt.earlyMedia = true;
  attempt.finalAfter = attempt.ringingAfter + announcement.whole(drawOf(attempt, PURPOSE.falls));
  attempt.finalCode = 480;
  attempt.finalCause = 20;
}

function applyFault(attempt: Attempt, { fault }: FaultState): void {
  switch (fault.kind) {
    case 'error':
      if (!fault.afterRinging) attempt.refuse(failureAfter(attempt), fault.sipCode, fault.cause);
      else if (attempt.alerts) endAfterRinging(attempt, fault.sipCode, fault.cause);
      attempt.retryAfter = fault.retryAfterSeconds;
      return;
    case 'suspended':
      attempt.refuse(failureAfter(attempt), 403, fault.cause);
      return;
    case 'refused':
      attempt.refuse(30, 0, null);
      attempt.isTransportError = true;
      return;
    case 'congestion':
      if (fault.channels !== undefined || fault.cps !== undefined) return;
      attempt.refuse(failureAfter(attempt), 503, fault.cause);
      attempt.retryAfter = fault.retryAfterSeconds;
      return;
    case 'slow':
      slowDown(attempt, (after) => Math.round(after * fault.times) + fault.adds);
      return;
    case 'false-answer':
      answerFalsely(attempt, fault.after, fault.talk);
      return;
    default:
      meetMediaFault(attempt, fault);
  }
}

function endAfterRinging(attempt: Attempt, code: number, cause: number | null): void {
  attempt.isFailure = true;
  attempt.finalAfter = attempt.ringingAfter + 1_500;
  attempt.finalCode = code;
  attempt.finalCause = cause;
}

function slowDown(attempt: Attempt, later: (after: number) => number): void {
  const ringingFor = attempt.finalAfter - attempt.ringingAfter;
  attempt.tryingAfter = later(attempt.tryingAfter);
  if (attempt.ringingAfter === NEVER_MS) attempt.finalAfter = later(attempt.finalAfter);
  else {
    attempt.ringingAfter = later(attempt.ringingAfter);
    attempt.finalAfter = attempt.ringingAfter + ringingFor;
  }
}

/** The callee's phone never rings; the caller hears a tone that is billed, and soon hangs up. */
function answerFalsely(attempt: Attempt, after: number, talkMs: number): void {
  attempt.alerts = false;
  attempt.isFalseAnswer = true;
  attempt.earlyMedia = false;
  attempt.ringingAfter = NEVER_MS;
  attempt.finalAfter = Math.max(after, attempt.tryingAfter + 1);
  attempt.finalCode = 200;
  attempt.finalCause = null;
  attempt.talkMs = Math.round(talkMs * callMedia.real(drawOf(attempt, PURPOSE.callee)));
}

/** Notes what an attempt's media suffer; also called for calls in progress when a fault begins. */
export function meetMediaFault(attempt: Attempt, fault: FaultState['fault']): void {
  if (fault.kind === 'one-way-audio') {
    attempt.isOneWay = true;
    shortenTalk(attempt, confusedTalk.whole(drawOf(attempt, PURPOSE.falls)), false);
  } else if (fault.kind === 'quality') {
    attempt.loss = Math.min(1, attempt.loss + fault.loss);
    attempt.burstRatio = Math.max(attempt.burstRatio, fault.burstRatio);
    attempt.jitterMs += fault.jitterMs;
    attempt.delayMs += fault.delayMs;
  } else if (fault.kind === 'drops') {
    const after = Math.round(fault.after * untilDrop.real(drawOf(attempt, PURPOSE.falls)));
    shortenTalk(attempt, Math.max(500, after), true);
  }
}

/** The talk ends after that span at the latest; whether by the fault or by the two, who could not talk, is kept. */
function shortenTalk(attempt: Attempt, atMostMs: number, isDropped: boolean): void {
  if (attempt.talkMs <= atMostMs) return;
  attempt.talkMs = atMostMs;
  attempt.isDropped = isDropped;
}

/** How much this call's media differ from the carrier's usual, as a factor around 1. */
export function mediaFactor(attempt: Attempt): number {
  return callMedia.real(drawOf(attempt, PURPOSE.media));
}
