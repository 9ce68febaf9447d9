/** A moment in milliseconds: of the wall clock in the live agent, of virtual time in the simulator. */
export type Ms = number;

/** A trunk: one way into a carrier's network. */
export interface Trunk {
  id: string;
  carrierId: string;
  /** What it shares with others and can fail with: its carrier, a switch site, an upstream. */
  failureDomains: readonly string[];
  /** UDP loses datagrams and repeats INVITEs, which bounds how early silence means something. */
  transport: 'udp' | 'tcp' | 'tls';
  /** Calls in progress that the contract allows; null when it names none. */
  maxChannels: number | null;
  /** Attempts a second that the contract allows; null when it names none. */
  maxCps: number | null;
  /** Codecs and features by which one hop can take a call that another refused (488, 415, 420). */
  capabilities: readonly string[];
  /** How this carrier uses codes differently from the outcome table. */
  outcomeOverrides: readonly OutcomeOverride[];
}

/** A destination prefix that a trunk serves. The longest matching prefix decides; within it state, priority, cost. */
export interface Route {
  /** Digits of E.164 without `+`; empty matches every destination. */
  prefix: string;
  trunkId: string;
  /** Lower first. */
  priority: number;
  /** Per minute, in micros of one currency. */
  costMicros: number;
  /** Destinations that fail alike (an operator, a circle, a prefix); evidence is pooled by it. */
  destinationGroup: string;
}

export type PairProof = 'unproven' | 'proven' | 'failed';

/** A caller number of a customer. Numbers that are tied to a carrier by regulation name their trunks. */
export interface CallerNumber {
  /** Digits of E.164 without `+`. */
  number: string;
  /** The customer's account; answer-rate baselines are kept by it. */
  accountId: string;
  /** Whether regulation ties it to `carrierId` (India); other numbers leave by any trunk of the destination. */
  tied: boolean;
  carrierId: string;
  /** Trunks of its carrier in order; used when `tied`. */
  trunkIds: readonly string[];
  /** The fallback number while its pair is active. */
  fallback: FallbackNumber | null;
}

export interface FallbackNumber {
  pairId: string;
  number: string;
  carrierId: string;
  trunkIds: readonly string[];
  proof: PairProof;
  /** Whether the customer wants to return to the primary by hand only. */
  manualFailback: boolean;
}

/** All that routing knows of trunks, prefixes and numbers; compiled by `compileTables` and swapped as a whole. */
export interface TableSource {
  version: number;
  trunks: readonly Trunk[];
  routes: readonly Route[];
  numbers: readonly CallerNumber[];
}

/** A call that asks for a plan. */
export interface CallRequest {
  callId: number;
  accountId: string;
  /** Digits of E.164 without `+`, as the customer requested. */
  callerNumber: string;
  /** Digits of E.164 without `+`. */
  destination: string;
  /** The customer's own grouping of calls, for the expected answer rate; empty when none. */
  campaign: string;
  /** How often this callee was called before in the last hours: 0 for the first attempt. */
  attemptNumber: number;
  /** Whether a person listens while the call is set up; bounds the post-dial delay. */
  humanListens: boolean;
  /** Longest ringing in ms before the call counts as not answered. */
  ringTimeoutMs: Ms;
}

/** One way to place the call. */
export interface Hop {
  trunkId: string;
  carrierId: string;
  /** The caller ID this hop presents; on a tied number always one of this hop's carrier. */
  presentedNumber: string;
  destinationGroup: string;
  /** After the INVITE, how long until any response must have come. */
  firstResponseMs: Ms;
  /** After the INVITE, how long until ringing or an answer must have come. */
  progressMs: Ms;
  /** After ringing began. */
  ringMs: Ms;
  reason: HopReason;
}

/** Why a hop stands where it stands; `explainHop` makes a sentence of it. */
export type HopReason =
  | { kind: 'primary' | 'fallback' | 'route'; state: RouteStateName }
  | { kind: 'canary' | 'ramp'; share: number }
  | { kind: 'comparison'; share: number }
  | { kind: 'forced'; reason: string }
  | { kind: 'overflow'; used: number; limit: number }
  | { kind: 'last-resort'; state: RouteStateName };

export interface Plan {
  /** In the order they are tried; never empty because of statistics, empty only when no trunk serves the call. */
  hops: readonly Hop[];
  /** Set when `hops` is empty: the sentence's key. */
  refusal: 'unknown-caller-number' | 'no-route' | null;
}

export type RouteStateName = 'healthy' | 'suspect' | 'degraded' | 'congested' | 'open' | 'probing' | 'ramping';

/** What an attempt came to, by the outcome table. */
export type OutcomeClass =
  | 'answered'
  | 'busy'
  | 'no-answer'
  | 'rejected'
  | 'invalid-number'
  | 'caller-cancelled'
  | 'network'
  | 'congestion'
  | 'silence'
  | 'capability'
  | 'account'
  | 'redirect'
  | 'destination';

export type NextRoute = 'yes' | 'no' | 'other-capabilities' | 'same-hop-once' | 'second-opinion' | 'when-allowed';

/** A row of the outcome table as a carrier's trunk overrides it. */
export interface OutcomeOverride {
  match: { sipCode?: number; cause?: number };
  next: NextRoute;
  blame: boolean;
  outcome: OutcomeClass;
  reason: string;
}

/** How far an attempt had come when it ended. */
export type AttemptPhase = 'sent' | 'trying' | 'ringing' | 'early-media' | 'answered';

/** Why we ended an attempt ourselves. */
export type LocalEnd =
  | 'first-response-timeout'
  | 'progress-timeout'
  | 'ring-timeout'
  | 'transport'
  | 'caller-hung-up'
  | 'dead-media';

/** How an attempt ended, before it is classified. */
export interface AttemptEnd {
  /** Final SIP status; null when none came. */
  sipCode: number | null;
  /** Q.850 cause of the Reason header; null when none was given. */
  cause: number | null;
  local: LocalEnd | null;
  phase: AttemptPhase;
  retryAfterSeconds: number | null;
}

/** What a call's media looked like on our leg, to the carrier's border. */
export interface MediaReport {
  /** Share of packets lost, 0..1. */
  loss: number;
  /** Mean length of loss bursts against random loss; 1 = random. */
  burstRatio: number;
  jitterMs: number;
  /** One way. */
  delayMs: number;
  codec: 'g711' | 'g711-plc' | 'g729a';
  /** Packets seen from the carrier; 0 with packets sent is one-way audio. */
  receivedPackets: number;
  sentPackets: number;
}

/** What the engine is told. Objects may be reused by the caller: the engine keeps none of them. */
export type EngineEvent =
  | {
      type: 'attempt-started';
      attemptId: number;
      callId: number;
      /** 0 for the first hop of the call. */
      hopIndex: number;
      /** Whether the call has tried this hop before, as after a 422; absent when not. */
      isRepeated?: boolean;
      trunkId: string;
      presentedNumber: string;
      destination: string;
      destinationGroup: string;
      accountId: string;
      campaign: string;
      attemptNumber: number;
      ringTimeoutMs: Ms;
      /** Canary and comparison calls are counted apart. */
      purpose: HopReason['kind'];
    }
  | { type: 'first-response'; attemptId: number }
  | { type: 'ringing'; attemptId: number; earlyMedia: boolean }
  | { type: 'answered'; attemptId: number }
  | { type: 'attempt-ended'; attemptId: number; end: AttemptEnd }
  /** Its host lost sight of it, by a restart for instance: nothing is learned from it, and its channel is free. */
  | { type: 'attempt-forgotten'; attemptId: number }
  /** An attempt that had been given up without any response is responded to after all. */
  | { type: 'late-response'; trunkId: string; destinationGroup: string; waitedMs: Ms }
  | { type: 'call-ended'; attemptId: number; talkMs: Ms; media: MediaReport | null }
  | { type: 'probe-result'; trunkId: string; kind: ProbeKind; ok: boolean; media: MediaReport | null }
  | { type: 'capacity'; trunkId: string; channelsInUse: number }
  | { type: 'override'; override: Override }
  | { type: 'override-ended'; target: OverrideTarget }
  | { type: 'pair-proof'; pairId: string; proof: PairProof; sentence: string }
  | { type: 'tick' };

export type ProbeKind = 'options' | 'register' | 'unanswered-call' | 'answered-call';

export type OverrideTarget =
  | { kind: 'trunk'; trunkId: string }
  | { kind: 'carrier'; carrierId: string }
  | { kind: 'pair'; pairId: string };

/** An operator's or customer's word; it wins over statistics until it expires or is released. */
export interface Override {
  target: OverrideTarget;
  /** `drain`: no new calls while another hop exists. `force`: use this first. Of a pair both are about its fallback. */
  action: 'drain' | 'force';
  reason: string;
  by: string;
  /** null = until released. */
  expiresAt: Ms | null;
}

/** What the engine asks its host to do. */
export type EngineEffect =
  | {
      type: 'route-state-changed';
      trunkId: string;
      destinationGroup: string | null;
      number: string | null;
      from: RouteStateName;
      to: RouteStateName;
      trace: TraceEntry;
    }
  | { type: 'incident-opened' | 'incident-closed'; incidentId: number; trunkId: string; trace: TraceEntry }
  | { type: 'alarm'; alarm: AlarmKind; trunkId: string | null; number: string | null; trace: TraceEntry }
  | { type: 'probe-wanted'; trunkId: string; kind: ProbeKind; destinationGroup: string | null; dueAt: Ms };

export type AlarmKind =
  | 'account-blocked'
  | 'our-limit'
  | 'number-reputation'
  | 'caller-id-reputation'
  | 'list-or-callees'
  | 'destination-fault'
  | 'fas-suspected'
  | 'baseline-drift'
  | 'pair-unproven';

/** The figures behind a change; `explainTrace` makes the sentence when it is read. */
export interface TraceEntry {
  at: Ms;
  /** Which rule spoke, for instance `silence`, `network-cusum`, `retry-after`, `override`, `probe`. */
  rule: string;
  /** The rule's figures by name, units last (`failures`, `attempts`, `windowMs`, `limit`). */
  figures: Readonly<Record<string, number | string>>;
}

export interface Observation {
  effects: readonly EngineEffect[];
}

/** Whether a further hop may be tried now. */
export interface RetryDecision {
  allowed: boolean;
  /** `budget`: the token bucket is empty. `capacity`: the next trunk has no room. */
  refusedBy: 'budget' | 'capacity' | null;
}

/**
 * What places calls: our engine, a static route, a peer's breaker or the oracle. The live agent and the
 * simulator drive any of them by the same calls.
 */
export interface Router {
  decide(call: CallRequest, now: Ms): Plan;
  observe(event: EngineEvent, now: Ms): Observation;
  mayRetry(call: CallRequest, next: Hop, now: Ms): RetryDecision;
  /** The next moment at which a tick is wanted though nothing happens; Infinity when none. */
  nextTickAt(now: Ms): Ms;
}
