import { type ThresholdGroup, threshold } from './threshold';

/** The way back of an open route. */
export const recovery = {
  holdMinMs: threshold({
    value: 5_000,
    unit: 'ms',
    min: 100,
    max: 600_000,
    reason: 'The first opening: short, for most faults of a carrier last seconds or hours.',
  }),
  holdMaxMs: threshold({
    value: 300_000,
    unit: 'ms',
    min: 1_000,
    max: 3_600_000,
    reason: 'Doubles with each opening up to here: five minutes late is what the worst flapper costs.',
  }),
  holdJitter: threshold({
    value: 0.2,
    unit: 'share',
    min: 0,
    max: 1,
    reason: 'Several installations must not return to a carrier in the same second.',
  }),
  flapHalfLifeMs: threshold({
    value: 300_000,
    unit: 'ms',
    min: 1_000,
    max: 86_400_000,
    reason: 'An opening is half forgotten after five minutes and gone after half an hour.',
  }),
  cleanMs: threshold({
    value: 4_000,
    unit: 'ms',
    min: 100,
    max: 600_000,
    reason: 'Canaries must be clean for this long after the first opening, doubling with each further one.',
  }),
  canaryCalls: threshold({
    value: 3,
    unit: 'calls',
    min: 1,
    max: 1_000,
    reason: 'With a fault of 95 % three good calls are one chance in 8,000; the ramp tests on.',
  }),
  canaryCps: threshold({
    value: 1,
    unit: 'calls/s',
    min: 0.01,
    max: 100,
    reason: 'One call a second is enough to decide within seconds and few enough to risk.',
  }),
  canaryMaxShare: threshold({
    value: 0.25,
    unit: 'share',
    min: 0.001,
    max: 1,
    reason: 'Where calls are few the canaries are still a minority.',
  }),
  rampStepMs: threshold({
    value: 4_000,
    unit: 'ms',
    min: 100,
    max: 600_000,
    reason: 'Longer than a set-up, so that each step is judged by its own calls.',
  }),
  rampFirstShare: threshold({
    value: 0.1,
    unit: 'share',
    min: 0.001,
    max: 1,
    reason: 'The ramp begins with a tenth of the callees and doubles.',
  }),
  congestedQuietMs: threshold({
    value: 20_000,
    unit: 'ms',
    min: 1_000,
    max: 3_600_000,
    reason: 'As long as the cap takes to come back in full: refusals that return until then are the same congestion.',
  }),
  headStart: threshold({
    value: 0.5,
    unit: 'ratio',
    min: 0,
    max: 0.9,
    reason: 'While on trial the charts start half way up (Lucas and Crosier 1982): a relapse needs fewer failures.',
  }),
} satisfies ThresholdGroup;

/** Probes of trunks. */
export const probes = {
  healthyEveryMs: threshold({
    value: 30_000,
    unit: 'ms',
    min: 1_000,
    max: 3_600_000,
    reason: 'Enough to learn whether a trunk answers OPTIONS at all; detection does not rest on it.',
  }),
  openEveryMs: threshold({
    value: 1_000,
    unit: 'ms',
    min: 100,
    max: 600_000,
    reason: 'OPTIONS cost nothing; a second is how late the end of a fault may be noticed.',
  }),
  learnedAfter: threshold({
    value: 3,
    unit: 'count',
    min: 1,
    max: 100,
    reason: 'A trunk that answered this many OPTIONS while healthy is expected to; others are not held closed by them.',
  }),
} satisfies ThresholdGroup;

/** Tests of a pair’s fallback. */
export const proof = {
  unansweredEveryMs: threshold({
    value: 300_000,
    unit: 'ms',
    min: 10_000,
    max: 86_400_000,
    reason: 'A call that nobody answers is free: every five minutes it shows that a fallback would ring.',
  }),
  answeredEveryMs: threshold({
    value: 3_600_000,
    unit: 'ms',
    min: 60_000,
    max: 604_800_000,
    reason: 'Audio both ways is heard only in an answered call, which costs a minute: once an hour.',
  }),
} satisfies ThresholdGroup;
