import { createNetworkReading, readNetwork } from './detectors/network';
import { setMoment } from './detectors/route-evidence';
import { createSilenceReading, readSilence } from './detectors/silence';
import type { Engine } from './engine-state';
import { congestRoute, degradeRoute, openRoute, round, suspectRoute, type Verdict } from './route-changes';
import { isOut, type WatchedRoute } from './states';
import type { Ms } from './types';

/** Reused from look to look. */
const network = createNetworkReading();
const silence = createSilenceReading();

/** Of the outage chart: its alarm means that hardly any call gets through. */
const OUTAGE_CHART = 2;

/** Reads the charts on failures after one of them rose, and acts on what they say. */
export function judgeFailures(engine: Engine, route: WatchedRoute, now: Ms): void {
  if (isOnTrial(route)) return;
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
  if (isOnTrial(route)) return 0;
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
  spread(engine, route, {
    now,
    rule: 'silence',
    figures,
    act: (target) => {
      openRoute(engine, target, { now, rule: target === route ? 'silence' : 'carrier', figures, silentCalls: silent });
    },
  });
  return 0;
}

/** Whether the charts have nothing to add: the route is out and its own trial decides. */
export function isOnTrial({ state }: WatchedRoute): boolean {
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
  const { congestedBelowShare, openFromShare } = engine.policy.network;
  const { figures } = verdict;
  const failing = network.failures / Math.max(1, network.attempts);
  const isOutage = network.chart === OUTAGE_CHART || failing >= congestedBelowShare.value;
  const isCongestion = !isOutage && route.congestedShare >= 0.5;
  spread(engine, route, {
    ...verdict,
    act: (target) => {
      if (isCongestion && target.state.name !== 'congested')
        congestRoute(engine, target, { ...verdict, rule: 'congestion' });
      else if (!isOutage && failing < openFromShare.value) degradeRoute(engine, target, verdict);
      else openRoute(engine, target, { ...verdict, figures, silentCalls: 0 });
    },
  });
}

/** A carrier's charts move all its trunks; any other route moves itself. */
function spread(
  engine: Engine,
  route: WatchedRoute,
  { act }: Verdict & { now: Ms; act: (target: WatchedRoute) => void },
): void {
  if (route.level !== 'carrier') act(route);
  else
    for (const { route: trunk } of engine.state.carriers.get(route.carrierId)?.trunks ?? [])
      if (!isOut(trunk.state)) act(trunk);
}
