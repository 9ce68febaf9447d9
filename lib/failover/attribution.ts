import { raiseAlarm } from './alarms';
import type { Engine } from './engine-state';
import { extentOf } from './fault-extent';
import { healRoute, putAside } from './route-changes';
import { latelyWellNats, type RouteRecord, recordOf, type Window } from './route-record';
import { hasSameOnset, isOut, type WatchedRoute, type WatchedTrunk } from './states';
import type { Ms } from './types';

/** What another way must show of late to be well, in nats: thirty to one. One call through is enough when all fail. */
const WELL_NATS = Math.log(30);
/** A destination fault that nothing contradicts is taken to last this long. */
const SHARED_MS = 10_000;

/**
 * Whom an alarm of a route is about: for a carrier all its trunks; for a trunk the trunk, or those of its destination
 * groups that fail while the others do not; else the route itself. A route is left out while every other way to the
 * same destinations does as badly: then the destination is at fault and nobody is opened.
 */
export function culprits(engine: Engine, route: WatchedRoute, window: Window): WatchedRoute[] {
  if (route.level === 'carrier') {
    const trunks = engine.state.carriers.get(route.carrierId)?.trunks ?? [];
    return trunks.map((trunk) => trunk.route).filter(isBlamable);
  }
  const { groups, isWhole } = extentOf(engine, route, window);
  const targets = isWhole ? [route] : groups;
  if (isWhole && route.level === 'trunk') noteBlamed(engine, route, window);
  const blamed = targets.filter(isBlamable).filter((target) => !isShared(engine, target, { groups, window }));
  if (route.level === 'group' || !isWhole) excuseTrunk(engine, route, window);
  return blamed;
}

/** Which groups' failures stand behind an opening of their trunk, should it come. */
function noteBlamed({ state }: Engine, { trunkId }: WatchedRoute, window: Window): void {
  for (const group of state.trunks.get(trunkId)?.groups.values() ?? [])
    if (isOut(group.state) || recordOf(group, window).bad > 0) group.blamedOnTrunkAt = window.now;
}

/** What its groups' faults had said against a trunk is put aside once the others do well: it is known who is at fault. */
function excuseTrunk(engine: Engine, { trunkId }: WatchedRoute, window: Window): void {
  const trunk = engine.state.trunks.get(trunkId)?.route;
  if (trunk && !isOut(trunk.state) && extentOf(engine, trunk, window).isRestWell) putAside(engine, trunk, window.now);
}

interface Compared {
  /** The destination groups that do badly, of a trunk. */
  groups: readonly WatchedRoute[];
  window: Window;
}

function isBlamable({ state }: WatchedRoute): boolean {
  return !isOut(state) || state.name === 'ramping';
}

/** The same destinations on other trunks, as far as calls were placed there. */
function waysTo({ state }: Engine, route: WatchedRoute, groups: readonly WatchedRoute[]): WatchedRoute[] {
  const own = state.trunks.get(route.trunkId);
  if (route.level === 'number' || !own) return [];
  const meant = new Set(groupsMeant(own, route, groups));
  return [...state.trunks.values()].filter((trunk) => trunk !== own).flatMap((trunk) => waysOn(trunk, meant));
}

/** The destinations that a verdict on the route is about. */
function groupsMeant(own: WatchedTrunk, route: WatchedRoute, groups: readonly WatchedRoute[]): string[] {
  if (route.destinationGroup !== null) return [route.destinationGroup];
  return groups.length > 0 ? groups.map(nameOf) : [...own.groups.keys()];
}

/** Whether the tables name a way to the same destinations on which no call was placed yet. */
function isAnyUntried({ state, tables }: Engine, route: WatchedRoute, groups: readonly WatchedRoute[]): boolean {
  const own = state.trunks.get(route.trunkId);
  if (!own) return false;
  return groupsMeant(own, route, groups).some((name) =>
    [...(tables.trunksOfGroup.get(name) ?? [])].some((trunkId) => !state.trunks.get(trunkId)?.groups.has(name)),
  );
}

function nameOf({ destinationGroup }: WatchedRoute): string {
  return destinationGroup ?? '';
}

/** Where the evidence about groups on a trunk is kept: all of them together are the trunk. */
function waysOn(trunk: WatchedTrunk, meant: ReadonlySet<string>): WatchedRoute[] {
  const ways = [...trunk.groups.values()].filter((group) => meant.has(nameOf(group)));
  return ways.length === trunk.groups.size ? [trunk.route] : ways;
}

/** Whether the destination rather than the route is at fault; once so, until another way is seen to do well. */
function isShared(engine: Engine, target: WatchedRoute, { groups, window }: Compared): boolean {
  const { now } = window;
  const own = recordOf(target, window);
  const ways = waysTo(engine, target, groups);
  const well = withGroups(engine, ways).filter((way) => isWell(engine, way, { own, window }));
  const isGroupsFault =
    target.level === 'trunk' && groups.length > 0 && groups.every((group) => group.sharedUntil > now);
  const wasShared = target.sharedUntil > now || isGroupsFault;
  const fails = (way: WatchedRoute) => doesBadly(engine, way, { own, window });
  const isOnset = !isAnyUntried(engine, target, groups) && ways.length > 0 && ways.every(fails);
  const isNowShared = well.length === 0 && (wasShared || isOnset);
  if (isNowShared) blameDestination(engine, target, { ways, groups, now });
  else for (const route of [target, ...well]) clear(engine, route, { isWell: route !== target, now });
  return isNowShared;
}

/** Each route, and after a trunk its destination groups: one that does well is enough. */
function withGroups({ state }: Engine, routes: readonly WatchedRoute[]): WatchedRoute[] {
  return routes.flatMap((route) => {
    const groups = route.level === 'trunk' ? state.trunks.get(route.trunkId)?.groups.values() : undefined;
    return [route, ...(groups ?? [])];
  });
}

/** A way that does well is charged no more with what it showed while the destination was at fault. */
function clear(engine: Engine, route: WatchedRoute, { isWell, now }: { isWell: boolean; now: Ms }): void {
  const wasShared = route.sharedUntil > now;
  route.sharedUntil = 0;
  if (!isWell) return;
  route.wellUntil = now + SHARED_MS;
  if (wasShared) putAside(engine, route, now);
}

interface Comparison {
  /** Of the route that is judged. */
  own: RouteRecord;
  window: Window;
}

/** Whether another way does well now, however long it had done badly. */
function isWell(engine: Engine, way: WatchedRoute, { own, window }: Comparison): boolean {
  if (isOutSince(engine, way, window.now)) return false;
  if (way.wellUntil > window.now && recordOf(way, window).bad === 0) return true;
  return latelyWellNats(way, window, own.bad / Math.max(1, own.attempts)) >= WELL_NATS;
}

function doesBadly(engine: Engine, way: WatchedRoute, { own, window }: Comparison): boolean {
  if (isOutSince(engine, way, window.now)) return true;
  const { attempts, bad } = recordOf(way, window);
  const relative = (bad / Math.max(1, attempts)) * (Math.max(1, own.attempts) / Math.max(1, own.bad));
  return bad >= 2 && relative >= 0.5;
}

function isOutSince({ state }: Engine, way: WatchedRoute, now: Ms): boolean {
  const trunk = state.trunks.get(way.trunkId)?.route;
  return hasSameOnset(way.state, now) || (trunk !== undefined && hasSameOnset(trunk.state, now));
}

/** Says so, and takes back what the same fault had opened just before. */
function blameDestination(
  engine: Engine,
  target: WatchedRoute,
  { ways, groups, now }: { ways: readonly WatchedRoute[]; groups: readonly WatchedRoute[]; now: Ms },
): void {
  const about = target.destinationGroup ?? groups.map(nameOf).sort().join(' ');
  const figures = { ways: ways.length + 1 };
  raiseAlarm(engine, { alarm: 'destination-fault', trunkId: null, number: null, about, figures }, now);
  putAside(engine, target, now);
  const isTrunk = target.level === 'trunk';
  const concerned = isTrunk ? [target, ...groups, ...ways, ...trunksOf(engine, ways)] : [target, ...ways];
  for (const route of concerned) {
    route.sharedUntil = now + SHARED_MS;
    if (hasSameOnset(route.state, now) && !isWellElsewhere(engine, route, now))
      healRoute(engine, route, { now, rule: 'destination-fault', figures });
  }
  if (isTrunk) return;
  for (const trunk of trunksOf(engine, [target, ...ways]))
    if (wasOnlyShared(engine, trunk, now)) healRoute(engine, trunk, { now, rule: 'destination-fault', figures });
}

/** Whether the route's destinations were reached by another way just now, so that its fault is its own. */
function isWellElsewhere(engine: Engine, route: WatchedRoute, now: Ms): boolean {
  return waysTo(engine, route, []).some(({ wellUntil }) => wellUntil > now);
}

function trunksOf({ state }: Engine, routes: readonly WatchedRoute[]): WatchedRoute[] {
  return routes.flatMap(({ trunkId }) => state.trunks.get(trunkId)?.route ?? []);
}

/** Whether all that the trunk was opened for was failures towards destinations that are at fault themselves. */
function wasOnlyShared(engine: Engine, { trunkId, state }: WatchedRoute, now: Ms): boolean {
  if (!hasSameOnset(state, now) || !('since' in state)) return false;
  const groups = [...(engine.state.trunks.get(trunkId)?.groups.values() ?? [])];
  const blamed = groups.filter(({ blamedOnTrunkAt }) => blamedOnTrunkAt === state.since);
  return blamed.length > 0 && blamed.every(({ sharedUntil }) => sharedUntil > now);
}
