import { decide } from '../../failover/decide';
import { UNDISTURBED } from '../../failover/health';
import type { Hop, Observation, Plan, RetryDecision, Router } from '../../failover/types';
import type { World } from '../world';
import type { MakeRouter } from './router-parts';

const NOTHING: Observation = { effects: [] };
const MAY_RETRY: RetryDecision = { allowed: true, refusedBy: null };

/** Destinations by the longest prefix of a number. */
function destinationFinder(world: World): (digits: string) => number {
  const byPrefix = new Map(world.destinations.map(({ model, index }) => [model.prefix, index]));
  const lengths = [...new Set(world.destinations.map(({ model }) => model.prefix.length))].sort((a, b) => b - a);
  return (digits) => {
    for (const length of lengths) {
      const found = byPrefix.get(digits.slice(0, length));
      if (found !== undefined) return found;
    }
    return 0;
  };
}

/**
 * Knows at every moment which fault lies where and which trunk is full, and takes the least harmed way first. No
 * router can do better than this but by luck: it is the limit that the others are measured against.
 */
export const oracleRouter: MakeRouter = ({ world, line, channels }): Router => {
  const routing = { tables: world.tables, health: UNDISTURBED, policy: world.policy };
  const find = destinationFinder(world);

  const harmOf = (hop: Hop, destination: number): number => {
    const trunk = world.trunkIndex.get(hop.trunkId) ?? 0;
    return channels.isFull(trunk) ? 1 : line.harm(trunk, destination);
  };

  const order = (plan: Plan, destination: number): Plan => {
    const harms = new Map(plan.hops.map((hop) => [hop, harmOf(hop, destination)]));
    const [first] = plan.hops;
    if (!first || (harms.get(first) ?? 0) === 0) return plan;
    return { hops: plan.hops.toSorted((a, b) => (harms.get(a) ?? 0) - (harms.get(b) ?? 0)), refusal: null };
  };

  return {
    decide: (call, now) => {
      const plan = decide(routing, call, now);
      return line.active.length === 0 && !channels.isLimited ? plan : order(plan, find(call.destination));
    },
    observe: () => NOTHING,
    mayRetry: () => MAY_RETRY,
    nextTickAt: () => Number.POSITIVE_INFINITY,
  };
};
