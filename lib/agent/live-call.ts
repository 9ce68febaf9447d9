import type { Hop, MediaReport, Ms, OutcomeClass } from '@/lib/failover/types';
import type { CurrencyCode } from '@/lib/money';
import { Call } from '@/lib/simulator/call';
import { CALLEES } from './sandbox/callees';
import type { SandboxWorld } from './sandbox/world';
import type { AttemptRecord, CallPurpose, CallRecord, CallStateName, HangupSourceName } from './types';

/** What is known of a call before it is placed, and never changes. */
export interface CallFacts {
  id: number;
  uuid: string;
  accountId: string;
  purpose: CallPurpose;
  from: string;
  to: string;
  rentalId: string | null;
  currency: CurrencyCode;
  /** Of a minute; 0 for what is free. */
  rateMicros: bigint;
  taxBasisPoints: number;
  queuedAt: Ms;
  ringTimeoutMs: Ms;
  timeLimitMs: Ms;
  humanListens: boolean;
  campaign: string;
  attemptNumber: number;
  /** The pair that the call proves; null unless it is for that. */
  pairId: string | null;
  /** Of the order; null when it came without. */
  idempotencyKey: string | null;
}

export interface Hangup {
  code: number;
  source: HangupSourceName;
}

/** Why a call was ended by us; it decides the hangup cause. */
export type OwnEnd = 'api-request' | 'time-limit' | 'dead-media';

const ENDED: readonly CallStateName[] = ['completed', 'busy', 'no_answer', 'failed', 'canceled'];

/** A call of the agent: as the sandbox plays it, and as it is recorded. */
export class LiveCall extends Call {
  readonly facts: CallFacts;
  state: CallStateName = 'queued';
  startedAt: Ms | null = null;
  ringingAt: Ms | null = null;
  answeredAt: Ms | null = null;
  endedAt: Ms | null = null;
  hangup: Hangup | null = null;
  ownEnd: OwnEnd | null = null;
  outcome: OutcomeClass | null = null;
  /** The trunk it would take with every route healthy; null when unknown. */
  naturalTrunkId: string | null = null;
  plan: readonly Hop[] = [];
  readonly hops: AttemptRecord[] = [];
  /** What its talk measured on our leg; null before its end, or when nothing was measured. */
  media: MediaReport | null = null;
  /** Whether its end has been entered everywhere. */
  isClosed = false;
  /** Whether the last record of it no longer says all. */
  isChanged = false;

  constructor(facts: CallFacts, world: SandboxWorld) {
    super(0, CALLEES[facts.purpose], world.destinationOf(facts.to));
    this.facts = facts;
    this.contact = facts.id;
    this.arrivedAt = facts.queuedAt;
    const { request } = this;
    request.callId = facts.id;
    request.accountId = facts.accountId;
    request.callerNumber = facts.from;
    request.destination = facts.to;
    request.campaign = facts.campaign;
    request.attemptNumber = facts.attemptNumber;
    request.humanListens = facts.humanListens;
    request.ringTimeoutMs = facts.ringTimeoutMs;
  }

  get isEnded(): boolean {
    return ENDED.includes(this.state);
  }

  /** The hop that answered or spoke last; undefined before any was tried. */
  get lastHop(): AttemptRecord | undefined {
    return this.hops[this.hops.length - 1];
  }

  /** The call as it stands now. */
  record(): CallRecord {
    const { facts, lastHop, result } = this;
    return {
      id: facts.id,
      uuid: facts.uuid,
      accountId: facts.accountId,
      purpose: facts.purpose,
      fromNumber: facts.from,
      toNumber: facts.to,
      presentedNumber: lastHop?.presentedNumber ?? null,
      rentalId: facts.rentalId,
      state: this.state,
      queuedAt: facts.queuedAt,
      startedAt: this.startedAt,
      ringingAt: this.ringingAt,
      answeredAt: this.answeredAt,
      endedAt: this.endedAt,
      postDialDelayMs: this.live?.postDialDelayMs ?? result?.postDialDelayMs ?? null,
      currency: facts.currency,
      rateMicros: String(facts.rateMicros),
      taxBasisPoints: facts.taxBasisPoints,
      hangupCode: this.hangup?.code ?? null,
      hangupSource: this.hangup?.source ?? null,
      sipCode: result?.sipCode ?? lastHop?.sipCode ?? null,
      cause: result?.cause ?? lastHop?.cause ?? null,
      carrierId: lastHop?.carrierId ?? null,
      trunkId: lastHop?.trunkId ?? null,
      failedOver: lastHop !== undefined && this.naturalTrunkId !== null && lastHop.trunkId !== this.naturalTrunkId,
      saved: result?.saved ?? false,
      plan: this.plan,
      attempts: this.hops.map((hop) => ({ ...hop })),
      ...(facts.idempotencyKey !== null && { idempotencyKey: facts.idempotencyKey }),
    };
  }
}
