import type { Ms, RouteStateName, TraceEntry } from '../failover/types';

/** What became of the calls, after the warm-up. */
export interface Counts {
  /** Calls placed, redials among them. */
  offered: number;
  redials: number;
  /** The callee or their network decided: answered, busy, not answered, refused, no such number. */
  completed: number;
  /** Callee and caller (an agent, where there are agents) really talked. */
  answered: number;
  /** A carrier ended them: no response, refusal, false answer. */
  failed: number;
  /** The caller gave up while the call was set up. */
  abandoned: number;
  /** Reached the callee more than a second later than the first route would have on a good day. */
  delayed: number;
  /** Ended on another hop than the first that was tried. */
  failedOver: number;
  /** Hop 1 failed in that very call and a later hop reached the callee. */
  saved: number;
  /** Began on another trunk than on a good day. */
  rerouted: number;
  /** Placed while a fault lasted, and met it on any attempt. */
  harmed: number;
  /** Of those, ended by a carrier. */
  harmedFailed: number;
  /** In progress when a fault began that they met. */
  caught: number;
  /** The callee would have answered on a good day, and the two did not talk. */
  lost: number;
  /** Answered, and their talk was ended by a fault. */
  dropped: number;
  /** Talked over media below MOS 3.5, or one could not hear the other. */
  poor: number;
  /** The callee's phone rang, for 0.3 s or longer, by two attempts of one call. */
  rungTwice: number;
  /** A tied number shown through a carrier that does not own it. */
  wrongNumber: number;
  /** Answers that came after the hop was given up: paid, never connected. */
  lateAnswers: number;
  /** Answered while no agent was free. */
  withoutAgent: number;
}

export interface Delays {
  p50Ms: Ms;
  p95Ms: Ms;
  p99Ms: Ms;
}

/** How one fault was met. */
export interface FaultReport {
  id: string;
  kind: string;
  at: Ms;
  endsAt: Ms;
  /** From its start until calls first left its way; null when they never did. */
  detectionMs: Ms | null;
  /** From its end until no call avoided its way any more; null when none ever did. */
  recoveryMs: Ms | null;
  /** From its start until the router said that its way is worse; null when it never did. */
  noticedMs: Ms | null;
  /** Calls placed while it lasted that met it. */
  harmed: number;
  /** Of those, ended by a carrier. */
  failed: number;
  /** Of those, talks that a fault ended. */
  dropped: number;
}

/** One line of the trace: a change of a route's state, or an alarm. */
export interface StateChange {
  at: Ms;
  trunkId: string;
  destinationGroup: string | null;
  number: string | null;
  from: RouteStateName | null;
  to: RouteStateName | null;
  alarm: string | null;
  trace: TraceEntry;
}

/** Counts by equal stretches of time, for charts; a call counts where it began. */
export interface Series {
  stepMs: Ms;
  offered: number[];
  completed: number[];
  failed: number[];
  rerouted: number[];
  saved: number[];
  dropped: number[];
  poor: number[];
}

/** A call of the sample, as the report shows it. */
export interface SampledCall {
  at: Ms;
  caller: string;
  callee: string;
  outcome: string;
  attempts: readonly { trunkId: string; presents: string; at: Ms; end: string }[];
  postDialDelayMs: Ms | null;
  talkMs: Ms;
}

export interface Money {
  minutes: number;
  callCostMicros: number;
  /** Of that, for answers that came too late to be connected. */
  lateCostMicros: number;
}

/** One policy on one seed. */
export interface RunResult {
  policy: string;
  seed: number;
  counts: Counts;
  addedDelay: Delays;
  postDialDelay: Delays;
  faults: FaultReport[];
  /** Times calls left a way on which no fault lay. */
  falseOpens: number;
  /** Openings and closings of the route that had most. */
  stateChanges: number;
  money: Money;
  /** Fully talked minutes that an agent waited for a call; null without agents. */
  agentWaitMs: Ms | null;
  series: Series;
  trace: StateChange[];
  /** Changes beyond what `trace` keeps. */
  traceLeftOut: number;
  sample: SampledCall[];
  /** Of the demand alone: equal for every policy on the same seed unless the traffic follows the agents. */
  trafficHash: string;
  /** Of everything that happened. */
  hash: string;
  events: number;
}

/** One policy on every seed. */
export interface PolicyRuns {
  policy: string;
  /** One for each seed, in order. */
  runs: RunResult[];
}
