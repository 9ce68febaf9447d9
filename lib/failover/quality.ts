import { raiseAlarm } from './alarms';
import { quantileMs, recordSeen } from './detectors/delays';
import { tally } from './detectors/tally-chart';
import { legOpinion } from './e-model';
import { type Engine, scheduleState } from './engine-state';
import { isCalm } from './learning';
import { qualityChart } from './quality-charts';
import { degradeRoute, openRoute, round, suspectRoute } from './route-changes';
import { isOut, type WatchedRoute, type WatchedTrunk } from './states';
import { considerRamp } from './trials';
import type { MediaReport, Ms } from './types';
import type { WatchedAttempt } from './watched-attempt';

/** One-way audio is judged only when at least this many packets were sent: a second of speech. */
const MIN_PACKETS = 50;
/** Canaries under way at once while their talks are judged. */
const CANARIES_HEARD = 6;
/** A canary that began longer ago no longer takes the place of another: a long talk, or one whose end never comes. */
const CANARY_AGE_MS = 300_000;
/** When the places are counted again though nothing began or ended. */
const RECOUNT_MS = 60_000;
/** Answers sooner after ringing than any hand reaches a phone. */
const INHUMAN_MS = 700;
/** The same from the INVITE, for answers before anything rang: the phone has to be found and rung first. */
const INHUMAN_UNRUNG_MS = 1_500;

/** The phone rings, or an answer came without: judges how long that took. */
export function judgeSetUp(engine: Engine, { trunk, startedAt }: WatchedAttempt, now: Ms): void {
  const { policy } = engine;
  const waitedMs = now - startedAt;
  const usual = quantileMs(trunk.delays.setUps, 0.95);
  const isSlow = waitedMs > Math.max(policy.setupTime.floorMs.value, policy.setupTime.timesUsual.value * usual);
  const level = tally(trunk.slow, isSlow, qualityChart(engine, 'setupTime'));
  if (isCalm(trunk.route) && level < 0.5) recordSeen(trunk.delays.setUps, waitedMs);
  if (level < 1 || isOut(trunk.route.state)) return;
  const figures = { slow: trunk.slow.bad, calls: trunk.slow.calls, usualMs: Math.round(usual) };
  degradeRoute(engine, trunk.route, { now, rule: 'set-up-time', figures });
}

/**
 * An answer: sooner than people answer, again and again, is somebody else answering (false answer supervision). Machines
 * that answer by themselves look the same, so it is a suspicion and nothing is moved.
 */
export function judgeAnswerDelay(
  engine: Engine,
  { trunk, ringingAt, startedAt }: WatchedAttempt,
  { hasRung, now }: { hasRung: boolean; now: Ms },
): void {
  const isInhuman = hasRung ? now - ringingAt < INHUMAN_MS : now - startedAt < INHUMAN_UNRUNG_MS;
  const level = tally(trunk.inhuman, isInhuman, qualityChart(engine, 'falseAnswers'));
  if (level < 1) return;
  const { trunkId } = trunk.route;
  const figures = { early: trunk.inhuman.bad, answers: trunk.inhuman.calls };
  raiseAlarm(engine, { alarm: 'fas-suspected', trunkId, number: null, figures }, now);
  suspectRoute(engine, trunk.route, { now, rule: 'answer-rate', figures });
}

/** A call is over: judges what was heard on our leg, and whether calls end suspiciously soon. */
export function judgeCall(
  engine: Engine,
  { trunk, startedAt }: WatchedAttempt,
  call: { talkMs: Ms; media: MediaReport | null; now: Ms },
): void {
  const { policy } = engine;
  const { talkMs, media, now } = call;
  const short = tally(trunk.short, talkMs < policy.answerRate.shortMs.value, qualityChart(engine, 'shortCalls'));
  if (short >= 1) {
    const figures = { short: trunk.short.bad, calls: trunk.short.calls };
    suspectRoute(engine, trunk.route, { now, rule: 'answer-rate', figures });
  }
  if (media) judgeMedia(engine, trunk.route, { media, startedAt, now });
}

/** Judges the media of a call or of a test call that began then. */
export function judgeMedia(
  engine: Engine,
  route: WatchedRoute,
  { media, startedAt, now }: { media: MediaReport; startedAt: Ms; now: Ms },
): void {
  const trunk = engine.state.trunks.get(route.trunkId);
  if (!trunk) return;
  beginTrial(trunk);
  if (startedAt < trunk.heardFrom) return;
  const { policy } = engine;
  const isOneWay = media.receivedPackets === 0 && media.sentPackets >= MIN_PACKETS;
  const opinion = isOneWay ? 1 : legOpinion(media, policy.media.bufferMs.value);
  const isPoor = opinion < policy.media.floorMos.value;
  if (judgeMediaTrial(engine, route, { isPoor, now })) return;
  const poor = tally(trunk.poor, isPoor, qualityChart(engine, 'media'));
  const oneWay = tally(trunk.oneWay, isOneWay, qualityChart(engine, 'oneWay'));
  if (isOut(route.state) || Math.max(poor, oneWay) < 1) return;
  const worst = oneWay >= 1 ? trunk.oneWay : trunk.poor;
  const figures = {
    poor: worst.bad,
    calls: worst.calls,
    mos: round(opinion),
    kind: oneWay >= 1 ? 'one-way audio' : 'loss or delay',
  };
  openRoute(engine, route, { now, rule: 'media', figures, silentCalls: 0 });
}

/** Long calls of before a trial tell of the fault as it was then, not of whether it is over. */
function beginTrial(trunk: WatchedTrunk): void {
  const { state } = trunk.route;
  if (state.name === 'probing' && state.rule === 'media') trunk.heardFrom = state.since;
}

/** After a fault of quality only what is heard counts: set-up had worked all the time. */
function judgeMediaTrial(engine: Engine, route: WatchedRoute, { isPoor, now }: { isPoor: boolean; now: Ms }): boolean {
  const { state } = route;
  if (state.name !== 'probing' || state.rule !== 'media') return false;
  if (isPoor) {
    const figures = { failed: 1, passed: state.passed };
    openRoute(engine, route, { now, rule: 'media', figures, silentCalls: 0 });
    return true;
  }
  if (state.passed === 0) state.cleanSince = now;
  state.passed += 1;
  considerRamp(engine, route, now);
  return true;
}

/**
 * While a trial has to hear whole talks, a few canaries at a time: each of them may be a bad call, and what they tell
 * comes only when they end. To be called when one that began then has begun or is over.
 */
export function boundCanaries(
  engine: Engine,
  { trunk: { route }, startedAt }: Pick<WatchedAttempt, 'trunk' | 'startedAt'>,
  now: Ms,
): void {
  const { state } = route;
  if ('since' in state && startedAt >= state.since) recountCanaries(engine, route, now);
}

/** Lets canaries in again once those under way are fewer or too old to wait for. */
export function recountCanaries(engine: Engine, route: WatchedRoute, now: Ms): void {
  const { state, condition } = route;
  if (state.name !== 'probing' || state.rule !== 'media') return;
  const from = Math.max(state.since, now - CANARY_AGE_MS);
  let underWay = 0;
  for (const attempt of engine.state.attempts.values())
    if (attempt.trunk.route === route && attempt.startedAt >= from) underWay += 1;
  condition.share = underWay < CANARIES_HEARD ? state.share : 0;
  const again = now + RECOUNT_MS;
  const isDueSooner = route.stateDueAt > now && route.stateDueAt <= again;
  if (condition.share === 0 && !isDueSooner) scheduleState(engine, route, again);
}
