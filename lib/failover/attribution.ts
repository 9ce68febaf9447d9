import { raiseAlarm } from './alarms';
import { quantileMs } from './detectors/delays';
import type { Engine } from './engine-state';
import { healRoute, putAside } from './route-changes';
import { isOut, type WatchedRoute, type WatchedTrunk } from './states';
import type { Ms } from './types';

/** How the attempts of a route have fared of late. */
interface Record {
  /** Old enough for their fate to show. */
  attempts: number;
  bad: number;
}

interface Window {
  now: Ms;
  since: Ms;
}

/** Fewer attempts than this say nothing about a route. */
const MIN_ATTEMPTS = 3;
/** A route opened no longer ago than this may have been opened by the same fault. */
const SAME_ONSET_MS = 30_000;
/** A destination fault that nothing contradicts is taken to last this long. */
const SHARED_MS = 10_000;

/**
 * Whom an alarm of a route is about: for a carrier all its trunks; for a trunk whose other destination groups do well,
 * the groups that do badly; else the route itself. A route is left out while every other way to the same
 * destinations does as badly: then the destination is at fault and nobody is opened.
 */
export function culprits(engine: Engine, route: WatchedRoute, window: Window): WatchedRoute[] {
  if (route.level === 'carrier') {
    const trunks = engine.state.carriers.get(route.carrierId)?.trunks ?? [];
    return trunks.map((trunk) => trunk.route).filter(isBlamable);
  }
  const bad = badGroups(engine, route, window);
  const targets = bad.isAllThatFails ? bad.groups : [route];
  const compared = { ways: waysTo(engine, route, bad.groups), groups: bad.groups, window };
  const blamed = targets.filter(isBlamable).filter((target) => !isShared(engine, target, compared));
  for (const target of blamed) if (target.level === 'group') excuseTrunk(engine, target, window);
  return blamed;
}

/** What a group's fault had said against its trunk is put aside, so that a chance failure elsewhere is no alarm. */
function excuseTrunk(engine: Engine, { trunkId }: WatchedRoute, window: Window): void {
  const trunk = engine.state.trunks.get(trunkId)?.route;
  if (trunk && !isOut(trunk.state) && badGroups(engine, trunk, window).isAllThatFails)
    putAside(engine, trunk, window.now);
}

interface Compared {
  /** The same destinations on other trunks. */
  ways: readonly WatchedRoute[];
  /** The destination groups that do badly, of a trunk. */
  groups: readonly WatchedRoute[];
  window: Window;
}

function isBlamable({ state }: WatchedRoute): boolean {
  return !isOut(state) || state.name === 'ramping';
}

/**
 * The destination groups of a trunk that do badly, and whether they are all that fails: nothing failed elsewhere, and
 * unless it is one group alone some other is known to do well.
 */
function badGroups({ state }: Engine, route: WatchedRoute, window: Window) {
  const groups: WatchedRoute[] = [];
  const trunk = state.trunks.get(route.trunkId);
  if (!trunk || route.level !== 'trunk' || trunk.groups.size < 2) return { groups, isAllThatFails: false };
  let failsElsewhere = false;
  let doesAnyWell = false;
  for (const group of trunk.groups.values()) {
    const { attempts, bad } = recordOf(group, window);
    const isExcused = isOut(group.state) || group.sharedUntil > window.now;
    if (isExcused || bad >= MIN_ATTEMPTS) groups.push(group);
    else if (bad > 0) failsElsewhere = true;
    else if (attempts >= MIN_ATTEMPTS) doesAnyWell = true;
  }
  const isAllThatFails = !failsElsewhere && (groups.length === 1 || (groups.length > 1 && doesAnyWell));
  return { groups, isAllThatFails };
}

/** The records of the same destinations on other trunks, as far as calls were placed there. */
function waysTo({ state }: Engine, route: WatchedRoute, groups: readonly WatchedRoute[]): WatchedRoute[] {
  const own = state.trunks.get(route.trunkId);
  if (route.level === 'number' || !own) return [];
  const names = route.destinationGroup === null ? groups.map(nameOf) : [route.destinationGroup];
  const meant = names.length > 0 ? names : [...own.groups.keys()];
  const ways = new Set<WatchedRoute>();
  for (const trunk of state.trunks.values())
    for (const name of meant) if (trunk !== own && trunk.groups.has(name)) ways.add(wayTo(trunk, name));
  return [...ways];
}

function nameOf({ destinationGroup }: WatchedRoute): string {
  return destinationGroup ?? '';
}

/** Where the evidence about a group on a trunk is kept. */
function wayTo(trunk: WatchedTrunk, destinationGroup: string): WatchedRoute {
  const group = trunk.groups.get(destinationGroup);
  return group && trunk.groups.size > 1 ? group : trunk.route;
}

/** Whether the destination rather than the route is at fault; once so, until another way is seen to do well. */
function isShared(engine: Engine, target: WatchedRoute, { ways, groups, window }: Compared): boolean {
  const { now } = window;
  const own = recordOf(target, window);
  const fares = ways.map((way) => compare(engine, way, { own, window }));
  const isGroupsFault =
    target.level === 'trunk' && groups.length > 0 && groups.every((group) => group.sharedUntil > now);
  const wasShared = target.sharedUntil > now || isGroupsFault;
  const isNowShared = wasShared ? !fares.includes('well') : fares.length > 0 && fares.every((fare) => fare === 'badly');
  if (isNowShared) blameDestination(engine, target, { ways, groups, now });
  else target.sharedUntil = 0;
  return isNowShared;
}

function compare(
  engine: Engine,
  way: WatchedRoute,
  { own, window }: { own: Record; window: Window },
): 'well' | 'badly' | 'unknown' {
  const trunk = engine.state.trunks.get(way.trunkId)?.route;
  if (hasSameOnset(way, window.now) || (trunk && hasSameOnset(trunk, window.now))) return 'badly';
  const { attempts, bad } = recordOf(way, window);
  const relative = (bad / Math.max(1, attempts)) * (Math.max(1, own.attempts) / Math.max(1, own.bad));
  if (bad >= 2 && relative >= 0.5) return 'badly';
  return attempts >= MIN_ATTEMPTS && relative < 0.25 ? 'well' : 'unknown';
}

function hasSameOnset({ state }: WatchedRoute, now: Ms): boolean {
  return isOut(state) && 'since' in state && state.since >= now - SAME_ONSET_MS;
}

/** Attempts begun since then whose fate would show by now, and how many of them failed or are silent. */
function recordOf({ evidence }: WatchedRoute, { now, since }: Window): Record {
  const { cohorts, network, silence } = evidence;
  const judgedAt = now - Math.max(quantileMs(network.failureDelays, 0.9), quantileMs(silence.responses, 0.9));
  const record = { attempts: 0, bad: 0 };
  for (let sequence = cohorts.newest; sequence >= cohorts.oldest; sequence -= 1) {
    const slot = sequence & cohorts.mask;
    const startedAt = cohorts.startedAt[slot] ?? 0;
    if (startedAt < since) break;
    const failed = cohorts.failed[slot] ?? 0;
    const isOld = startedAt <= judgedAt;
    const silent = isOld ? (cohorts.waiting[slot] ?? 0) : 0;
    record.bad += failed + silent;
    record.attempts += failed + (cohorts.progressed[slot] ?? 0) + (isOld ? (cohorts.pending[slot] ?? 0) : 0);
  }
  return record;
}

/** Says so, and takes back what the same fault had opened just before. */
function blameDestination(
  engine: Engine,
  target: WatchedRoute,
  { ways, groups, now }: Omit<Compared, 'window'> & { now: Ms },
): void {
  const about = target.destinationGroup ?? groups.map(nameOf).sort().join(' ');
  const figures = { ways: ways.length + 1 };
  raiseAlarm(engine, { alarm: 'destination-fault', trunkId: null, number: null, about, figures }, now);
  putAside(engine, target, now);
  const others =
    target.level === 'trunk' ? ways.flatMap((way) => engine.state.trunks.get(way.trunkId)?.route ?? []) : [];
  for (const route of [target, ...groups, ...ways, ...others]) {
    route.sharedUntil = now + SHARED_MS;
    if (hasSameOnset(route, now)) healRoute(engine, route, { now, rule: 'destination-fault', figures });
  }
}
