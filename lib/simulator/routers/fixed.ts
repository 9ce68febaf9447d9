import { decide } from '../../failover/decide';
import { UNDISTURBED } from '../../failover/health';
import type { Policy } from '../../failover/policy';
import { compileTables, type Tables } from '../../failover/tables';
import type { Observation, RetryDecision, Router, TableSource } from '../../failover/types';
import type { MakeRouter } from './router-parts';

const NOTHING: Observation = { effects: [] };
const MAY_RETRY: RetryDecision = { allowed: true, refusedBy: null };

/** The first way of every call alone: what remains of the tables when there is no failover at all. */
function withoutFallback({ trunks, routes, numbers, version }: TableSource): TableSource {
  const best = new Map<string, (typeof routes)[number]>();
  for (const route of routes) {
    const before = best.get(route.prefix);
    if (!before || isBefore(route, before)) best.set(route.prefix, route);
  }
  return {
    version,
    trunks,
    routes: [...best.values()],
    numbers: numbers.map((number) => ({ ...number, fallback: null, trunkIds: number.trunkIds.slice(0, 1) })),
  };
}

function isBefore(a: TableSource['routes'][number], b: TableSource['routes'][number]): boolean {
  return a.priority === b.priority ? a.costMicros < b.costMicros : a.priority < b.priority;
}

/** Decides by the tables alone and learns nothing. */
function fixedRouter(tables: Tables, policy: Policy): Router {
  const routing = { tables, health: UNDISTURBED, policy };
  return {
    decide: (call, now) => decide(routing, call, now),
    observe: () => NOTHING,
    mayRetry: () => MAY_RETRY,
    nextTickAt: () => Number.POSITIVE_INFINITY,
  };
}

/** HA off: every call has one hop, the first. */
export const staticRouter: MakeRouter = ({ world: { source, policy } }) =>
  fixedRouter(compileTables(withoutFallback(source), policy), policy);

/** Every call tries the hops of the tables in their order; nothing is learned from one call for the next. */
export const retryOnlyRouter: MakeRouter = ({ world: { tables, policy } }) => fixedRouter(tables, policy);
