import { calibrateNetwork, type NetworkScores } from './detectors/network';
import type { SilenceSettings } from './detectors/silence';
import type { Policy } from './policy';
import type { RouteLevel } from './states';

/** Of a level's budget, what each chart may spend; the rest is for rules without charts and for quality. */
const NETWORK_WEIGHTS = [0.1, 0.25, 0.2] as const;
const SILENCE_WEIGHTS = [0.2, 0.1] as const;
const MONTH_SECONDS = 30 * 86_400;
/** Healthy shares are calibrated for in steps of this factor, calls between alarms in powers of two. */
const SHARE_STEP = 1.2;

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
  return 2 ** Math.ceil(Math.log2(wanted));
}

function levelShare({ falseAlarmBudget }: Policy, level: RouteLevel): number {
  if (level === 'carrier') return falseAlarmBudget.carrierShare.value;
  return level === 'trunk' ? falseAlarmBudget.trunkShare.value : falseAlarmBudget.groupShare.value;
}

export interface Wanted {
  level: RouteLevel;
  callsBetween: number;
}

/** Scores and limits for a route whose learned share of failures is `learned`. */
export function networkScores(
  calibration: Calibration,
  policy: Policy,
  wanted: Wanted & { learned: number },
): NetworkScores {
  const { healthyMargin, healthyMinShare, healthyMaxShare, mildShare, congestionShare, outageShare } = policy.network;
  const share = Math.min(healthyMaxShare.value, Math.max(healthyMinShare.value, wanted.learned * healthyMargin.value));
  const healthy = SHARE_STEP ** Math.ceil(Math.log(share) / Math.log(SHARE_STEP) - 1e-9);
  const callsBetween = wanted.callsBetween / levelShare(policy, wanted.level);
  const key = `${healthy} ${callsBetween}`;
  const known = calibration.scores.get(key);
  if (known) return known;
  const faulty = [mildShare.value, congestionShare.value, outageShare.value];
  const made = calibrateNetwork({ healthy, faulty, weights: NETWORK_WEIGHTS, callsBetween });
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
