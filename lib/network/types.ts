import type { RouteStateName } from '@/lib/failover/types';
import type { CurrencyCode } from '@/lib/money';

/** A trunk now, as a page shows it; figures are of the last minute. What tells of other accounts is null for a customer. */
export interface LiveTrunkView {
  trunk: string;
  carrier: string;
  state: RouteStateName;
  /** When it came into this state, ms; null when it has always been in it. */
  since: number | null;
  /** Why it came into this state, in a sentence. */
  reason: string | null;
  /** Destinations and numbers of it that are not healthy: "Delhi landlines: open". */
  parts: readonly string[];
  /** Answered of all that ended, 0..1 (ITU-T E.425 answer seizure ratio). */
  asr: number | null;
  /** What the network brought to an end that is the callee's, of all that ended, 0..1 (E.425 network effectiveness). */
  ner: number | null;
  /** INVITE to the first sign of ringing. */
  delayP50Ms: number | null;
  delayP95Ms: number | null;
  /** Mean opinion score of our leg, 1..4.5. */
  mos: number | null;
  /** Congestion cap in force, attempts a second. */
  capPerSecond: number | null;
  inProgress: number | null;
  maxChannels: number | null;
  callsPerSecond: number | null;
}

export interface LiveView {
  /** ms; also the event's id. */
  at: number;
  callsInProgress: number | null;
  callsPerSecond: number | null;
  trunks: readonly LiveTrunkView[];
}

/** What a chart draws of a trunk, second by second; the arrays have an entry for each moment of `at`. */
export interface LiveSeries {
  state: RouteStateName[];
  asr: (number | null)[];
  ner: (number | null)[];
  delayP50Ms: (number | null)[];
  delayP95Ms: (number | null)[];
  mos: (number | null)[];
  inProgress: (number | null)[];
}

/** The moments a page has missed. */
export interface LiveHistory {
  at: number[];
  trunks: Record<string, LiveSeries>;
}

/** A fault or an override that is in force or planned. */
export interface Measure {
  id: string;
  kind: 'fault' | 'drain' | 'force';
  /** "Silent", "Drained". */
  title: string;
  /** Carrier or trunk it is laid on. */
  on: string;
  reason: string;
  startsAt: Date;
  endsAt: Date;
  isPlanned: boolean;
  /** Null to those who did not do it and are not the operator. */
  by: string | null;
}

/** What a customer laid on a pair: its calls go over the fallback (force) or the primary (drain) until then. */
export interface PairMeasure {
  id: string;
  action: 'force' | 'drain';
  reason: string;
  endsAt: Date;
  /** Who did it. */
  by: string;
}

/** Where the calls of a pair go now, and why. */
export interface PairRouting {
  measure: PairMeasure | null;
  carrying: 'primary' | 'fallback';
  /** `stays`: the primary is well again, and the customer wants to bring calls back by hand. */
  because: 'usual' | 'measure' | 'outage' | 'stays';
}

/** What traffic can call from. */
export interface TrafficChoices {
  paired: number;
  active: number;
  /** Single numbers to choose from, those with a fallback first. */
  numbers: readonly { number: string; display: string; alias: string | null; isPaired: boolean }[];
}

/** Traffic that runs. */
export interface TrafficRun {
  id: string;
  callsPerSecond: number;
  /** "+91 80 4123 4567", "12 numbers". */
  from: string;
  /** "+91, +9198". */
  to: string;
  startsAt: Date;
  endsAt: Date;
  by: string;
}

export interface TrunkSummary {
  slug: string;
  kind: 'sandbox' | 'sip';
  isEnabled: boolean;
  maxChannels: number | null;
  maxCps: number | null;
  /** Transport, authentication, caller ID: one line. */
  record: string;
  /** The state that was last written down, and why; what the live stream tells replaces it. */
  state: RouteStateName;
  changedAt: Date | null;
  reason: string | null;
}

export interface CarrierSummary {
  slug: string;
  name: string;
  /** The account's own numbers there, fallback numbers included. */
  ownNumbers: number;
  /** Told to the operator only. */
  failureDomains: readonly string[];
  trunks: readonly TrunkSummary[];
  measures: readonly Measure[];
  openIncidentId: string | null;
}

/** What a fault or a drain would touch. */
export interface Affected {
  accounts: number;
  /** Numbers that leave by the carrier alone. */
  numbers: number;
  /** Of these, numbers whose calls go over an active fallback. */
  covered: number;
  /** Of these, numbers whose pair was proven by a call. */
  proven: number;
  /** Pairs elsewhere whose fallback this carrier is. */
  fallbackFor: number;
  /** Trunks of the carrier that stay. */
  otherTrunks: number;
  /** Places reached without this: how many other carriers serve each. */
  destinations: readonly { name: string; otherCarriers: number }[];
}

export interface IncidentSummary {
  id: string;
  carrier: string;
  trunk: string;
  /** The figures that opened it, in a sentence. */
  reason: string;
  firstEvidenceAt: Date | null;
  openedAt: Date;
  closedAt: Date | null;
  /** The incident that was open on the trunk already: the same fault, found there before. */
  partOf: OtherIncident | null;
}

export interface OtherIncident {
  id: string;
  openedAt: Date;
}

export interface IncidentMoment {
  at: Date;
  kind: 'evidence' | 'detected' | 'failover' | 'state' | 'measure' | 'recovered';
  /** The state the route came into, for `state`. */
  state: RouteStateName | null;
  title: string;
  sentence: string;
}

export interface IncidentNote {
  id: string;
  text: string;
  by: string;
  at: Date;
}

export interface IncidentCalls {
  /** Calls that had an attempt on the trunk. */
  tried: number;
  /** Of these, those whose attempt failed by the carrier's fault. */
  harmed: number;
  /** Of the harmed, calls that a later hop brought to the callee: observed, in that very call. */
  saved: number;
  /** Of the harmed, calls that reached nobody. */
  lost: number;
  /** Calls that left another way without trying the trunk. */
  rerouted: number;
  /** Caller numbers of all these. */
  numbers: number;
  /** Of the rerouted, how many would have failed: by the share of attempts that failed, 95 % interval. */
  estimate: { low: number; likely: number; high: number } | null;
}

export interface IncidentDetail extends IncidentSummary {
  carrierSlug: string;
  /** Those that are part of it. */
  parts: readonly OtherIncident[];
  timeline: readonly IncidentMoment[];
  calls: IncidentCalls;
  /** The numbers with most calls, digits, most first. */
  numbers: readonly { number: string; harmed: number; saved: number; rerouted: number }[];
  notes: readonly IncidentNote[];
}

export interface UncoveredNumber {
  rentalId: string;
  number: string;
  display: string;
  alias: string | null;
  carrier: string;
  place: string;
}

/** An active pair that may not hold. */
export interface WeakPair {
  rentalId: string;
  number: string;
  display: string;
  fallbackDisplay: string;
  carrier: string;
  fallbackCarrier: string;
  proof: 'unproven' | 'proven' | 'failed';
  provenAt: Date | null;
  /** What the last proof call showed. */
  proofReason: string | null;
  /** State of the fallback carrier when it is not healthy, or that it is drained. */
  trouble: string | null;
}

/** What takes several numbers down at once. */
export interface Dependence {
  /** "Mayura Voice", "upstream himadri-transit". */
  on: string;
  kind: 'carrier' | 'domain';
  /** Numbers that stop with it, of `all`. */
  numbers: number;
  all: number;
}

/** Whether a fallback carrier could take what another carries: channels at the busiest minute of a week. */
export interface CapacityNeed {
  failing: string;
  onto: string;
  numbers: number;
  needed: number;
  /** null without a limit. */
  channels: number | null;
}

export interface CoverageCount {
  /** India local numbers that are no fallback themselves. */
  numbers: number;
  covered: number;
  proven: number;
}

export interface Coverage extends CoverageCount {
  uncovered: readonly UncoveredNumber[];
  uncoveredTotal: number;
  weakPairs: readonly WeakPair[];
  dependences: readonly Dependence[];
  /** Told to the operator only. */
  capacity: readonly CapacityNeed[];
  currency: CurrencyCode;
  /** What a fallback of each uncovered number costs a month, tax included, in all. */
  monthlyMicros: bigint;
}

export interface CoverageQuote {
  /** Numbers for which a fallback is free now, by where. */
  found: { area: number; state: number; country: number };
  /** Those whose request would wait, uncharged. */
  waiting: number;
  /** Those that cannot have one, with the sentence. */
  refused: readonly { display: string; sentence: string }[];
  currency: CurrencyCode;
  dueMicros: bigint;
  monthlyMicros: bigint;
  missingMicros: bigint;
}

export interface CoverageOutcome {
  display: string;
  /** null when it was done. */
  problem: string | null;
  waits: boolean;
}
