import { raiseAlarm } from './alarms';
import { answerLimit } from './calibration';
import {
  type AnswerChart,
  beginRinging,
  createAnswerReading,
  endRinging,
  exposureAt,
  readAnswers,
  restartAnswers,
  scoreSince,
} from './detectors/answer-chart';
import {
  isTrunkKnown,
  isWatched,
  learnDecided,
  type NumberFactor,
  recordAt,
  watch,
  weightOf,
} from './detectors/answer-model';
import { type Engine, scheduleAnswers } from './engine-state';
import { openRoute, rampRoute, round, suspectRoute } from './route-changes';
import { isOut, type WatchedTrunk } from './states';
import type { EngineEvent, Ms, TraceEntry } from './types';
import type { WatchedAttempt } from './watched-attempt';

type Started = Extract<EngineEvent, { type: 'attempt-started' }>;

const LOOK_EVERY_MS = 500;
/** Answers expected so far without which a trunk or a number is not judged. */
const TRUNK_ANSWERS = 400;
const NUMBER_ANSWERS = 20;
const SAME_CALLEE_MS = 900_000;
/** Above it nothing is learned as normal; were it lower, unlucky calls were left out and the others thought usual. */
const CALM_LEVEL = 0.9;
const reading = createAnswerReading();

/** Begins to watch whether the call is answered; a callee called within the last quarter of an hour counts once. */
export function watchAnswer(engine: Engine, attempt: WatchedAttempt, event: Started, now: Ms): void {
  const { state } = engine;
  const { trunk } = attempt;
  attempt.answerChart = null;
  if (wasCalledLately(engine, attempt.callee, now)) return;
  const sequence = watch(state.answerModel, event, now);
  const record = recordAt(state.answerModel, sequence);
  const weight = weightOf(state.answerModel, record);
  attempt.answerSequence = sequence;
  attempt.answerWeight = weight;
  attempt.answerNumber = record.number;
  attempt.answerChart = event.purpose === 'comparison' ? trunk.answers.compared : trunk.answers.own;
  attempt.answerSecond = beginRinging(attempt.answerChart, weight, now);
  if (trunk.answers.dueAt === Number.POSITIVE_INFINITY) scheduleAnswers(engine, trunk, now + LOOK_EVERY_MS);
}

/** Callees by a small table that the next ones overwrite: two of them in one place are both counted again. */
function wasCalledLately({ state }: Engine, callee: number, now: Ms): boolean {
  const { places, at } = state.recentCallees;
  // The remainder, exact below 2^53; the operator is many times slower on numbers of more than 32 bits.
  const place = callee - Math.floor(callee / places.length) * places.length;
  const isKnown = places[place] === callee && now - (at[place] ?? 0) < SAME_CALLEE_MS;
  if (isKnown) return true;
  places[place] = callee;
  at[place] = now;
  return false;
}

/** The call was answered, or ended otherwise after ringing; `failed` when the network did not let it ring. */
export function decideAnswer(
  engine: Engine,
  attempt: WatchedAttempt,
  how: { fate: 'answered' | 'unanswered' | 'failed'; now: Ms },
): void {
  const { answerModel } = engine.state;
  const { answerChart, answerNumber, answerSecond: second, answerWeight: weight } = attempt;
  if (!answerChart || !answerNumber) return;
  attempt.answerChart = null;
  attempt.answerNumber = null;
  const answered = how.fate === 'answered';
  const afterMs = how.now - attempt.startedAt;
  const exposure = how.fate === 'failed' ? 0 : exposureAt(answerModel.shape, afterMs);
  if (isWatched(answerModel, attempt.answerSequence)) {
    const record = recordAt(answerModel, attempt.answerSequence);
    record.afterMs = afterMs;
    record.answered = answered;
    record.isUsual = how.fate !== 'failed' && isUsual(attempt.trunk);
  }
  const score = endRinging(answerChart, { second, weight, exposure, answered });
  if (how.fate !== 'failed') judgeNumber(engine, attempt, { number: answerNumber, score, now: how.now });
}

/** Whether what calls over the trunk come to may be learned as usual. */
function isUsual({ route, answers }: WatchedTrunk): boolean {
  return route.state.name === 'healthy' && answers.level < CALM_LEVEL;
}

/** One number's answers fall while its trunk's do not: its reputation. Raises an alarm, opens nothing. */
function judgeNumber(
  engine: Engine,
  { presentedNumber, trunk }: WatchedAttempt,
  { number, score, now }: { number: NumberFactor; score: number; now: Ms },
): void {
  if (number.expected < NUMBER_ANSWERS) return;
  const level = Math.max(0, number.behind + score);
  const limit = answerLimit(engine.policy, engine.state, 'number');
  number.behind = level < limit ? level : 0;
  if (level < limit || trunk.answers.level > 0.5) return;
  const figures = { statistic: round(level), limit: round(limit) };
  raiseAlarm(
    engine,
    { alarm: 'number-reputation', trunkId: trunk.route.trunkId, number: presentedNumber, figures },
    now,
  );
}

/** Looks at the trunk’s answers, twice a second while calls ring. */
export function judgeAnswers(engine: Engine, trunk: WatchedTrunk, now: Ms): void {
  const { own } = trunk.answers;
  const { shape } = engine.state.answerModel;
  scheduleNext(engine, trunk, now);
  learnDecided(engine.state.answerModel, now);
  if (!isLearned(engine, trunk)) {
    // Against a guess nothing is judged, nor kept for later.
    restartAnswers(own);
    return;
  }
  const limit = answerLimit(engine.policy, engine.state, 'trunk');
  trunk.answers.level =
    readAnswers({ own, compared: comparedWith(engine, trunk), shape }, { now, into: reading }) / limit;
  compareMore(engine, trunk);
  if (judgeReturn(engine, trunk, now) || isOut(trunk.route.state) || trunk.answers.level < 1) return;
  concludeFall(engine, trunk, { now, limit });
}

/** The calls of this trunk's traffic that went over others: with one trunk more there is one such chart. */
function comparedWith({ state }: Engine, own: WatchedTrunk): AnswerChart[] {
  const charts: AnswerChart[] = [];
  for (const trunk of state.trunks.values()) if (trunk !== own) charts.push(trunk.answers.compared);
  return charts;
}

/** Where comparing is allowed, compares more while answers look fewer. */
function compareMore({ policy }: Engine, { route, groups, answers }: WatchedTrunk): void {
  const { compareShare, suspectCompareShare, compareMoreFrom } = policy.answerRate;
  if (compareShare.value === 0) return;
  const isDoubtful = answers.level >= compareMoreFrom.value;
  const share = isDoubtful ? Math.max(compareShare.value, suspectCompareShare.value) : compareShare.value;
  if (route.condition.comparisonShare === share) return;
  route.condition.comparisonShare = share;
  for (const group of groups.values()) group.condition.comparisonShare = share;
}

/** Whether it is known what is usual, in general and through this trunk. */
function isLearned({ state, policy }: Engine, { route }: WatchedTrunk): boolean {
  const { answerModel } = state;
  if (answerModel.learned < 2 * policy.answerRate.learnCalls.value) return false;
  return isTrunkKnown(answerModel, route.trunkId, TRUNK_ANSWERS);
}

function scheduleNext(engine: Engine, trunk: WatchedTrunk, now: Ms): void {
  const { own, compared } = trunk.answers;
  const isQuiet = Math.floor(now / 1_000) - Math.max(own.newest, compared.newest) > own.calls.length;
  scheduleAnswers(engine, trunk, isQuiet ? Number.POSITIVE_INFINITY : now + LOOK_EVERY_MS);
}

/** While a route that lost answers is on trial, its canaries' answers decide. */
function judgeReturn(engine: Engine, { route, answers }: WatchedTrunk, now: Ms): boolean {
  const { state } = route;
  if (state.name !== 'probing' || state.rule !== 'answer-rate') return false;
  const { shape } = engine.state.answerModel;
  const score = scoreSince(answers.own, shape, { since: Math.ceil(state.since / 1_000), now });
  const figures = { score: round(score) };
  const enough = engine.policy.answerRate.controlNats.value;
  if (score <= -enough) rampRoute(engine, route, { now, figures });
  else if (score >= enough) openRoute(engine, route, { now, rule: 'answer-rate', figures, silentCalls: 0 });
  return true;
}

/**
 * Far fewer answers through this trunk: opened only when the same traffic over other trunks, in the same time, did
 * not lose answers. When it did too, it is the list or the callees. Without such traffic it cannot be told, and the
 * route stays suspect.
 */
function concludeFall(engine: Engine, trunk: WatchedTrunk, { now, limit }: { now: Ms; limit: number }): void {
  const { since, statistic, answers, calls } = reading;
  const windowMs = Math.round(now - since * 1_000);
  const figures = { answers, calls, windowMs, statistic: round(statistic), limit: round(limit) };
  const control = controlScore(engine, trunk, { since, now });
  const enough = engine.policy.answerRate.controlNats.value;
  if (control.compared <= -enough) {
    const control_ = { ...figures, control: round(control.compared) };
    openRoute(engine, trunk.route, { now, rule: 'answer-rate', figures: control_, silentCalls: 0 });
    restartAnswers(trunk.answers.own);
  } else if (control.compared >= enough || control.others >= enough) blameList(engine, trunk, { now, figures });
  else suspectRoute(engine, trunk.route, { now, rule: 'answer-rate', figures });
}

function blameList(
  engine: Engine,
  trunk: WatchedTrunk,
  { now, figures }: { now: Ms; figures: TraceEntry['figures'] },
): void {
  raiseAlarm(engine, { alarm: 'list-or-callees', trunkId: null, number: null, figures }, now);
  restartAnswers(trunk.answers.own);
}

/** What other trunks' calls say for a common fall: those sent there to compare, and their own. */
function controlScore({ state }: Engine, own: WatchedTrunk, window: { since: number; now: Ms }) {
  const { shape } = state.answerModel;
  const score = (chart: AnswerChart) => scoreSince(chart, shape, window);
  let [compared, others] = [0, 0];
  for (const trunk of state.trunks.values()) {
    if (trunk === own) continue;
    compared += score(trunk.answers.compared);
    others += score(trunk.answers.own);
  }
  return { compared, others };
}
