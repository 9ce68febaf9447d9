import type { CallInProgress } from '../failover/call-state';
import type { CallResult } from '../failover/call-types';
import type { CallRequest } from '../failover/types';
import type { Caller } from './people';
import type { CampaignModel, DestinationModel, TrunkModel } from './world';

const NO_FAULTS: readonly number[] = [];

/** A call while it lasts: who calls whom, and its attempts. Reused for later calls. */
export class Call implements Caller {
  /** The same call as its runner sees it. */
  live: CallInProgress | null = null;
  /** Attempts that the network still works on. */
  open = 0;
  life = 0;
  readonly attempts: Attempt[] = [];
  readonly slot: number;
  campaign: CampaignModel;
  destination: DestinationModel;
  contact = 0;
  tries = 0;
  keyLow = 0;
  keyHigh = 0;
  /** How readily its callee answers, before anything a carrier does. */
  readiness = 1;
  arrivedAt = 0;
  /** The trunk it takes when nothing is wrong. */
  natural = 0;
  /** Indexes of the faults that any of its attempts met; most calls meet none and share the empty list. */
  faultsMet: readonly number[] = NO_FAULTS;
  isRerouted = false;
  hasProgress = false;
  /** An agent talks on it. */
  hasAgent = false;
  /** It was answered and nobody was there to talk. */
  lackedAgent = false;
  result: CallResult | null = null;
  readonly request: CallRequest = {
    callId: 0,
    accountId: '',
    callerNumber: '',
    destination: '',
    campaign: '',
    attemptNumber: 0,
    humanListens: false,
    ringTimeoutMs: 0,
  };

  constructor(slot: number, campaign: CampaignModel, destination: DestinationModel) {
    this.slot = slot;
    this.campaign = campaign;
    this.destination = destination;
  }

  /** Makes it new for another caller. */
  reset(): void {
    // Emptied from the end, which keeps the list's memory.
    while (this.attempts.length > 0) this.attempts.pop();
    this.faultsMet = NO_FAULTS;
    this.open = 0;
    this.isRerouted = false;
    this.hasProgress = false;
    this.hasAgent = false;
    this.lackedAgent = false;
    this.result = null;
  }

  attempt(id: number): Attempt | null {
    for (let index = this.attempts.length - 1; index >= 0; index -= 1)
      if (this.attempts[index]?.id === id) return this.attempts[index] ?? null;
    return null;
  }

  /** The latest attempt on that hop of the plan. */
  attemptOn(hopIndex: number | null): Attempt | null {
    for (let index = this.attempts.length - 1; index >= 0; index -= 1)
      if (this.attempts[index]?.hopIndex === hopIndex) return this.attempts[index] ?? null;
    return null;
  }

  meet(fault: number): void {
    if (!this.faultsMet.includes(fault)) this.faultsMet = [...this.faultsMet, fault];
  }
}

/**
 * After longer than any call. Spans are small whole numbers and this one is too: the engine keeps such fields in the
 * object itself, while fractions and Infinity would each be an object of their own.
 */
export const NEVER_MS = 0x3fffffff;

/** How far a script has been played. */
export const STAGE = { unreached: 0, sent: 1, trying: 2, ringing: 3, answered: 4, over: 5 } as const;
export type Stage = (typeof STAGE)[keyof typeof STAGE];

/** One INVITE to one trunk: what the network will do with it, and how far that has gone. Reused. */
export class Attempt {
  // What every event looks at comes first: it lies in the same lines of memory.
  /** Changes whenever its waiting network events no longer count. */
  script = 0;
  /** Changes when it is given to another call. */
  life = 0;
  stage: Stage = STAGE.over;
  id = 0;
  call: Call;
  /** When it came to its carrier; the script counts from here. */
  reachedAt = 0;
  /** Spans of the script in ms; `NEVER_MS` for what does not happen. */
  tryingAfter = NEVER_MS;
  ringingAfter = NEVER_MS;
  finalAfter = NEVER_MS;
  /** Where the simulation keeps it. */
  readonly slot: number;
  hopIndex = 0;
  finalCode = 0;
  finalCause: number | null = null;
  retryAfter: number | null = null;
  /** The far end speaks instead of ringing (announcements). */
  earlyMedia = false;
  /** The callee's phone rings at `ringingAfter`. */
  alerts = false;
  /** It has rung, and long enough to be heard. */
  hasAlerted = false;
  isCancelled = false;
  isTransportError = false;
  isFalseAnswer = false;
  /** A carrier, not the callee, ends it. */
  isFailure = false;
  holdsChannel = false;
  /** -1 while the two do not talk. */
  answeredAt = -1;
  /** How long the two will talk, and did. */
  talkMs = 0;
  talkedMs = 0;
  trunk: TrunkModel;
  keyLow = 0;
  keyHigh = 0;
  invitedAt = 0;
  rangAt = 0;
  presented = '';
  presentsFallback = false;
  isOneWay = false;
  /** A fault ends the talk sooner than the two would. */
  isDropped = false;
  /** Media faults met, added up. */
  loss = 0;
  burstRatio = 1;
  jitterMs = 0;
  delayMs = 0;

  constructor(slot: number, call: Call, trunk: TrunkModel) {
    this.slot = slot;
    this.call = call;
    this.trunk = trunk;
  }

  /** Callee and network behaved: what was answered was answered by them. */
  get isGenuine(): boolean {
    return !this.isFailure && !this.isFalseAnswer;
  }

  get destination(): DestinationModel {
    return this.call.destination;
  }

  /** Makes it new for another INVITE. */
  reset(call: Call, trunk: TrunkModel, now: number): void {
    this.call = call;
    this.trunk = trunk;
    this.invitedAt = now;
    this.reachedAt = now;
    this.stage = STAGE.unreached;
    this.answeredAt = -1;
    this.talkMs = 0;
    this.talkedMs = 0;
    this.holdsChannel = false;
    this.isCancelled = false;
    this.hasAlerted = false;
    this.clearScript();
  }

  /** Forgets what the network was going to do. */
  clearScript(): void {
    this.tryingAfter = NEVER_MS;
    this.ringingAfter = NEVER_MS;
    this.finalAfter = NEVER_MS;
    this.finalCode = 0;
    this.finalCause = null;
    this.retryAfter = null;
    this.earlyMedia = false;
    this.isTransportError = false;
    this.alerts = false;
    this.isFalseAnswer = false;
    this.isFailure = false;
    this.isOneWay = false;
    this.isDropped = false;
    this.loss = 0;
    this.burstRatio = 1;
    this.jitterMs = 0;
    this.delayMs = 0;
  }

  /** A final response after that span and nothing else. */
  refuse(after: number, code: number, cause: number | null): void {
    this.clearScript();
    this.finalAfter = after;
    this.finalCode = code;
    this.finalCause = cause;
    this.isFailure = true;
  }
}
