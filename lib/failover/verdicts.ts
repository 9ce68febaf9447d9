import { culprits } from './attribution';
import { createNetworkReading, readNetwork } from './detectors/network';
import { setMoment } from './detectors/route-evidence';
import { createSilenceReading, readSilence } from './detectors/silence';
import type { Engine } from './engine-state';
import { congestRoute, degradeRoute, openRoute, putAside, round, suspectRoute, type Verdict } from './route-changes';
import { recordOf } from './route-record';
import { isOut, ruleOfFailures, type WatchedRoute } from './states';
import type { Ms } from './types';

/** Reused from look to look. */
const network = createNetworkReading();
const silence = createSilenceReading();

/** Of the outage chart: its alarm means that hardly any call gets through. */
const OUTAGE_CHART = 2;
const CAP_WORKS_MS = 5_000;

/** Reads the charts on failures after one of them rose, and acts on what they say. */
export function judgeFailures(engine: Engine, route: WatchedRoute, now: Ms): void {
  if (isOnTrial(engine, route)) return;
  setMoment(route.evidence, now, engine.policy.network.evidenceMaxAgeMs.value);
  readNetwork(route.evidence.network, network);
  suspectBy(engine, route, { now, level: network.level, rule: 'network-cusum' });
  if (network.level < 1) return;
  const figures = {
    failures: network.failures,
    attempts: round(network.attempts),
    windowMs: Math.round(now - network.since),
    statistic: round(network.statistic),
    limit: round(network.statistic / network.level),
  };
  actOnFailures(engine, route, { now, rule: 'network-cusum', figures });
}

/** Reads the charts on silence, and opens the route when they alarm. Answers the level for the next look. */
export function judgeSilence(engine: Engine, route: WatchedRoute, now: Ms): number {
  if (isOnTrial(engine, route)) return 0;
  setMoment(route.evidence, now, engine.policy.network.evidenceMaxAgeMs.value);
  readSilence(route.evidence.silence, silence);
  suspectBy(engine, route, { now, level: silence.level, rule: 'silence' });
  if (silence.level < 1) return silence.level;
  const { silent, responded } = silence;
  const figures = {
    silent,
    responded,
    windowMs: Math.round(now - silence.since),
    statistic: round(silence.statistic),
    limit: round(silence.statistic / silence.level),
  };
  const window = { now, since: silence.since };
  for (const target of culprits(engine, route, window)) {
    const silentCalls = target === route ? silent : Math.round(recordOf(target, window).bad);
    openRoute(engine, target, { now, rule: 'silence', figures, silentCalls });
  }
  // What it says has been said of its trunks, whose trial decides.
  if (route.level === 'carrier') putAside(engine, route, now);
  return 0;
}

/** Whether the charts have nothing to add: the route, or the trunk it is on, is out and its own trial decides. */
export function isOnTrial({ state }: Engine, route: WatchedRoute): boolean {
  if (isAway(route)) return true;
  const trunk = route.level === 'group' ? state.trunks.get(route.trunkId)?.route : undefined;
  return trunk !== undefined && isAway(trunk);
}

function isAway({ state }: WatchedRoute): boolean {
  return isOut(state) && state.name !== 'ramping';
}

function suspectBy(
  engine: Engine,
  route: WatchedRoute,
  found: { now: Ms; level: number; rule: Verdict['rule'] },
): void {
  const { now, level, rule } = found;
  route.suspicion = level;
  route.suspicionAt = now;
  if (level < engine.policy.network.suspectLevel.value || level >= 1) return;
  suspectRoute(engine, route, { now, rule, figures: { level: round(level) } });
}

function actOnFailures(engine: Engine, route: WatchedRoute, verdict: Verdict & { now: Ms }): void {
  const { now } = verdict;
  const failing = network.failures / Math.max(1, network.attempts);
  const isOutage = network.chart === OUTAGE_CHART || failing >= engine.policy.network.congestedBelowShare.value;
  for (const target of culprits(engine, route, { now, since: network.since }))
    grade(engine, target, { ...verdict, failing, isOutage });
  if (route.level === 'carrier') putAside(engine, route, now);
}

/** Whether the run just read says that nearly all fail, and not half: what a congested trunk may refuse by chance. */
function isBeyondCongestion({ policy }: Engine): boolean {
  const outage = policy.network.outageShare.value;
  const passed = network.attempts - network.failures;
  const nats = network.failures * Math.log(outage / 0.5) + passed * Math.log((1 - outage) / 0.5);
  return nats >= policy.congestion.outageNats.value;
}

/** How far down a failing route goes: capped when it lacks room, behind the healthy ones, or out. */
function grade(
  engine: Engine,
  route: WatchedRoute,
  found: Verdict & { now: Ms; failing: number; isOutage: boolean },
): void {
  const { failing, isOutage, now, figures } = found;
  const { state, level } = route;
  const isRelapse = state.name === 'ramping';
  const lacksRoom = !isOutage && !isRelapse && level === 'trunk' && route.congestedShare >= 0.5;
  if (state.name === 'congested' && isOutage && !isBeyondCongestion(engine)) return;
  // A cap needs a moment to work before more is concluded.
  if (lacksRoom && state.name === 'congested' && now - state.since < CAP_WORKS_MS) putAside(engine, route, now);
  else if (lacksRoom && state.name !== 'congested') congestRoute(engine, route, { ...found, rule: 'congestion' });
  else if (!isOutage && !isRelapse && failing < engine.policy.network.openFromShare.value)
    degradeRoute(engine, route, found);
  else openRoute(engine, route, { now, rule: ruleOfFailures(route), figures, silentCalls: 0 });
}
