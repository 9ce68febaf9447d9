import { CallOutput, type OutputParts } from './call-output';
import {
  type Attempt,
  addAttempt,
  type CallInProgress,
  findAttempt,
  isDestinationFault,
  newCall,
  noteOutcome,
  REFUSED,
  resultOf,
} from './call-state';
import type { CallSignal, CallTimer } from './call-types';
import { classify, type OutcomeRules, outcomeRules } from './classify';
import { hasRefuge, lastStartAt, NONE, nextHopIndex } from './next-hop';
import type { Outcome } from './outcomes';
import type { Policy } from './policy';
import type { Tables } from './tables';
import type { CallRequest, LocalEnd, MediaReport, Ms, OutcomeClass } from './types';

type Response = Extract<CallSignal, { type: 'response' }>;
type AttemptSignal = Exclude<CallSignal, { type: 'caller-hung-up' }>;

/** What a runner of calls works with. */
export interface RunnerParts extends OutputParts {
  /** For each trunk's outcome rows and capabilities. Replaced by the host when tables are; plans in progress stay. */
  tables: Tables;
  readonly policy: Policy;
}

/**
 * Runs calls: signals in, steps out. Pure but for its own state and what it tells the router, so that the live
 * agent and the simulator run calls by the same rules.
 *
 * It sends no CANCEL before a provisional response (RFC 3261 §9.1), tries the next hop after a silent one at its
 * deadline, but after one that has said anything only when its INVITE has ended, never after an 18x, and connects
 * once. What an abandoned attempt still says is cancelled, or answered and hung up at once. Answered calls stay
 * where they are.
 */
export class CallRunner {
  readonly #parts: RunnerParts;
  readonly #out: CallOutput;
  readonly #plainRules: OutcomeRules;
  /** The moment of the signal being taken in. */
  #now: Ms = 0;

  constructor(parts: RunnerParts) {
    this.#parts = parts;
    this.#out = new CallOutput(parts, parts.policy);
    this.#plainRules = outcomeRules([], parts.policy.retry.afterEarlyMedia.value);
  }

  /** Asks for a plan and sends the first INVITE; a call without a hop is finished at once. */
  begin(request: CallRequest, now: Ms): CallInProgress {
    this.#now = now;
    const call = newCall(request, this.#parts.router.decide(request, now), now);
    if (call.plan.hops.length > 0) this.#invite(call, 0);
    else this.#finish(call, REFUSED[call.plan.refusal ?? 'no-route']);
    return call;
  }

  /** Takes in one signal. Signals that no longer mean anything are ignored. */
  advance(call: CallInProgress, signal: CallSignal, now: Ms): void {
    this.#now = now;
    if (signal.type === 'caller-hung-up') this.#onCallerHungUp(call, signal.media ?? null);
    else {
      const attempt = findAttempt(call, signal.attemptId);
      if (attempt && !attempt.over) this.#onSignal(call, attempt, signal);
    }
  }

  #onSignal(call: CallInProgress, attempt: Attempt, signal: AttemptSignal): void {
    if (signal.type === 'response') this.#onResponse(call, attempt, signal);
    else if (signal.type === 'timer') this.#onTimer(call, attempt, signal.timer);
    else if (signal.type === 'transport-error') this.#onTransportError(call, attempt);
    else if (attempt === call.current)
      if (signal.type === 'callee-hung-up') this.#onCalleeHungUp(call, attempt, signal.media);
      else this.#onMediaDead(call, attempt);
  }

  #onResponse(call: CallInProgress, attempt: Attempt, response: Response): void {
    // What repeats a 200 or arrives after it says nothing new.
    if (attempt.phase === 'answered') return;
    if (attempt !== call.current && attempt.phase === 'sent') this.#out.reports.lateResponse(attempt, this.#now);
    if (response.sipCode < 200) this.#onProvisional(call, attempt, response);
    else if (response.sipCode < 300) this.#onAnswer(call, attempt);
    else this.#onFailure(call, attempt, response);
  }

  #onProvisional(call: CallInProgress, attempt: Attempt, { sipCode, earlyMedia }: Response): void {
    const isFirst = attempt.phase === 'sent';
    const isAlerting = sipCode >= 180 && sipCode < 190;
    if (isFirst) attempt.phase = 'trying';
    if (attempt !== call.current) {
      if (isAlerting) call.reachedBehind = true;
      this.#out.cancel(attempt);
      return;
    }
    if (isFirst) this.#out.reports.firstResponse(attempt, this.#now);
    if (isAlerting) this.#onAlerting(call, attempt, earlyMedia);
    else if (isFirst) this.#out.setTimer(attempt, 'progress', attempt.invitedAt + attempt.hop.progressMs);
  }

  #onAlerting(call: CallInProgress, attempt: Attempt, earlyMedia: boolean): void {
    if (attempt.phase === 'ringing' || (earlyMedia && attempt.phase === 'early-media')) return;
    const isFirst = attempt.phase === 'trying';
    attempt.phase = earlyMedia ? 'early-media' : 'ringing';
    this.#out.reports.ringing(attempt, this.#now);
    if (attempt.hopIndex > 0) call.reachedLater = true;
    // Too late: our CANCEL is out. It has alerted somebody, though, so no other hop will be tried.
    if (attempt.cancelled) return;
    call.postDialDelayMs ??= this.#now - call.startedAt;
    this.#out.ringing(attempt, earlyMedia);
    if (isFirst) this.#out.setTimer(attempt, 'ring', this.#now + attempt.hop.ringMs);
  }

  /** An attempt that is being cancelled but still waited for may win the race; an abandoned one may not. */
  #onAnswer(call: CallInProgress, attempt: Attempt): void {
    attempt.phase = 'answered';
    if (attempt !== call.current) {
      attempt.over = true;
      this.#out.ackAndBye(attempt);
      call.reachedBehind = true;
      this.#settle(call);
      return;
    }
    call.answeredAt = this.#now;
    call.postDialDelayMs ??= this.#now - call.startedAt;
    if (attempt.hopIndex > 0) call.reachedLater = true;
    this.#out.reports.answered(attempt, this.#now);
    if (attempt.hungUpEarly) {
      this.#out.ackAndBye(attempt);
      this.#hangUp(call, attempt, null);
    } else this.#out.connected(attempt);
  }

  #onFailure(call: CallInProgress, attempt: Attempt, { sipCode, cause, retryAfterSeconds }: Response): void {
    attempt.sipCode = sipCode;
    attempt.cause = cause;
    attempt.retryAfterSeconds = retryAfterSeconds;
    this.#onOver(call, attempt);
  }

  #onTransportError(call: CallInProgress, attempt: Attempt): void {
    if (attempt.phase === 'answered') return;
    attempt.local ??= 'transport';
    this.#onOver(call, attempt);
  }

  /** The INVITE transaction has ended. */
  #onOver(call: CallInProgress, attempt: Attempt): void {
    attempt.over = true;
    if (attempt === call.current) this.#conclude(call, attempt);
    else {
      attempt.local = null;
      if (attempt.sipCode !== 487 && this.#classify(attempt).next === 'no') call.reachedBehind = true;
      this.#settle(call);
    }
  }

  #classify(attempt: Attempt): Outcome {
    return classify(attempt, this.#parts.tables.trunks.get(attempt.hop.trunkId)?.rules ?? this.#plainRules);
  }

  #onTimer(call: CallInProgress, attempt: Attempt, timer: CallTimer): void {
    if (attempt !== call.current) {
      if (timer !== 'late-guard') return;
      attempt.unwatched = true;
      this.#settle(call);
    } else if (attempt.phase === 'answered') return;
    else if (timer === 'cancel-grace') this.#conclude(call, attempt);
    else if (attempt.local === null) this.#onDeadline(call, attempt, timer);
  }

  #onDeadline(call: CallInProgress, attempt: Attempt, timer: CallTimer): void {
    if (timer === 'first-response' && attempt.phase === 'sent') this.#onSilence(call, attempt);
    else if (timer === 'progress' && attempt.phase === 'trying') this.#onNoProgress(call, attempt);
    else if (timer === 'ring') this.#cancelFor(attempt, 'ring-timeout');
  }

  /** Nothing came back. Without another hop to try, waiting on is the better chance. */
  #onSilence(call: CallInProgress, attempt: Attempt): void {
    const until = lastStartAt(this.#parts, call);
    if (!this.#permitNext(call, attempt) && !attempt.extended && until > this.#now) {
      attempt.extended = true;
      this.#out.setTimer(attempt, 'first-response', until);
      return;
    }
    attempt.local = 'first-response-timeout';
    this.#conclude(call, attempt);
  }

  /** The carrier took the call and brought it nowhere: cancelled, but kept while no better hop could be tried. */
  #onNoProgress(call: CallInProgress, attempt: Attempt): void {
    const until = attempt.invitedAt + this.#parts.policy.deadlines.lastHopProgressMs.value;
    const mayLeave = hasRefuge(call, attempt) && this.#permitNext(call, attempt);
    if (!mayLeave && !attempt.extended && until > this.#now) {
      attempt.extended = true;
      this.#out.setTimer(attempt, 'progress', until);
    } else this.#cancelFor(attempt, 'progress-timeout');
  }

  #cancelFor(attempt: Attempt, local: LocalEnd): void {
    attempt.local = local;
    this.#out.cancel(attempt);
    this.#out.setTimer(attempt, 'cancel-grace', this.#now + this.#parts.policy.deadlines.cancelGraceMs.value);
  }

  #onCallerHungUp(call: CallInProgress, media: MediaReport | null): void {
    const attempt = call.current;
    if (!attempt) return;
    if (attempt.phase === 'answered') {
      this.#out.bye(attempt);
      this.#hangUp(call, attempt, media);
      return;
    }
    attempt.local ??= 'caller-hung-up';
    if (attempt.phase !== 'sent') this.#out.cancel(attempt);
    this.#out.abandon(attempt, this.#now);
    this.#finish(call, 'caller-cancelled');
  }

  #onCalleeHungUp(call: CallInProgress, attempt: Attempt, media: MediaReport | null): void {
    if (attempt.phase === 'answered') this.#hangUp(call, attempt, media);
    else attempt.hungUpEarly = true;
  }

  #onMediaDead(call: CallInProgress, attempt: Attempt): void {
    if (attempt.phase !== 'answered') return;
    attempt.local = 'dead-media';
    this.#out.bye(attempt);
    this.#out.reports.ended(attempt, this.#now);
    this.#hangUp(call, attempt, null);
  }

  /** The current attempt has come to nothing: on to the next hop, or the call is over. */
  #conclude(call: CallInProgress, attempt: Attempt): void {
    const outcome = this.#classify(attempt);
    noteOutcome(call, attempt, outcome);
    this.#out.abandon(attempt, this.#now);
    const next = this.#chooseNext(call, outcome);
    if (next !== NONE) this.#invite(call, next);
    else this.#finish(call, isDestinationFault(call) ? 'destination' : outcome.outcome);
  }

  #chooseNext(call: CallInProgress, outcome: Outcome): number {
    const permitted = call.permittedHop;
    call.permittedHop = NONE;
    if (call.reachedBehind) return NONE;
    const next = nextHopIndex(this.#parts, call, outcome);
    if (next === NONE) return NONE;
    if (outcome.next === 'yes' && permitted !== NONE) return permitted;
    const isOnlyOne = outcome.next === 'other-capabilities' || outcome.next === 'same-hop-once';
    return this.#firstPermitted(call, next, isOnlyOne);
  }

  #invite(call: CallInProgress, hopIndex: number): void {
    const attempt = addAttempt(call, hopIndex, this.#now);
    if (attempt) this.#out.invite(call, attempt);
    else this.#finish(call, 'network');
  }

  /** Asks for the next hop ahead of the end of this one, and keeps the answer: none when the callee was reached behind it. */
  #permitNext(call: CallInProgress, attempt: Attempt): boolean {
    call.permittedHop = call.reachedBehind ? NONE : this.#firstPermitted(call, attempt.hopIndex + 1, false);
    return call.permittedHop !== NONE;
  }

  /** The first hop that may be tried now; one whose trunk is full is passed over unless it is the only one wanted. */
  #firstPermitted(call: CallInProgress, from: number, isOnlyOne: boolean): number {
    const { hops } = call.plan;
    if (this.#now >= lastStartAt(this.#parts, call)) return NONE;
    for (let index = from; index < hops.length; index += 1) {
      const hop = hops[index];
      if (!hop) break;
      const { allowed, refusedBy } = this.#parts.router.mayRetry(call.request, hop, this.#now);
      if (allowed) return index;
      if (refusedBy !== 'capacity' || isOnlyOne) break;
    }
    return NONE;
  }

  #hangUp(call: CallInProgress, attempt: Attempt, media: MediaReport | null): void {
    attempt.over = true;
    const talkMs = this.#now - (call.answeredAt ?? this.#now);
    this.#out.reports.callEnded(attempt, { talkMs, media }, this.#now);
    this.#finish(call, 'answered');
  }

  #finish(call: CallInProgress, outcome: OutcomeClass): void {
    call.finished = true;
    call.current = null;
    this.#out.finished(resultOf(call, outcome));
    this.#settle(call);
  }

  #settle(call: CallInProgress): void {
    if (call.finished) call.settled = call.attempts.every(({ over, unwatched }) => over || unwatched);
  }
}
