import { calleeShare, HEALTHY, type RouteHealth } from './health';
import { HEALTHY_ROUTE, reasonOf } from './hop-reasons';
import { giveLastHopTheRest, makeHop } from './hops';
import type { Policy } from './policy';
import { type Asked, rankRoutes, rankTied } from './rank-hops';
import type { Ranking } from './ranking';
import type { Tables } from './tables';
import type { CallRequest, Hop, Ms, Plan } from './types';

/** What a decision reads. Tables are swapped by replacing `tables`. */
export interface Routing {
  readonly tables: Tables;
  readonly health: RouteHealth;
  readonly policy: Policy;
}

const UNKNOWN_NUMBER: Plan = { hops: [], refusal: 'unknown-caller-number' };
const NO_ROUTE: Plan = { hops: [], refusal: 'no-route' };

/**
 * The ordered hops of a call. Reads state, changes nothing.
 *
 * A tied number (India) leaves by its own carrier's trunks, then by its pair's fallback, each hop presenting the
 * number of its own carrier; any other number by the trunks of the longest matching prefix, ordered by state,
 * priority and cost. However bad things are, the least bad hops remain: a plan is empty only when no trunk
 * serves the call at all.
 */
export function decide({ tables, health, policy }: Routing, call: CallRequest, now: Ms): Plan {
  const number = tables.numbers.get(call.callerNumber);
  if (!number) return UNKNOWN_NUMBER;
  const destination = tables.destination(call.destination);
  if (!number.tied && !destination) return NO_ROUTE;
  const place = calleeShare(call.destination);
  const asked: Asked = { call, policy, health, now, place, isPaired: number.fallback !== null, destination };
  if (number.tied) return planOf(rankTied(asked, number), asked);
  const isPlain = !health.disturbed && !health.overridden && !destination?.limited;
  return isPlain ? takeInOrder(asked) : planOf(rankRoutes(asked), asked);
}

/** Nothing is known against any route and none can be full: the sorted candidates are the plan. */
function takeInOrder(asked: Asked): Plan {
  const hops: Hop[] = [];
  const candidates = asked.destination?.candidates ?? [];
  const count = Math.min(candidates.length, asked.policy.retry.maxHops.value);
  const presentedNumber = asked.call.callerNumber;
  for (let index = 0; index < count; index += 1) {
    const candidate = candidates[index];
    if (!candidate) break;
    const { trunkId, carrierId, isStream, destinationGroup } = candidate;
    const way = { trunkId, carrierId, isStream, presentedNumber, destinationGroup, condition: HEALTHY };
    hops.push(makeHop(way, HEALTHY_ROUTE, asked));
  }
  giveLastHopTheRest(hops, asked);
  return { hops, refusal: null };
}

function planOf(ranking: Ranking, asked: Asked): Plan {
  // Of its length at once: a list that is ready to grow takes more memory than its hops.
  const hops = new Array<Hop>(ranking.length);
  for (let index = 0; index < ranking.length; index += 1) {
    const slot = ranking.at(index);
    if (!slot) break;
    const own = index === 0 ? ranking.firstReason : null;
    hops[index] = makeHop(slot, own ?? reasonOf(slot), asked);
  }
  giveLastHopTheRest(hops, asked);
  return { hops, refusal: null };
}
