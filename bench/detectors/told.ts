import type { EngineEvent, Ms, Router } from '@/lib/failover/types';
import type { Attempt } from '@/lib/simulator/call';

type EventOf<Type extends EngineEvent['type']> = Extract<EngineEvent, { type: Type }>;
type Effects = ReturnType<Router['observe']>['effects'];

/** Tells a router what happens to attempts, and hands on what it answers. Events are reused. */
export class Told {
  readonly #router: Router;
  readonly #onEffects: (effects: Effects, now: Ms) => void;
  readonly #started: EventOf<'attempt-started'> = {
    type: 'attempt-started',
    attemptId: 0,
    callId: 0,
    hopIndex: 0,
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
  readonly #ringing: EventOf<'ringing'> = { type: 'ringing', attemptId: 0, earlyMedia: false };
  readonly #answered: EventOf<'answered'> = { type: 'answered', attemptId: 0 };
  readonly #callEnded: EventOf<'call-ended'> = { type: 'call-ended', attemptId: 0, talkMs: 0, media: null };
  readonly #ended: EventOf<'attempt-ended'> = {
    type: 'attempt-ended',
    attemptId: 0,
    end: { sipCode: null, cause: null, local: null, phase: 'sent', retryAfterSeconds: null },
  };

  constructor(router: Router, onEffects: (effects: Effects, now: Ms) => void) {
    this.#router = router;
    this.#onEffects = onEffects;
  }

  started({ id, call, hopIndex, trunk, presented }: Attempt, purpose: EventOf<'attempt-started'>['purpose'], now: Ms) {
    const event = this.#started;
    const { request, destination } = call;
    event.attemptId = id;
    event.callId = request.callId;
    event.hopIndex = hopIndex;
    event.trunkId = trunk.id;
    event.presentedNumber = presented;
    event.destination = request.destination;
    event.destinationGroup = destination.model.group;
    event.accountId = request.accountId;
    event.campaign = request.campaign;
    event.attemptNumber = request.attemptNumber;
    event.ringTimeoutMs = request.ringTimeoutMs;
    event.purpose = purpose;
    this.tell(event, now);
  }

  firstResponse(attemptId: number, now: Ms): void {
    this.#firstResponse.attemptId = attemptId;
    this.tell(this.#firstResponse, now);
  }

  ringing(attemptId: number, earlyMedia: boolean, now: Ms): void {
    this.#ringing.attemptId = attemptId;
    this.#ringing.earlyMedia = earlyMedia;
    this.tell(this.#ringing, now);
  }

  /** Answered, and at once how long it will be talked: no router waits for the end of a talk. */
  answered(attemptId: number, talkMs: Ms, now: Ms): void {
    this.#answered.attemptId = attemptId;
    this.tell(this.#answered, now);
    this.#callEnded.attemptId = attemptId;
    this.#callEnded.talkMs = talkMs;
    this.tell(this.#callEnded, now);
  }

  ended(attemptId: number, end: EventOf<'attempt-ended'>['end'], now: Ms): void {
    this.#ended.attemptId = attemptId;
    this.#ended.end = end;
    this.tell(this.#ended, now);
  }

  tell(event: EngineEvent, now: Ms): void {
    const { effects } = this.#router.observe(event, now);
    if (effects.length > 0) this.#onEffects(effects, now);
  }
}
