import { forgetRefusals, onAccountRefused } from './account-refusals';
import { raiseAlarm } from './alarms';
import { decideAnswer, watchAnswer } from './answers';
import { classify } from './classify';
import { recordSeen } from './detectors/delays';
import {
  beginEvidence,
  enterFailure,
  enterFailureAfterRinging,
  enterFirstResponse,
  enterGivenUp,
  enterNeither,
  enterProgress,
  enterUnheard,
  setMoment,
} from './detectors/route-evidence';
import { learnSlowness, nextSilenceLook } from './detectors/silence';
import { type Engine, scheduleLook, watchedGroup, watchedTrunk } from './engine-state';
import { isCalm, learnOutcome, learnRate, learnResponse, recalibrate } from './learning';
import type { LimitVerdict } from './limits';
import { onInvalidNumber } from './misjudging';
import type { Outcome } from './outcomes';
import { boundCanaries, judgeAnswerDelay, judgeCall, judgeSetUp } from './quality';
import { isOut, type WatchedRoute } from './states';
import { failTrial, noteLateResponse, noteTrialResponse, passTrial, passTrialByEnd } from './trials';
import type { AttemptEnd, EngineEvent, Ms } from './types';
import { isOnTrial, judgeFailures, judgeSilence } from './verdicts';
import { bucketAt, PLACES, routeAt, type WatchedAttempt, watchedAttempt } from './watched-attempt';

type Started = Extract<EngineEvent, { type: 'attempt-started' }>;
type LateResponse = Extract<EngineEvent, { type: 'late-response' }>;

/** An attempt begins. Attempts of trunks that the tables do not name are ignored. */
export function onStarted(engine: Engine, event: Started, now: Ms): void {
  const trunk = watchedTrunk(engine, event.trunkId, now);
  if (!trunk) return;
  engine.limits.attemptStarted(event, now);
  learnRate(engine, trunk, now);
  const group = watchedGroup(engine, trunk, event.destinationGroup);
  const attempt = watchedAttempt(engine.spare.pop(), trunk, event);
  attempt.startedAt = now;
  engine.state.attempts.set(event.attemptId, attempt);
  boundCanaries(engine, attempt, now);
  watchAnswer(engine, attempt, event, now);
  attempt.trunkBucket = addEvidence(engine, trunk.route, now);
  // A trunk's only group would repeat the trunk's evidence, and so would a carrier's only trunk.
  if (trunk.groups.size > 1) {
    attempt.group = group;
    attempt.groupBucket = addEvidence(engine, group, now);
  }
  if (trunk.carrier.trunks.length > 1) {
    attempt.carrier = trunk.carrier.route;
    attempt.carrierBucket = addEvidence(engine, trunk.carrier.route, now);
  }
  const refused = engine.state.refusedNumbers.get(event.presentedNumber);
  if (!refused || !isOut(refused.route.state)) return;
  attempt.number = refused.route;
  attempt.numberBucket = addEvidence(engine, refused.route, now);
}

/** Enters an attempt that begins now; answers the bucket that holds it. */
function addEvidence(engine: Engine, route: WatchedRoute, now: Ms): number {
  const { evidence } = route;
  if (route.callsBetween !== engine.state.callsBetween) recalibrate(engine, route, now);
  setMoment(evidence, now, engine.policy.network.evidenceMaxAgeMs.value);
  const bucket = beginEvidence(evidence);
  if (evidence.lookAt === Number.POSITIVE_INFINITY && !isOnTrial(engine, route))
    scheduleLook(engine, route, nextSilenceLook(evidence.silence, 0));
  return bucket;
}

/** Any response at all, or ringing or an answer, which imply one. */
export function onResponse(engine: Engine, attempt: WatchedAttempt, now: Ms): void {
  if (attempt.responded) return;
  attempt.responded = true;
  const waitedMs = now - attempt.startedAt;
  learnResponse(attempt.trunk, waitedMs, true);
  for (let place = 0; place < PLACES; place += 1) {
    const route = routeAt(attempt, place);
    const bucket = bucketAt(attempt, place);
    if (!route) continue;
    enterFirstResponse(route.evidence, bucket);
    if (route.evidence.silence.chart.slowMs > 0) learnSlowness(route.evidence.silence, waitedMs, now);
    noteTrialResponse(engine, route, { now, startedAt: attempt.startedAt });
  }
}

/** An attempt that had been given up is responded to: what its silence had opened may have been a blip. */
export function onLateResponse(engine: Engine, event: LateResponse, now: Ms): void {
  const trunk = engine.state.trunks.get(event.trunkId);
  if (!trunk) return;
  const sign = { now, startedAt: now - event.waitedMs };
  const group = trunk.groups.get(event.destinationGroup);
  for (const route of [trunk.route, group]) if (route) noteLateResponse(engine, route, sign);
}

/** Ringing, an answer or a callee's own verdict: the network did its work. */
export function onProgress(engine: Engine, attempt: WatchedAttempt, now: Ms): void {
  onResponse(engine, attempt, now);
  if (attempt.progressed) return;
  attempt.progressed = true;
  attempt.ringingAt = now;
  forgetRefusals(engine, attempt);
  judgeSetUp(engine, attempt, now);
  for (let place = 0; place < PLACES; place += 1) {
    const route = routeAt(attempt, place);
    const bucket = bucketAt(attempt, place);
    if (!route) continue;
    enterProgress(route.evidence, bucket);
    learnOutcome(engine, route, { failed: false, now });
    passTrial(engine, route, { now, startedAt: attempt.startedAt });
  }
}

/** Somebody answered. */
export function onAnswered(engine: Engine, attempt: WatchedAttempt, now: Ms): void {
  const hasRung = attempt.progressed;
  onProgress(engine, attempt, now);
  judgeAnswerDelay(engine, attempt, { hasRung, now });
  decideAnswer(engine, attempt, { fate: 'answered', now });
  passByEnd(engine, attempt, now);
}

/** The call came to what the callee made of it. */
function passByEnd(engine: Engine, attempt: WatchedAttempt, now: Ms): void {
  for (let place = 0; place < PLACES; place += 1) {
    const route = routeAt(attempt, place);
    if (route) passTrialByEnd(engine, route, { now, startedAt: attempt.startedAt });
  }
}

/** The attempt is over; what it came to is read by its trunk's rows of the outcome table. */
export function onEnded(engine: Engine, { attemptId, end }: { attemptId: number; end: AttemptEnd }, now: Ms): void {
  const attempt = engine.state.attempts.get(attemptId);
  if (!attempt) return;
  engine.state.attempts.delete(attemptId);
  boundCanaries(engine, attempt, now);
  const { trunkId } = attempt.trunk.route;
  const { destinationGroup, startedAt } = attempt;
  const verdict = engine.limits.refused({ trunkId, destinationGroup, end, afterMs: now - startedAt }, now);
  engine.limits.channelFreed(trunkId);
  const rules = engine.tables.trunks.get(trunkId)?.rules;
  if (!rules) return;
  const outcome = classify(end, rules);
  const isFailed = !isVerdict(outcome) && !attempt.progressed;
  decideAnswer(engine, attempt, { fate: isFailed ? 'failed' : 'unanswered', now });
  hear(engine, attempt, { end, now });
  warn(engine, attempt, { outcome, verdict, now });
  if (verdict === 'our-limit') takeOut(attempt);
  else settle(engine, attempt, { outcome, now });
  engine.spare.push(attempt);
}

interface Ended {
  outcome: Outcome;
  now: Ms;
}

function settle(engine: Engine, attempt: WatchedAttempt, { outcome, now }: Ended): void {
  if (outcome.outcome === 'account' && !attempt.progressed) onAccountRefused(engine, attempt, now);
  if (outcome.outcome === 'invalid-number' && !attempt.progressed) onInvalidNumber(engine, attempt, now);
  if (isFailure(outcome)) fail(engine, attempt, { outcome, now });
  else if (isVerdict(outcome)) {
    onProgress(engine, attempt, now);
    passByEnd(engine, attempt, now);
  } else takeOut(attempt);
}

/** What a person should hear of though it happened once. */
function warn(
  engine: Engine,
  attempt: WatchedAttempt,
  { outcome, verdict, now }: Ended & { verdict: LimitVerdict },
): void {
  const { trunkId } = attempt.trunk.route;
  if (verdict === 'our-limit') {
    const capCps = engine.limits.capacity.congest(trunkId, now);
    raiseAlarm(engine, { alarm: 'our-limit', trunkId, number: null, figures: { capCps } }, now);
  }
  if (outcome.alarm === null) return;
  const number = outcome.alarm === 'caller-id-reputation' ? attempt.presentedNumber : null;
  raiseAlarm(engine, { alarm: outcome.alarm, trunkId, number, figures: {} }, now);
}

/** What the attempt came to says nothing about the network. */
function takeOut(attempt: WatchedAttempt): void {
  if (attempt.progressed) return;
  for (let place = 0; place < PLACES; place += 1) {
    const route = routeAt(attempt, place);
    if (route) enterNeither(route.evidence, bucketAt(attempt, place));
  }
}

/** What became of the attempt will never be known: it leaves every statistic as if it had not been. */
export function onForgotten(engine: Engine, attemptId: number, now: Ms): void {
  const attempt = engine.state.attempts.get(attemptId);
  if (!attempt) return;
  engine.state.attempts.delete(attemptId);
  boundCanaries(engine, attempt, now);
  engine.limits.channelFreed(attempt.trunk.route.trunkId);
  decideAnswer(engine, attempt, { fate: 'failed', now });
  for (let place = 0; place < PLACES; place += 1) {
    const route = routeAt(attempt, place);
    if (!route || attempt.responded) continue;
    setMoment(route.evidence, now, engine.policy.network.evidenceMaxAgeMs.value);
    enterUnheard(route.evidence, bucketAt(attempt, place));
  }
  takeOut(attempt);
  engine.spare.push(attempt);
}

/** A call that was answered is over. */
export function onCallEnded(engine: Engine, event: Extract<EngineEvent, { type: 'call-ended' }>, now: Ms): void {
  const { attemptId, talkMs, media } = event;
  const attempt = engine.state.attempts.get(attemptId);
  if (!attempt) return;
  engine.state.attempts.delete(attemptId);
  boundCanaries(engine, attempt, now);
  judgeCall(engine, attempt, { talkMs, media, now });
  engine.limits.channelFreed(attempt.trunk.route.trunkId);
  engine.spare.push(attempt);
}

function isFailure({ blame, outcome }: Outcome): boolean {
  return blame && (outcome === 'network' || outcome === 'congestion' || outcome === 'silence');
}

/** Whether the far end spoke, so that the network is known to have worked. */
function isVerdict({ outcome }: Outcome): boolean {
  return (
    outcome === 'answered' ||
    outcome === 'busy' ||
    outcome === 'no-answer' ||
    outcome === 'rejected' ||
    outcome === 'invalid-number' ||
    outcome === 'destination'
  );
}

/** Enters the first response that a final answer is, or that none came. */
function hear(engine: Engine, attempt: WatchedAttempt, { end, now }: { end: AttemptEnd; now: Ms }): void {
  if (end.sipCode !== null) onResponse(engine, attempt, now);
  if (attempt.responded) return;
  attempt.responded = true;
  const waitedMs = now - attempt.startedAt;
  if (end.local !== 'transport') learnResponse(attempt.trunk, waitedMs, false);
  for (let place = 0; place < PLACES; place += 1) {
    const route = routeAt(attempt, place);
    const bucket = bucketAt(attempt, place);
    if (!route) continue;
    setMoment(route.evidence, now, engine.policy.network.evidenceMaxAgeMs.value);
    if (end.local === 'transport') enterUnheard(route.evidence, bucket);
    else enterGivenUp(route.evidence, bucket, waitedMs);
  }
  if (end.local !== 'first-response-timeout') return;
  for (let place = 0; place < PLACES; place += 1) {
    const route = routeAt(attempt, place);
    if (route) judgeSilence(engine, route, now);
  }
}

function fail(engine: Engine, attempt: WatchedAttempt, { outcome, now }: Ended): void {
  const { trunk, callee, startedAt, progressed: hasRung } = attempt;
  const enter = hasRung ? enterFailureAfterRinging : enterFailure;
  if (isCalm(trunk.route)) recordSeen(trunk.delays.failures, now - startedAt);
  const counted: WatchedRoute[] = [];
  // All of its evidence before any verdict: a trunk's is drawn from that of its groups.
  for (let place = 0; place < PLACES; place += 1) {
    const route = routeAt(attempt, place);
    if (!route) continue;
    setMoment(route.evidence, now, engine.policy.network.evidenceMaxAgeMs.value);
    if (enter(route.evidence, bucketAt(attempt, place), callee)) counted.push(route);
  }
  for (const route of counted) {
    const lacksRoom = outcome.outcome === 'congestion' && !hasRung;
    route.congestedShare += ((lacksRoom ? 1 : 0) - route.congestedShare) * 0.2;
    route.rungShare += ((hasRung ? 1 : 0) - route.rungShare) * 0.2;
    learnOutcome(engine, route, { failed: true, now });
    failTrial(engine, route, { now, startedAt });
    judgeFailures(engine, route, now);
  }
}
