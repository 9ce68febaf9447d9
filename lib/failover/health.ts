import type { CallRequest, Ms, Override, PairProof, RouteStateName } from './types';

/**
 * What `decide` reads of the live state. The engine implements it over its own objects: every answer is an
 * object that already exists and is changed in place, so that a decision allocates nothing for reading.
 * A reader keeps none of them after its decision; within it, asking about one route leaves the answer about another
 * as it was.
 */
export interface RouteHealth {
  /**
   * Whether anything at all differs from healthy, unheld and unlearned: false lets `decide` take the sorted
   * candidates as they are. True is always safe, only slower. Load is asked for either way.
   */
  readonly disturbed: boolean;

  /** Whether any override is in force; only then are overrides asked for. */
  readonly overridden: boolean;

  /** The worst of trunk, destination group on it, and presented number on it. Unknown names are `HEALTHY`. */
  condition(trunkId: string, destinationGroup: string, presentedNumber: string): RouteCondition;

  /** The trunk's room at this moment; trunks without limits answer `UNLIMITED`. */
  load(trunkId: string, now: Ms): TrunkLoad;

  /** Until when a Retry-After keeps new calls off this trunk towards this destination group; 0 when none does. */
  holdUntil(trunkId: string, destinationGroup: string): Ms;

  /** The override in force on a trunk: its own or its carrier's; a drain beats a force. Null when none. */
  trunkOverride(trunkId: string, carrierId: string, now: Ms): Override | null;

  /** The override in force on a pair; null when none. */
  pairOverride(pairId: string, now: Ms): Override | null;

  /** What is known of a pair beyond its table row; null when nothing is. */
  pair(pairId: string): PairCondition | null;
}

export interface RouteCondition {
  readonly state: RouteStateName;
  /**
   * In `probing` the canary share and in `ramping` the ramp share, 0..1: callees whose `calleeShare` is below
   * it take the route, always the same ones while it grows. Without meaning in other states.
   */
  readonly share: number;
  /** Share of callees, 0..1, sent over the next hop first so that like is compared with like; 0 = none. */
  readonly comparisonShare: number;
  /** Orders routes of the same state and priority before cost: lower is better, 0 when nothing is known. */
  readonly score: number;
  /**
   * First-response deadline learned from this trunk's own response times, ms after the INVITE; `decide` keeps it
   * within the policy's bounds. 0 = not learned yet.
   */
  readonly firstResponseMs: Ms;
}

export interface TrunkLoad {
  /** Of the tightest limit (channels, attempts a second, or the cap while congested): what is in use. */
  readonly used: number;
  /** That limit; Infinity when there is none. */
  readonly limit: number;
  /** Of the limit, what is kept for calls of pairs while a trunk elsewhere cannot take its own. */
  readonly reserved: number;
}

export interface PairCondition {
  /** The latest proof; it replaces the table's. */
  readonly proof: PairProof;
  /** Whether a pair that returns by hand only is still on its fallback. */
  readonly staysOnFallback: boolean;
}

export const HEALTHY: RouteCondition = {
  state: 'healthy',
  share: 1,
  comparisonShare: 0,
  score: 0,
  firstResponseMs: 0,
};

export const UNLIMITED: TrunkLoad = { used: 0, limit: Number.POSITIVE_INFINITY, reserved: 0 };

/** Nothing known: every route healthy and unlimited. What a router without an engine decides by. */
export const UNDISTURBED: RouteHealth = {
  disturbed: false,
  overridden: false,
  condition: () => HEALTHY,
  load: () => UNLIMITED,
  holdUntil: () => 0,
  trunkOverride: () => null,
  pairOverride: () => null,
  pair: () => null,
};

/**
 * A callee's fixed place in 0..1 by FNV-1a over its digits, mixed once more because FNV's high bits differ too
 * little between neighbouring numbers. The same callee always falls on the same side of a share.
 */
export function calleeShare(destination: CallRequest['destination']): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < destination.length; index += 1)
    hash = Math.imul(hash ^ destination.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
}
