import type { Attempt, CallInProgress } from './call-state';
import type { EngineEvent, MediaReport, Ms, Router } from './types';

type EventOf<Type extends EngineEvent['type']> = Extract<EngineEvent, { type: Type }>;

/** Tells a router what happens to attempts. Events are reused: a router keeps none of them. */
export class CallReports {
  readonly #router: Router;
  readonly #started: EventOf<'attempt-started'> = {
    type: 'attempt-started',
    attemptId: 0,
    callId: 0,
    hopIndex: 0,
    isRepeated: false,
    trunkId: '',
    presentedNumber: '',
    destination: '',
    destinationGroup: '',
    accountId: '',
    campaign: '',
    attemptNumber: 0,
    ringTimeoutMs: 0,
    purpose: 'route',
  };
  readonly #firstResponse: EventOf<'first-response'> = { type: 'first-response', attemptId: 0 };
  readonly #lateResponse: EventOf<'late-response'> = {
    type: 'late-response',
    trunkId: '',
    destinationGroup: '',
    waitedMs: 0,
  };
  readonly #ringing: EventOf<'ringing'> = { type: 'ringing', attemptId: 0, earlyMedia: false };
  readonly #answered: EventOf<'answered'> = { type: 'answered', attemptId: 0 };
  readonly #callEnded: EventOf<'call-ended'> = { type: 'call-ended', attemptId: 0, talkMs: 0, media: null };
  readonly #ended: EventOf<'attempt-ended'> = {
    type: 'attempt-ended',
    attemptId: 0,
    end: { sipCode: null, cause: null, local: null, phase: 'sent', retryAfterSeconds: null },
  };

  constructor(router: Router) {
    this.#router = router;
  }

  started({ request, attempts }: CallInProgress, { id, hopIndex, hop, invitedAt }: Attempt): void {
    const event = this.#started;
    event.attemptId = id;
    event.callId = request.callId;
    event.hopIndex = hopIndex;
    event.isRepeated = attempts[attempts.length - 2]?.hopIndex === hopIndex;
    event.trunkId = hop.trunkId;
    event.presentedNumber = hop.presentedNumber;
    event.destination = request.destination;
    event.destinationGroup = hop.destinationGroup;
    event.accountId = request.accountId;
    event.campaign = request.campaign;
    event.attemptNumber = request.attemptNumber;
    event.ringTimeoutMs = hop.ringMs;
    event.purpose = hop.reason.kind;
    this.#router.observe(event, invitedAt);
  }

  firstResponse({ id }: Attempt, now: Ms): void {
    this.#firstResponse.attemptId = id;
    this.#router.observe(this.#firstResponse, now);
  }

  /** The first response to an attempt that was given up. */
  lateResponse({ hop, invitedAt }: Attempt, now: Ms): void {
    const event = this.#lateResponse;
    event.trunkId = hop.trunkId;
    event.destinationGroup = hop.destinationGroup;
    event.waitedMs = now - invitedAt;
    this.#router.observe(event, now);
  }

  /** Once for early media and once for ringing. */
  ringing({ id, phase }: Attempt, now: Ms): void {
    this.#ringing.attemptId = id;
    this.#ringing.earlyMedia = phase === 'early-media';
    this.#router.observe(this.#ringing, now);
  }

  answered({ id }: Attempt, now: Ms): void {
    this.#answered.attemptId = id;
    this.#router.observe(this.#answered, now);
  }

  /** Once for each attempt that did not become a call, and for a call whose media died. */
  ended(attempt: Attempt, now: Ms): void {
    this.#ended.attemptId = attempt.id;
    this.#ended.end = attempt;
    this.#router.observe(this.#ended, now);
  }

  callEnded({ id }: Attempt, talk: { talkMs: Ms; media: MediaReport | null }, now: Ms): void {
    this.#callEnded.attemptId = id;
    this.#callEnded.talkMs = talk.talkMs;
    this.#callEnded.media = talk.media;
    this.#router.observe(this.#callEnded, now);
  }
}
