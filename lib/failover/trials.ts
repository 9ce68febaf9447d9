import { quantileMs } from './detectors/delays';
import { learnSlowness, startOfWaiting } from './detectors/silence';
import { type Engine, scheduleState } from './engine-state';
import { canariesNeeded, cleanMs, flapsAt } from './recovery';
import { healRoute, openRoute, probeRoute, putAside, rampRoute, round, trustRoute } from './route-changes';
import { isOut, type RouteState, type Rule, ruleOfFailures, type WatchedRoute } from './states';
import type { Ms } from './types';

/** A call that tells something about a route on its way back. */
interface Sign {
  now: Ms;
  startedAt: Ms;
}

type In<Name extends RouteState['name']> = Extract<RouteState, { name: Name }>;

/** Faults that a set-up proves to be over; silence by its first response, quality by what is heard or answered. */
const SET_UP_PROVES: ReadonlySet<Rule> = new Set<Rule>([
  'network-cusum',
  'congestion',
  'account-blocked',
  'carrier',
  'set-up-time',
]);
/** The ramp multiplies its share by this at each step. */
const RAMP_FACTOR = 2.2;
const OVERDUE_LOOK_MS = 200;
const CAP_LOOK_MS = 1_000;
/** A ramp with no calls at all goes on after this many steps: nobody is there to be harmed. */
const EMPTY_STEPS = 4;
/** More openings remembered than this and a route must prove itself though its silence was refuted. */
const FLAPS_FOR_REFUTATION = 1.5;

/** A call on the route was responded to. */
export function noteTrialResponse(engine: Engine, route: WatchedRoute, sign: Sign): void {
  const { state } = route;
  if (state.name === 'probing' && state.rule === 'silence') passCanary(engine, route, { state, sign });
  if (state.name !== 'open' || state.rule !== 'silence' || !isOfOpening(engine, state, sign)) return;
  learnSlowness(route.evidence.silence, sign.now - sign.startedAt, sign.now);
  refute(engine, route, { state, now: sign.now });
}

/** A call on the route was responded to when it had been given up: too late for the call, and still a sign of life. */
export function noteLateResponse(engine: Engine, route: WatchedRoute, sign: Sign): void {
  const { state } = route;
  if (state.name === 'open' && state.rule === 'silence' && isOfOpening(engine, state, sign))
    refute(engine, route, { state, now: sign.now });
}

/** Whether the call is one of those whose silence opened the route, and responded to in time to take that back. */
function isOfOpening({ policy }: Engine, { since }: In<'open'>, { now, startedAt }: Sign): boolean {
  return startedAt <= since && now - since <= policy.silence.refutedWithinMs.value;
}

/** The very calls whose silence opened the route are responded to: it was a blip, or slowness. */
function refute(engine: Engine, route: WatchedRoute, { state, now }: { state: In<'open'>; now: Ms }): void {
  const { refutedShare, minSilent } = engine.policy.silence;
  state.responses += 1;
  if (state.responses < Math.max(minSilent.value, refutedShare.value * state.silentCalls)) return;
  if (flapsAt(route, engine.policy, now) > FLAPS_FOR_REFUTATION) return;
  const figures = { responses: state.responses, silent: state.silentCalls, afterMs: Math.round(now - state.since) };
  healRoute(engine, route, { now, rule: 'silence', figures });
  withdraw(engine, route, now);
}

/** The same calls had spoken against what the route is part of as well. */
function withdraw(engine: Engine, { level, trunkId }: WatchedRoute, now: Ms): void {
  const trunk = engine.state.trunks.get(trunkId);
  if (!trunk) return;
  const wider = level === 'group' ? [trunk.route, trunk.carrier.route] : [trunk.carrier.route];
  for (const route of wider) if (!isOut(route.state)) putAside(engine, route, now);
}

/** A call on the route got through. After a silence the first response was proof already. */
export function passTrial(engine: Engine, route: WatchedRoute, sign: Sign): void {
  const { state } = route;
  if (state.name === 'ramping') state.passed += 1;
  else if (state.name === 'probing' && SET_UP_PROVES.has(state.rule)) passCanary(engine, route, { state, sign });
}

/** A call on the route was answered, or ended as its callee wished: proof also where calls had rung before they failed. */
export function passTrialByEnd(engine: Engine, route: WatchedRoute, sign: Sign): void {
  const { state } = route;
  if (state.name === 'probing' && state.rule === 'fails-after-ringing') passCanary(engine, route, { state, sign });
}

function passCanary(engine: Engine, route: WatchedRoute, { state, sign }: { state: In<'probing'>; sign: Sign }): void {
  if (sign.startedAt < state.since) return;
  if (state.passed === 0) state.cleanSince = sign.now;
  state.passed += 1;
  considerRamp(engine, route, sign.now);
}

/** Ramps when the canaries are enough, clean for long enough and none of them overdue. */
export function considerRamp(engine: Engine, route: WatchedRoute, now: Ms): void {
  const { state } = route;
  if (state.name !== 'probing' || state.passed < canariesNeeded(route, engine.policy)) return;
  const cleanAt = state.cleanSince + cleanMs(route, engine.policy);
  if (now < cleanAt) scheduleState(engine, route, cleanAt);
  else if (hasOverdueCanary(route, now)) scheduleState(engine, route, now + OVERDUE_LOOK_MS);
  else
    rampRoute(engine, route, { now, figures: { canaries: state.passed, cleanMs: Math.round(now - state.cleanSince) } });
}

/** Whether a canary waits for its first response longer than healthy calls do. */
function hasOverdueCanary({ evidence }: WatchedRoute, now: Ms): boolean {
  const { cohorts, silence } = evidence;
  return now - startOfWaiting(cohorts, 1) > quantileMs(silence.responses, 0.95);
}

/** A call on the route failed in the network. */
export function failTrial(engine: Engine, route: WatchedRoute, { now, startedAt }: Sign): void {
  const { state } = route;
  if (state.name === 'congested') extendCongestion(engine, route, now);
  if (state.name !== 'probing' || startedAt < state.since) return;
  state.failed += 1;
  const isRelapse = state.passed < engine.policy.recovery.canaryCalls.value || state.failed > 1;
  const figures = { failed: state.failed, passed: state.passed };
  const rule = SET_UP_PROVES.has(state.rule) ? stricter(route, state.rule) : state.rule;
  if (isRelapse) openRoute(engine, route, { now, rule, figures, silentCalls: 0 });
  else state.cleanSince = now;
}

/** Canaries that ring and then fail show that ringing proves nothing. */
function stricter(route: WatchedRoute, rule: Rule): Rule {
  const found = ruleOfFailures(route);
  return found === 'fails-after-ringing' ? found : rule;
}

function extendCongestion(engine: Engine, route: WatchedRoute, now: Ms): void {
  if (route.state.name !== 'congested') return;
  route.state.until = now + engine.policy.recovery.congestedQuietMs.value;
  engine.limits.capacity.congest(route.trunkId, now);
}

/** The moment a state had set for itself has come. */
export function onStateDue(engine: Engine, route: WatchedRoute, now: Ms): void {
  const { state } = route;
  switch (state.name) {
    case 'suspect':
      if (state.until > now) scheduleState(engine, route, state.until);
      else trustRoute(engine, route, now);
      break;
    case 'congested':
      considerQuiet(engine, route, { state, now });
      break;
    case 'degraded':
      rampRoute(engine, route, { now, figures: { heldMs: Math.round(now - state.since) } });
      break;
    case 'open':
      considerProbing(engine, route, { state, now });
      break;
    case 'probing':
      considerRamp(engine, route, now);
      break;
    case 'ramping':
      stepRamp(engine, route, { state, now });
      break;
  }
}

/** No refusals for a while: healthy again as soon as the cap is back at the full rate. */
function considerQuiet(engine: Engine, route: WatchedRoute, { state, now }: { state: In<'congested'>; now: Ms }): void {
  const figures = { congestedMs: Math.round(now - state.since) };
  if (state.until > now) scheduleState(engine, route, state.until);
  else if (engine.limits.capacity.isCapped(route.trunkId, now)) scheduleState(engine, route, now + CAP_LOOK_MS);
  else healRoute(engine, route, { now, rule: 'congestion', figures });
}

/** The hold is over; a trunk known to answer OPTIONS must do so before calls are risked on it. */
function considerProbing(engine: Engine, route: WatchedRoute, { state, now }: { state: In<'open'>; now: Ms }): void {
  const trunk = engine.state.trunks.get(route.trunkId);
  const { learnedAfter, openEveryMs } = engine.policy.probes;
  const isGated = trunk !== undefined && trunk.optionsAnswered >= learnedAfter.value && !trunk.optionsOk;
  const isBehindTrunk = route.level === 'group' && trunk !== undefined && isOut(trunk.route.state);
  if (now < state.holdUntil) scheduleState(engine, route, state.holdUntil);
  else if (isBehindTrunk) scheduleState(engine, route, now + openEveryMs.value);
  else if (isGated) scheduleState(engine, route, now + openEveryMs.value);
  else probeRoute(engine, route, { now, rate: trunk?.rate ?? 0 });
}

function stepRamp(engine: Engine, route: WatchedRoute, { state, now }: { state: In<'ramping'>; now: Ms }): void {
  const { rampStepMs } = engine.policy.recovery;
  const isEmpty = state.passed === 0 && now - state.nextStepAt < EMPTY_STEPS * rampStepMs.value;
  if (isEmpty) scheduleState(engine, route, now + rampStepMs.value);
  else if (state.share < 1) widenRamp(engine, route, { state, now });
  else healRoute(engine, route, { now, rule: state.rule, figures: { rampMs: Math.round(now - state.since) } });
}

function widenRamp(engine: Engine, route: WatchedRoute, { state, now }: { state: In<'ramping'>; now: Ms }): void {
  const { rampStepMs } = engine.policy.recovery;
  state.share = Math.min(1, round(state.share * RAMP_FACTOR));
  route.condition.share = state.share;
  state.passed = 0;
  state.nextStepAt = now + rampStepMs.value;
  scheduleState(engine, route, state.nextStepAt);
}
