import type { CallPurpose, CallStateName, HangupSourceName } from '@/lib/agent/types';
import type { CurrencyCode } from '@/lib/money';

export type { CallPurpose, CallStateName, HangupSourceName } from '@/lib/agent/types';

export type CallRange = '1h' | '24h' | '7d' | '30d' | 'between';
/** Which way a call's route went: any hop but the first healthy one, or one that hop 1's failure led to. */
export type FailoverFilter = 'over' | 'saved';

/** A Call Logs address as it stands there, unchecked. */
export type CallParams = Record<
  'range' | 'from' | 'to' | 'number' | 'state' | 'cause' | 'carrier' | 'failover' | 'talk' | 'before' | 'after',
  string | null
>;

export interface CallFilters {
  range: CallRange | null;
  /** Wall-clock minutes in the account's zone, such as 2026-11-22T13:05; of the range "between". */
  from: string | null;
  to: string | null;
  /** Digits of a whole number, of the caller or of the callee. */
  number: string | null;
  state: CallStateName | null;
  /** Hangup cause code. */
  cause: number | null;
  /** Slug. */
  carrier: string | null;
  failover: FailoverFilter | null;
  /** Index of TALK_BANDS. */
  talk: number | null;
}

export interface CallCursor {
  /** Calls older than this id. */
  before: string | null;
  /** Calls newer than this id. */
  after: string | null;
}

export interface CallSummary {
  /** The paging cursor; ordered by time. */
  id: string;
  uuid: string;
  queuedAt: Date;
  fromNumber: string;
  fromDisplay: string;
  toNumber: string;
  toDisplay: string;
  /** What the callee saw; null when no hop was tried. */
  presentedNumber: string | null;
  purpose: CallPurpose;
  state: CallStateName;
  /** Null while the call goes on. */
  hangupCode: number | null;
  hangupCause: string | null;
  hangupSource: HangupSourceName | null;
  sipCode: number | null;
  /** Of the hop that answered or spoke last. */
  carrierName: string | null;
  attemptCount: number;
  failedOver: boolean;
  saved: boolean;
  answeredAt: Date | null;
  endedAt: Date | null;
  durationSeconds: number;
  billedSeconds: number;
  currency: CurrencyCode;
  amountMicros: bigint;
  taxMicros: bigint;
}

/** One page of Call Logs, newest first. */
export interface CallPage {
  rows: CallSummary[];
  /** Cursors of the pages before and after this one; null at the ends. */
  newer: string | null;
  older: string | null;
}

export interface CallCarrier {
  slug: string;
  name: string;
}

/** A hop that was tried, with what it is called. */
export interface CallAttemptDetail {
  position: number;
  hopIndex: number;
  trunkId: string;
  carrierName: string;
  presentedDisplay: string;
  sentAt: Date;
  respondedAt: Date | null;
  ringingAt: Date | null;
  answeredAt: Date | null;
  endedAt: Date | null;
  sipCode: number | null;
  cause: number | null;
  local: string | null;
  outcome: string | null;
  isBlamed: boolean;
  isLateAnswer: boolean;
  mosHundredths: number | null;
}

/** A hop of the plan, as it is explained. */
export interface PlannedHop {
  trunkId: string;
  carrierName: string;
  presentedDisplay: string;
  /** Why it stands where it stands. */
  sentence: string;
  /** Position of the attempt that tried it; null when none did. */
  attempt: number | null;
}

/** Why a route of the plan was not healthy when the call was placed. */
export interface RouteReason {
  at: Date;
  trunkId: string;
  carrierName: string;
  sentence: string;
}

export interface CallDetail extends CallSummary {
  startedAt: Date | null;
  ringingAt: Date | null;
  postDialDelayMs: number | null;
  rateMicros: bigint;
  q850Cause: number | null;
  presentedDisplay: string | null;
  attempts: CallAttemptDetail[];
  plan: PlannedHop[];
  reasons: RouteReason[];
}

/** A moment of a call's life, with the time since it was asked for. */
export interface ProgressStep {
  step: 'queued' | 'dialing' | 'ringing' | 'answered' | 'ended';
  offsetMs: number;
}

/** A call as somebody watches it happen. Plain JSON. */
export interface CallProgress {
  uuid: string;
  state: CallStateName;
  isEnded: boolean;
  /** What happened so far, in order. */
  steps: ProgressStep[];
  /** Hops that were tried, in their order. */
  attempts: ProgressAttempt[];
  hangupCause: string | null;
}

export interface ProgressAttempt {
  carrierName: string;
  /** What the callee sees. */
  presentedDisplay: string;
  /** "given up: no response at all", "rings", "answered". */
  outcome: string;
}

/** Who speaks on the ladder: us, or a carrier. */
export interface LadderStep {
  at: Date;
  /** After the call was asked for. */
  offsetMs: number;
  /** Position of the attempt. */
  attempt: number;
  direction: 'to-carrier' | 'from-carrier';
  message: string;
  /** What stands behind it, where the message alone does not say. */
  note: string | null;
  tone: 'plain' | 'ok' | 'warn' | 'danger';
}

/** One sentence of what happened. */
export interface TraceSentence {
  at: Date;
  offsetMs: number;
  sentence: string;
}
