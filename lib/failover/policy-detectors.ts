import { type ThresholdGroup, threshold } from './threshold';

/** Unanswered INVITEs. */
export const silence = {
  minOutstanding: threshold({
    value: 3,
    unit: 'calls',
    min: 1,
    max: 1_000,
    reason: 'One or two lost datagrams are daily life.',
  }),
} satisfies ThresholdGroup;

/** Failures of the carrier’s network. */
export const network = {
  healthyShare: threshold({
    value: 0.02,
    unit: 'share',
    min: 0.000_1,
    max: 0.5,
    reason: 'Healthy routes fail about 1 % of attempts in the network; twice that is still no fault.',
  }),
} satisfies ThresholdGroup;

/** Answer rate, risk-adjusted. */
export const answerRate = {} satisfies ThresholdGroup;

/** Quality of our leg. */
export const media = {} satisfies ThresholdGroup;

/** Post-dial delay. */
export const setupTime = {} satisfies ThresholdGroup;

/** The way back of an open route. */
export const recovery = {} satisfies ThresholdGroup;

/** Probes of trunks. */
export const probes = {} satisfies ThresholdGroup;

/** How often anything healthy may be opened. */
export const falseAlarmBudget = {
  callsBetween: threshold({
    value: 1_000_000,
    unit: 'calls',
    min: 1_000,
    max: 1_000_000_000,
    reason: 'At most one false open in a million healthy calls, over all charts together.',
  }),
} satisfies ThresholdGroup;

/** Tests of a pair’s fallback. */
export const proof = {} satisfies ThresholdGroup;
