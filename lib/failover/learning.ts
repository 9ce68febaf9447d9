import { raiseAlarm } from './alarms';
import { countAttempt, usualAtMost } from './baseline';
import { callsBetweenAlarms, networkScores, silenceSettings } from './calibration';
import { quantileMs, recordCensored, recordSeen } from './detectors/delays';
import type { Engine } from './engine-state';
import { round } from './route-changes';
import type { WatchedRoute, WatchedTrunk } from './states';
import type { Ms } from './types';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** What the policy's healthy share is worth against what is seen, in attempts. */
const PRIOR_ATTEMPTS = 100;
const MAX_ATTEMPTS = 20_000;
const RECALIBRATE_EVERY = 256;
const RATE_HALF_LIFE_MS = 10_000;
/** Above it something is going on, and what is going on is not learned as normal. */
const CALM_LEVEL = 0.25;

/** Whether the route is to be learned from. */
export function isCalm(route: WatchedRoute): boolean {
  return route.state.name === 'healthy' && route.suspicion < CALM_LEVEL;
}

/** Counts an attempt towards the rates on which budgets and canaries rest. */
export function learnRate(engine: Engine, trunk: WatchedTrunk, now: Ms): void {
  const { state, policy } = engine;
  const { minute } = state;
  if (now - minute.startedAt >= MINUTE_MS) {
    const rate = (minute.attempts * 1_000) / Math.max(MINUTE_MS, now - minute.startedAt);
    state.hourRate += (rate - state.hourRate) * Math.min(1, MINUTE_MS / HOUR_MS);
    state.callsBetween = callsBetweenAlarms(policy, Math.max(rate, state.hourRate));
    minute.startedAt = now;
    minute.attempts = 0;
  }
  minute.attempts += 1;
  // While the route is out its calls are canaries, not its rate.
  if (trunk.route.state.name !== 'healthy' && trunk.route.state.name !== 'suspect') return;
  const fading = Math.exp((-(now - trunk.rateAt) * Math.LN2) / RATE_HALF_LIFE_MS);
  trunk.rate = trunk.rate * fading + (1_000 * Math.LN2) / RATE_HALF_LIFE_MS;
  trunk.rateAt = now;
}

/** Learns a time to the first response, or that none came until `ms`. */
export function learnResponse(trunk: WatchedTrunk, ms: Ms, hasCome: boolean): void {
  if (!isCalm(trunk.route)) return;
  const { responses } = trunk.delays;
  if (hasCome) recordSeen(responses, ms);
  else recordCensored(responses, ms);
  if (responses.fresh !== 0) return;
  // Room for one lost datagram and its repetition where those are daily life.
  const deadline = quantileMs(responses, 0.995);
  trunk.route.condition.firstResponseMs = deadline;
  for (const group of trunk.groups.values()) group.condition.firstResponseMs = deadline;
}

/** Learns how an attempt fared in the network. */
export function learnOutcome(engine: Engine, route: WatchedRoute, { failed, now }: { failed: boolean; now: Ms }): void {
  if (!isCalm(route)) return;
  route.attempts += 1;
  if (failed) route.failures += 1;
  if (route.level === 'trunk') learnBaseline(engine, route, { failed, now });
  if (route.attempts % RECALIBRATE_EVERY === 0) recalibrate(engine, route, now);
  if (route.attempts < MAX_ATTEMPTS) return;
  route.attempts /= 2;
  route.failures /= 2;
}

function learnBaseline(engine: Engine, { trunkId }: WatchedRoute, seen: { failed: boolean; now: Ms }): void {
  const baseline = engine.state.trunks.get(trunkId)?.baseline;
  const drift = baseline && countAttempt(baseline, seen.failed, seen.now);
  if (!drift) return;
  const figures = { before: round(drift.before), share: round(drift.share), attempts: drift.attempts };
  raiseAlarm(engine, { alarm: 'baseline-drift', trunkId, number: null, figures }, seen.now);
}

/** Brings the route's charts up to what was learned and to the present rate. */
export function recalibrate(engine: Engine, route: WatchedRoute, now: Ms): void {
  const { policy, state } = engine;
  const { healthyShare } = policy.network;
  const baseline = state.trunks.get(route.trunkId)?.baseline;
  const seen = (route.failures + PRIOR_ATTEMPTS * healthyShare.value) / (route.attempts + PRIOR_ATTEMPTS);
  const learned = route.level === 'trunk' && baseline ? Math.min(seen, usualAtMost(baseline, now)) : seen;
  const { network, silence } = route.evidence;
  const wanted = { level: route.level, callsBetween: state.callsBetween };
  network.scores = networkScores(state.calibration, policy, { ...wanted, learned });
  silence.settings = silenceSettings(state.calibration, policy, { ...wanted, isStream: silence.settings.isStream });
  route.callsBetween = state.callsBetween;
}
