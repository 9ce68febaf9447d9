import { restartEvidence, setMoment } from './detectors/route-evidence';
import { type Engine, scheduleState, timerKey } from './engine-state';
import { keepOnFallback } from './pairs';
import { canaryShare, chargeFlap, holdMs } from './recovery';
import {
  HEALTHY_STATE,
  hasSameOnset,
  incidentOf,
  isOut,
  type RouteState,
  type Rule,
  type WatchedRoute,
} from './states';
import { pushTimer } from './timers';
import type { Ms, TraceEntry } from './types';

/** What is done to a route: why, and with which figures. */
export interface Verdict {
  rule: Rule;
  figures: TraceEntry['figures'];
}

/** Puts the route into a state, tells the host, and opens or closes its incident. */
function changeState(
  engine: Engine,
  route: WatchedRoute,
  { next, trace }: { next: RouteState; trace: TraceEntry },
): void {
  const from = route.state;
  route.state = next;
  route.condition.state = next.name;
  route.condition.share = 'share' in next ? next.share : 1;
  engine.state.disturbed += (next.name === 'healthy' ? 0 : 1) - (from.name === 'healthy' ? 0 : 1);
  if (route.level === 'trunk') noteTrunk(engine, route, from);
  const { trunkId, destinationGroup, number } = route;
  if (from.name !== next.name) {
    const names = { trunkId, destinationGroup, number, from: from.name, to: next.name };
    engine.effects.push({ type: 'route-state-changed', ...names, trace });
  }
  const [before, after] = [incidentOf(from), incidentOf(next)];
  if (before === after) return;
  if (before !== null) engine.effects.push({ type: 'incident-closed', incidentId: before, trunkId, trace });
  if (after !== null) engine.effects.push({ type: 'incident-opened', incidentId: after, trunkId, trace });
}

/** What a trunk's going out and coming back means elsewhere. */
function noteTrunk(engine: Engine, { state, trunkId }: WatchedRoute, from: RouteState): void {
  const [wasOut, out] = [isOut(from), isOut(state)];
  if (wasOut === out) return;
  engine.state.trunksOut += out ? 1 : -1;
  engine.limits.capacity.keepsRoomForPairs = engine.state.trunksOut > 0;
  if (out) keepOnFallback(engine, trunkId);
}

function incidentFor({ state }: Engine, route: WatchedRoute): number {
  const known = incidentOf(route.state);
  if (known !== null) return known;
  state.nextIncidentId += 1;
  return state.nextIncidentId - 1;
}

/** Opens the route: from now on it is the last resort, until hold, canaries and ramp have brought it back. */
export function openRoute(
  engine: Engine,
  route: WatchedRoute,
  verdict: Verdict & { now: Ms; silentCalls: number },
): void {
  const { policy, state } = engine;
  const { now, rule, silentCalls } = verdict;
  const incidentId = incidentFor(engine, route);
  chargeFlap(route, policy, { now, weight: route.state.name === 'probing' ? 0.5 : 1 });
  state.draws += 1;
  const holdUntil = now + holdMs(route, policy, [state.seed, state.draws]);
  const trace = traceOf(now, verdict, { holdMs: Math.round(holdUntil - now), openings: round(route.flaps) });
  const next: RouteState = {
    name: 'open',
    since: now,
    rule,
    incidentId,
    holdUntil,
    silentCalls,
    responses: 0,
    goodProbes: 0,
  };
  changeState(engine, route, { next, trace });
  restart(engine, route, { now, headStart: 0 });
  scheduleState(engine, route, holdUntil);
  probeSoon(engine, route, now);
  if (route.level === 'trunk') takeOverGroups(engine, route, { now, rule });
}

/** What single destination groups showed of the same fault a moment before is the trunk's now. */
function takeOverGroups(engine: Engine, { trunkId }: WatchedRoute, { now, rule }: { now: Ms; rule: Rule }): void {
  for (const group of engine.state.trunks.get(trunkId)?.groups.values() ?? []) {
    if (hasSameOnset(group.state, now)) healRoute(engine, group, { now, rule, figures: { trunk: trunkId } });
    else restart(engine, group, { now, headStart: 0 });
  }
}

/** Puts the route behind every healthy one; it comes back by ramp after a minimum stay. */
export function degradeRoute(engine: Engine, route: WatchedRoute, verdict: Verdict & { now: Ms }): void {
  const { policy, state } = engine;
  const { now, rule } = verdict;
  const incidentId = incidentFor(engine, route);
  chargeFlap(route, policy, { now, weight: 1 });
  state.draws += 1;
  const until = now + holdMs(route, policy, [state.seed, state.draws]);
  const next: RouteState = { name: 'degraded', since: now, rule, incidentId, until };
  changeState(engine, route, { next, trace: traceOf(now, verdict, { holdMs: Math.round(until - now) }) });
  restart(engine, route, { now, headStart: 0 });
  scheduleState(engine, route, until);
}

/** Leaves the route in its place with less to do: its cap says how much. */
export function congestRoute(engine: Engine, route: WatchedRoute, verdict: Verdict & { now: Ms }): void {
  const { now, rule } = verdict;
  const until = now + engine.policy.recovery.congestedQuietMs.value;
  const incidentId = incidentFor(engine, route);
  const next: RouteState = { name: 'congested', since: now, rule, incidentId, until };
  const capCps = round(engine.limits.capacity.congest(route.trunkId, now));
  changeState(engine, route, { next, trace: traceOf(now, verdict, { capCps }) });
  restart(engine, route, { now, headStart: 0 });
  scheduleState(engine, route, until);
}

/** Lets a few calls find out, each with a healthy hop behind it. */
export function probeRoute(engine: Engine, route: WatchedRoute, { now, rate }: { now: Ms; rate: number }): void {
  const { state } = route;
  const incidentId = incidentFor(engine, route);
  const rule = ruleOf(state);
  const share = canaryShare(engine.policy, rate);
  const next: RouteState = {
    name: 'probing',
    since: now,
    rule,
    incidentId,
    share,
    cleanSince: now,
    passed: 0,
    failed: 0,
  };
  changeState(engine, route, { next, trace: traceOf(now, { rule, figures: { share: round(share) } }, {}) });
  scheduleState(engine, route, Number.POSITIVE_INFINITY);
}

/** Brings the route back by a growing share of callees, its charts half way up: a relapse needs fewer failures. */
export function rampRoute(
  engine: Engine,
  route: WatchedRoute,
  { now, figures }: { now: Ms; figures: TraceEntry['figures'] },
): void {
  const { rampFirstShare, rampStepMs, headStart } = engine.policy.recovery;
  const rule = ruleOf(route.state);
  const incidentId = incidentFor(engine, route);
  const share = rampFirstShare.value;
  const next: RouteState = {
    name: 'ramping',
    since: now,
    rule,
    incidentId,
    share,
    nextStepAt: now + rampStepMs.value,
    passed: 0,
  };
  changeState(engine, route, { next, trace: traceOf(now, { rule, figures }, { share }) });
  restart(engine, route, { now, headStart: headStart.value });
  scheduleState(engine, route, next.nextStepAt);
}

/** Ends the incident: the route is healthy. */
export function healRoute(engine: Engine, route: WatchedRoute, { now, rule, figures }: Verdict & { now: Ms }): void {
  changeState(engine, route, { next: HEALTHY_STATE, trace: { at: now, rule, figures } });
  restart(engine, route, { now, headStart: 0 });
  scheduleState(engine, route, Number.POSITIVE_INFINITY);
}

/** Notes a suspicion, or that it has been renewed; the route keeps its place. */
export function suspectRoute(engine: Engine, route: WatchedRoute, { now, rule, figures }: Verdict & { now: Ms }): void {
  const { state } = route;
  const until = now + engine.policy.network.suspectForMs.value;
  if (state.name === 'suspect') state.until = until;
  if (state.name !== 'healthy') return;
  changeState(engine, route, { next: { name: 'suspect', since: now, until }, trace: { at: now, rule, figures } });
  scheduleState(engine, route, until);
}

/** Ends a suspicion; what raised it stays in the charts. */
export function trustRoute(engine: Engine, route: WatchedRoute, now: Ms): void {
  const trace = { at: now, rule: 'suspicion-over', figures: { level: round(route.suspicion) } };
  changeState(engine, route, { next: HEALTHY_STATE, trace });
  scheduleState(engine, route, Number.POSITIVE_INFINITY);
}

/** Forgets the evidence against a route that was not its fault. */
export function putAside(engine: Engine, route: WatchedRoute, now: Ms): void {
  restart(engine, route, { now, headStart: 0 });
}

function ruleOf(state: RouteState): Rule {
  return 'rule' in state ? state.rule : 'network-cusum';
}

function restart({ policy }: Engine, route: WatchedRoute, { now, headStart }: { now: Ms; headStart: number }): void {
  setMoment(route.evidence, now, policy.network.evidenceMaxAgeMs.value);
  restartEvidence(route.evidence, headStart);
  route.suspicion = 0;
}

function probeSoon({ state }: Engine, route: WatchedRoute, now: Ms): void {
  const trunk = state.trunks.get(route.trunkId);
  if (!trunk || trunk.probeAt <= now) return;
  trunk.probeAt = now;
  pushTimer(state.timers, now, timerKey(trunk.route, 'probe'));
}

function traceOf(at: Ms, { rule, figures }: Verdict, more: TraceEntry['figures']): TraceEntry {
  return { at, rule, figures: { ...figures, ...more } };
}

/** Figures for people: three significant digits. */
export function round(value: number): number {
  return Number(value.toPrecision(3));
}
