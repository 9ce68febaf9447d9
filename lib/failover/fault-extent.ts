import type { Engine } from './engine-state';
import { MAX_SHARE, type RouteRecord, recordOf, type Window } from './route-record';
import { hasSameOnset, isOut, type WatchedRoute } from './states';
import type { Ms } from './types';

/** How far a fault of a trunk reaches. */
export interface FaultExtent {
  /** The destination groups that fail, or are known to. */
  groups: WatchedRoute[];
  /** Whether all the trunk's traffic is concerned. */
  isWhole: boolean;
  /** Whether the other groups are known to do well. */
  isRestWell: boolean;
}

interface Fared extends RouteRecord {
  group: WatchedRoute;
}

/** What naming a group costs, in nats: of ten groups about one is at fault when a fault is of groups. */
const NAMED_NATS = Math.LN10;
/** By so much, in nats, the whole trunk must explain what is seen better than some of its groups; want of room is a trunk's. */
const WHOLE_NATS = 5;
const WHOLE_LACKS_ROOM_NATS = 0;
/** What a group named must show of itself, in nats: more than one failure. */
const SHOWN_NATS = 6;
/** What the others must show, in nats: twenty to one. */
const WELL_NATS = 3;
/** What a group known to fail would fail elsewhere at least, were it the trunk's fault. */
const SAME_FAULT_SHARE = 0.5;

/**
 * Whether a trunk's alarm is about the trunk or some of its destination groups: by the likelihood of what every
 * group has shown in the window when all fail alike, against that when only those named do and the rest is healthy.
 * It is about the whole trunk only when two groups show it.
 */
export function extentOf(engine: Engine, trunk: WatchedRoute, window: Window): FaultExtent {
  const groups = [...(engine.state.trunks.get(trunk.trunkId)?.groups.values() ?? [])];
  if (trunk.level !== 'trunk' || groups.length < 2) return { groups: [], isWhole: true, isRestWell: false };
  const known = groups.filter((group) => isOut(group.state) || group.sharedUntil > window.now);
  const others = groups
    .filter((group) => !known.includes(group))
    .map((group) => ({ group, ...recordOf(group, window) }))
    .sort((one, other) => shareOf(other) - shareOf(one) || other.bad - one.bad);
  const healthy = trunk.evidence.network.scores.healthy;
  const shares = { healthy, least: known.length > 0 ? SAME_FAULT_SHARE : healthy };
  const named = bestNamed(others, shares);
  const shown = named.groups.filter((fared) => explainedNats(fared, shares) >= SHOWN_NATS);
  const isWhole = isOfTrunk(trunk, { known, others, named, shown, shares }, window.now);
  const rest = total(others.slice(named.groups.length));
  const restNats = explainedNats(rest, { healthy, least: Math.max(shares.least, shareOf(total(named.groups))) });
  const failing = (isWhole ? named.groups : shown).map(({ group }) => group);
  return { groups: [...known, ...failing], isWhole, isRestWell: !isWhole && restNats < -WELL_NATS };
}

interface Found {
  known: readonly WatchedRoute[];
  others: readonly Fared[];
  named: Named;
  shown: readonly Fared[];
  shares: Shares;
}

function isOfTrunk(trunk: WatchedRoute, { known, others, named, shown, shares }: Found, now: Ms): boolean {
  const failing = known.length + others.filter(({ bad }) => bad > 0).length;
  if (failing === 0) return true;
  if (others.length === 0) return known.some(isSharedAt(now));
  const isEachNamed = known.length === 0 ? named.groups.length === others.length : shown.length === others.length;
  if (failing > 1 && isEachNamed && known.every(({ state }) => isOut(state))) return true;
  // What opened some groups just now may be this very fault: naming them costs as well.
  const namedBefore = known.filter(({ state }) => hasSameOnset(state, now)).length;
  const margin = trunk.congestedShare >= 0.5 ? WHOLE_LACKS_ROOM_NATS : WHOLE_NATS;
  return failing > 1 && explainedNats(total(others), shares) > named.nats - NAMED_NATS * namedBefore + margin;
}

function isSharedAt(now: Ms): (group: WatchedRoute) => boolean {
  return ({ sharedUntil }) => sharedUntil > now;
}

interface Shares {
  healthy: number;
  least: number;
}

/** Groups that fail alone, and by how many nats that explains what is seen better than health does. */
interface Named {
  groups: readonly Fared[];
  nats: number;
}

/** The groups whose failing alone explains best what is seen. */
function bestNamed(others: readonly Fared[], shares: Shares): Named {
  let count = 0;
  let nats = 0;
  const sum: RouteRecord = { attempts: 0, bad: 0 };
  for (const [place, fared] of others.entries()) {
    if (fared.bad === 0) break;
    sum.attempts += fared.attempts;
    sum.bad += fared.bad;
    const found = explainedNats(sum, { ...shares, least: shares.healthy }) - (place + 1) * NAMED_NATS;
    if (found <= nats) continue;
    count = place + 1;
    nats = found;
  }
  return { groups: others.slice(0, count), nats };
}

/** The logarithm of a record's likelihood at its own share of failures, or `least`, over that at the healthy one. */
function explainedNats(record: RouteRecord, { healthy, least }: Shares): number {
  const share = Math.min(MAX_SHARE, Math.max(least, healthy, shareOf(record)));
  return (
    record.bad * Math.log(share / healthy) + (record.attempts - record.bad) * Math.log((1 - share) / (1 - healthy))
  );
}

function total(records: readonly RouteRecord[]): RouteRecord {
  return records.reduce((sum, { attempts, bad }) => ({ attempts: sum.attempts + attempts, bad: sum.bad + bad }), {
    attempts: 0,
    bad: 0,
  });
}

function shareOf({ attempts, bad }: RouteRecord): number {
  return attempts > 0 ? bad / attempts : 0;
}
