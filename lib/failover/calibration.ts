import { HALVED, LEAST_USUAL, ORDINARY } from './detectors/answer-chart';
import { type AnswerModel, averageHazard } from './detectors/answer-model';
import { calibrateNetwork, type NetworkBudget, type NetworkScores } from './detectors/network';
import type { SilenceSettings } from './detectors/silence';
import type { TallyAim } from './detectors/tally-chart';
import type { Policy } from './policy';
import { Remembered } from './remembered';
import { calibrateAt } from './run-length';
import type { RouteLevel } from './states';

/** Of a level's budget, what each chart may spend; the rest is for rules without charts and for quality. */
const NETWORK_WEIGHTS = [0.02, 0.43, 0.25] as const;
const SILENCE_WEIGHTS = [0.1, 0.05] as const;
const MONTH_SECONDS = 30 * 86_400;
const ANSWER_WEIGHT = 0.08;
const TALLY_WEIGHT = 0.01;
const NUMBER_CALLS_BETWEEN = 10_000_000;
/** Healthy shares and calls between alarms are calibrated for in steps of these factors. */
const SHARE_STEP = 1.1;
const CALLS_STEP = Math.SQRT2;

/** Calibrated charts by what they are for; filled as asked, the same for the same policy. */
export interface Calibration {
  scores: Map<string, NetworkScores>;
  silence: Map<string, SilenceSettings>;
}

export function createCalibration(): Calibration {
  return { scores: new Map(), silence: new Map() };
}

/** Mean healthy calls between false alarms at a rate of calls a second: the rarer of the policy's two promises. */
export function callsBetweenAlarms(policy: Policy, callsPerSecond: number): number {
  const { callsBetween, monthsBetween } = policy.falseAlarmBudget;
  const wanted = Math.max(callsBetween.value, callsPerSecond * MONTH_SECONDS * monthsBetween.value);
  return CALLS_STEP ** Math.ceil(Math.log(wanted) / Math.log(CALLS_STEP) - 1e-9);
}

function levelShare({ falseAlarmBudget }: Policy, level: RouteLevel): number {
  if (level === 'carrier') return falseAlarmBudget.carrierShare.value;
  return level === 'trunk' ? falseAlarmBudget.trunkShare.value : falseAlarmBudget.groupShare.value;
}

export interface Wanted {
  level: RouteLevel;
  callsBetween: number;
}

/** What the charts on network failures of a route are made for when its learned share of failures is `learned`. */
export function networkBudget(policy: Policy, wanted: Wanted & { learned: number }): NetworkBudget {
  const { healthyMargin, healthyMinShare, healthyMaxShare, mildShare, congestionShare, outageShare } = policy.network;
  const share = Math.min(healthyMaxShare.value, Math.max(healthyMinShare.value, wanted.learned * healthyMargin.value));
  return {
    healthy: SHARE_STEP ** Math.round(Math.log(share) / Math.log(SHARE_STEP)),
    faulty: [mildShare.value, congestionShare.value, outageShare.value],
    weights: NETWORK_WEIGHTS,
    callsBetween: wanted.callsBetween / levelShare(policy, wanted.level),
  };
}

/** Scores and limits for a route whose learned share of failures is `learned`. */
export function networkScores(
  calibration: Calibration,
  policy: Policy,
  wanted: Wanted & { learned: number },
): NetworkScores {
  const budget = networkBudget(policy, wanted);
  const key = `${budget.healthy} ${budget.callsBetween}`;
  const known = calibration.scores.get(key);
  if (known) return known;
  const made = calibrateNetwork(budget);
  calibration.scores.set(key, made);
  return made;
}

/** Limits of the silence charts: ln(calls) each (Lorden 1971). */
export function silenceSettings(
  calibration: Calibration,
  policy: Policy,
  wanted: Wanted & { isStream: boolean },
): SilenceSettings {
  const callsBetween = wanted.callsBetween / levelShare(policy, wanted.level);
  const key = `${wanted.isStream} ${callsBetween}`;
  const known = calibration.silence.get(key);
  if (known) return known;
  const made = {
    lossShare: policy.silence.lossShare.value,
    isStream: wanted.isStream,
    limits: SILENCE_WEIGHTS.map((weight) => Math.log(callsBetween / weight)),
    minSilent: policy.silence.minSilent.value,
  };
  calibration.silence.set(key, made);
  return made;
}

/** What a calibration of quality needs of the engine's state. */
interface Pace {
  callsBetween: number;
  answerModel: AnswerModel;
}

const answerLimits = new Remembered<number>(1_024);

/** Limit in nats of the answer charts: that of a chart by outcomes at the same rates, which scores as much a call. */
export function answerLimit(policy: Policy, { callsBetween, answerModel }: Pace, of: 'trunk' | 'number'): number {
  const calls =
    of === 'number' ? NUMBER_CALLS_BETWEEN : callsBetween / policy.falseAlarmBudget.trunkShare.value / ANSWER_WEIGHT;
  // By twentieths, so that few charts are calibrated.
  const hazard = Math.max(0.05, Math.round(averageHazard(answerModel) * 20) / 20);
  const known = answerLimits.get(hazard, calls, 0);
  if (known) return known;
  const unanswered = (ratio: number) => 1 - ratio * (1 - Math.exp(-hazard));
  const { limit, step } = calibrateAt(
    { healthy: unanswered(LEAST_USUAL), faulty: unanswered(HALVED) },
    unanswered(ORDINARY),
    calls,
  );
  answerLimits.set(hazard, calls, 0, limit * step);
  return limit * step;
}

export type QualityChart = 'media' | 'oneWay' | 'setupTime' | 'shortCalls' | 'falseAnswers';

/** What a chart of good and bad calls looks for. */
export function tallyAim(policy: Policy, { callsBetween }: Pick<Pace, 'callsBetween'>, chart: QualityChart): TallyAim {
  const calls = callsBetween / policy.falseAlarmBudget.trunkShare.value / TALLY_WEIGHT;
  const { media, setupTime, answerRate } = policy;
  switch (chart) {
    case 'media':
      return aim(media.poorShare.value, media.faultyShare.value, calls);
    case 'oneWay':
      return aim(media.oneWayShare.value, media.faultyShare.value, calls);
    case 'setupTime':
      return aim(setupTime.slowShare.value, setupTime.faultyShare.value, calls);
    case 'shortCalls':
      return aim(answerRate.shortShare.value, Math.min(0.95, 3 * answerRate.shortShare.value), calls);
    case 'falseAnswers':
      return aim(media.poorShare.value, media.faultyShare.value, calls);
  }
}

const aims = new Remembered<TallyAim>(1_024);

function aim(healthy: number, faulty: number, callsBetween: number): TallyAim {
  const known = aims.get(healthy, faulty, callsBetween);
  if (known) return known;
  const made = { healthy, faulty: Math.max(faulty, Math.min(0.99, healthy * 1.5)), callsBetween };
  aims.set(healthy, faulty, callsBetween, made);
  return made;
}
