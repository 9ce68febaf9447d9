import type { Baseline } from './baseline';
import type { AnswerChart } from './detectors/answer-chart';
import type { RouteEvidence, TrunkDelays } from './detectors/route-evidence';
import type { TallyChart } from './detectors/tally-chart';
import type { RouteCondition } from './health';
import type { Ms, RouteStateName } from './types';

/** Which rule took a route out of its ordinary place. */
export type Rule =
  | 'silence'
  | 'network-cusum'
  | 'fails-after-ringing'
  | 'congestion'
  | 'account-blocked'
  | 'media'
  | 'answer-rate'
  | 'set-up-time'
  | 'carrier'
  | 'destination-fault';

/** Why a route is out, and since when. */
interface Out {
  since: Ms;
  rule: Rule;
  incidentId: number;
}

/**
 * The graded states of a route. Each carries only what it needs; `retire`-like flags do not exist: a route that is
 * open is still the last resort of every plan.
 */
export type RouteState =
  | { name: 'healthy' }
  | { name: 'suspect'; since: Ms; until: Ms }
  | (Out & { name: 'degraded'; until: Ms })
  | (Out & { name: 'congested'; until: Ms })
  | (Out & { name: 'open'; holdUntil: Ms; silentCalls: number; responses: number; goodProbes: number })
  | (Out & { name: 'probing'; share: number; cleanSince: Ms; passed: number; failed: number })
  | (Out & { name: 'ramping'; share: number; nextStepAt: Ms; passed: number });

/** What a decision reads; changed in place with the state. */
export type LiveCondition = { -readonly [Field in keyof RouteCondition]: RouteCondition[Field] };

export type RouteLevel = 'trunk' | 'group' | 'carrier' | 'number';

/** A route under watch: a trunk, a destination group on it, a whole carrier or a presented number. */
export interface WatchedRoute {
  /** Its place in the engine's list, and its name in timers. */
  index: number;
  level: RouteLevel;
  /** Empty for a carrier and a number. */
  trunkId: string;
  carrierId: string;
  destinationGroup: string | null;
  number: string | null;
  state: RouteState;
  condition: LiveCondition;
  evidence: RouteEvidence;
  /** The highest level any chart showed when last read; 1 is an alarm. */
  suspicion: number;
  suspicionAt: Ms;
  /** How many openings are remembered, fading with the flap half-life. */
  flaps: number;
  flapsAt: Ms;
  /** When `state` wants to be looked at; Infinity when events alone move it. */
  stateDueAt: Ms;
  /** Of the latest failures, the share for lack of room. */
  congestedShare: number;
  /** Of the latest failures, the share that came after ringing. */
  rungShare: number;
  /** Learned while calm: attempts and failures of the network. */
  attempts: number;
  failures: number;
  /** Until when other ways to the same destinations are taken to fail as well. */
  sharedUntil: Ms;
  /** Until when it is known to do well where another way to the same destinations did not. */
  wellUntil: Ms;
  /** When failures of a group were last taken for its trunk's: with whose opening they go. */
  blamedOnTrunkAt: Ms;
  /** What its charts are calibrated for. */
  callsBetween: number;
}

/** How far a state is from healthy; the worst of several routes decides about a hop. */
export const SEVERITY: Readonly<Record<RouteStateName, number>> = {
  healthy: 0,
  suspect: 1,
  congested: 2,
  degraded: 3,
  ramping: 4,
  probing: 5,
  open: 6,
};

/** A trunk with what is learned of it. */
export interface WatchedTrunk {
  route: WatchedRoute;
  groups: Map<string, WatchedRoute>;
  carrier: WatchedCarrier;
  delays: TrunkDelays;
  baseline: Baseline;
  isStream: boolean;
  /** OPTIONS answered in a row while healthy; enough of them and the trunk is expected to answer. */
  optionsAnswered: number;
  optionsOk: boolean;
  optionsAsked: number;
  probeAt: Ms;
  /** Attempts a second, fading average, and when it was brought up to date. */
  rate: number;
  rateAt: Ms;
  refusals: Refusals;
  answers: TrunkAnswers;
  /** Calls of poor and of one-way audio, slow to ring, short, and answered sooner than people can. */
  poor: TallyChart;
  oneWay: TallyChart;
  slow: TallyChart;
  short: TallyChart;
  inhuman: TallyChart;
  /** Media of calls that began before are not judged any more: they tell of a fault that has been dealt with. */
  heardFrom: Ms;
  /** When the next test call is due; Infinity unless a pair rests on it. */
  proofAt: Ms;
  /** Test calls asked for so far. */
  callsProved: number;
}

/** Answers through a trunk: of its own calls, and of those sent there to compare. */
export interface TrunkAnswers {
  own: AnswerChart;
  compared: AnswerChart;
  /** How far up the chart of its own calls was when last read; 1 = alarm. */
  level: number;
  /** When they are read next; Infinity while nobody calls. */
  dueAt: Ms;
}

/** A presented number that carriers refuse. */
export interface WatchedNumber {
  route: WatchedRoute;
  refusals: Refusals;
}

/** Refusals of our account without a call getting through in between. */
export interface Refusals {
  callees: string[];
  numbers: string[];
  /** When the first refused attempt began. */
  since: Ms;
}

export interface WatchedCarrier {
  carrierId: string;
  route: WatchedRoute;
  trunks: WatchedTrunk[];
}

export const HEALTHY_STATE: RouteState = { name: 'healthy' };

/** Whether new calls keep away from the route but for canaries, a ramp's share and want of anything better. */
export function isOut(state: RouteState): boolean {
  return SEVERITY[state.name] >= SEVERITY.degraded;
}

/** What went out no longer ago than this may have gone out by the same fault. */
const SAME_ONSET_MS = 30_000;

/** Whether the route went out just now, so that what is found elsewhere may be the same fault. */
export function hasSameOnset(state: RouteState, now: Ms): boolean {
  return isOut(state) && 'since' in state && state.since >= now - SAME_ONSET_MS;
}

/** The incident a route is in; null while it is healthy or merely suspect. */
export function incidentOf(state: RouteState): number | null {
  return 'incidentId' in state ? state.incidentId : null;
}

/** Why a route goes out by its failures: when most came after ringing, only calls that end well bring it back. */
export function ruleOfFailures({ rungShare }: WatchedRoute): Rule {
  return rungShare >= 0.5 ? 'fails-after-ringing' : 'network-cusum';
}
