import type { Policy } from './policy';
import type { WatchedRoute } from './states';
import type { Ms } from './types';

const MAX_CANARIES = 30;

/** How many openings the route is still charged with at `now`: each halves with the flap half-life. */
export function flapsAt(route: WatchedRoute, policy: Policy, now: Ms): number {
  return route.flaps * 2 ** (-(now - route.flapsAt) / policy.recovery.flapHalfLifeMs.value);
}

/** Charges the route with an opening, or part of one (a canary that failed). */
export function chargeFlap(route: WatchedRoute, policy: Policy, { now, weight }: { now: Ms; weight: number }): void {
  route.flaps = flapsAt(route, policy, now) + weight;
  route.flapsAt = now;
}

/**
 * How long an opening holds: doubling with each remembered opening between the policy's bounds, with jitter that
 * depends on seed, route and incident alone, so that a replay holds as long.
 */
export function holdMs(route: WatchedRoute, policy: Policy, seeds: readonly [seed: number, draw: number]): Ms {
  const { holdMinMs, holdMaxMs, holdJitter } = policy.recovery;
  const hold = Math.min(holdMaxMs.value, holdMinMs.value * doublings(route));
  return hold * (1 + holdJitter.value * (2 * mixed(seeds[0], route.index, seeds[1]) - 1));
}

/** How long canaries must be clean before the ramp begins; grows as the hold does. */
export function cleanMs(route: WatchedRoute, policy: Policy): Ms {
  return Math.min(policy.recovery.holdMaxMs.value, policy.recovery.cleanMs.value * doublings(route));
}

/** How many good canaries the ramp needs; grows as the hold does, up to a bound that thin traffic can still meet. */
export function canariesNeeded(route: WatchedRoute, policy: Policy): number {
  return Math.min(MAX_CANARIES, Math.ceil(policy.recovery.canaryCalls.value * doublings(route)));
}

/** 1 at the first opening, 2 at the second, 4 at the third. */
function doublings(route: WatchedRoute): number {
  return 2 ** Math.max(0, route.flaps - 1);
}

/** The share of callees that are canaries: about one call a second, never more than a minority. */
export function canaryShare(policy: Policy, callsPerSecond: number): number {
  const { canaryCps, canaryMaxShare } = policy.recovery;
  return Math.min(canaryMaxShare.value, canaryCps.value / Math.max(callsPerSecond, 1e-9));
}

/** A fixed number in 0..1 for three integers: two rounds of a 32-bit finaliser. */
function mixed(one: number, two: number, three: number): number {
  let hash =
    Math.imul(one ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(two + 0x7f4a7c15, 0xc2b2ae35) ^ Math.imul(three, 0x27d4eb2f);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) / 0x1_0000_0000;
}
