import { type ThresholdGroup, threshold } from './threshold';

/** Answer rate, risk-adjusted. */
export const answerRate = {
  usualShare: threshold({
    value: 0.6,
    unit: 'share',
    min: 0.01,
    max: 0.99,
    reason: 'Until learned: six of ten calls that reach a callee are answered.',
  }),
  learnCalls: threshold({
    value: 300,
    unit: 'calls',
    min: 0,
    max: 1_000_000,
    reason: 'When calls are answered is learned from so many, how often from as many more; only then they are judged.',
  }),
  compareShare: threshold({
    value: 0,
    unit: 'share',
    min: 0,
    max: 0.5,
    reason:
      'Off: sending 10 to 20 % over the fallback costs familiar numbers, and alone can tell a carrier from a list.',
  }),
  suspectCompareShare: threshold({
    value: 0.25,
    unit: 'share',
    min: 0,
    max: 0.5,
    reason: 'Once answers look fewer, more of the callees are compared, so that list or carrier is told as soon.',
  }),
  compareMoreFrom: threshold({
    value: 0.35,
    unit: 'ratio',
    min: 0.05,
    max: 1,
    reason: 'This far towards an alarm: seldom reached by chance, and early enough to have the answer when it comes.',
  }),
  controlNats: threshold({
    value: 2.5,
    unit: 'nats',
    min: 1,
    max: 20,
    reason: 'The compared calls must say 12 to 1 that answers did not fall everywhere before a route is opened.',
  }),
  shortMs: threshold({
    value: 6_000,
    unit: 'ms',
    min: 1_000,
    max: 30_000,
    reason: 'Nobody says anything of use in six seconds: many such calls hint at bad audio or the wrong callee.',
  }),
  shortShare: threshold({
    value: 0.15,
    unit: 'share',
    min: 0.001,
    max: 0.9,
    reason: 'Healthy campaigns have up to this share of short calls.',
  }),
} satisfies ThresholdGroup;

/** Quality of our leg. */
export const media = {
  floorMos: threshold({
    value: 3.3,
    unit: 'MOS',
    min: 1,
    max: 4.5,
    reason: 'Below it nearly all users are dissatisfied (ITU-T G.107 Annex B: R under 65).',
  }),
  bufferMs: threshold({
    value: 40,
    unit: 'ms',
    min: 0,
    max: 500,
    reason: 'A usual jitter buffer; packets later than it are lost, and it adds to the delay.',
  }),
  poorShare: threshold({
    value: 0.05,
    unit: 'share',
    min: 0.001,
    max: 0.5,
    reason: 'One call in twenty sounds bad for reasons at its own ends.',
  }),
  faultyShare: threshold({
    value: 0.4,
    unit: 'share',
    min: 0.01,
    max: 0.99,
    reason: 'What a lossy or one-way path does to its calls at least.',
  }),
  oneWayShare: threshold({
    value: 0.01,
    unit: 'share',
    min: 0.000_1,
    max: 0.5,
    reason: 'One-way audio by a single phone or firewall is rare.',
  }),
} satisfies ThresholdGroup;

/** Post-dial delay. */
export const setupTime = {
  floorMs: threshold({
    value: 5_000,
    unit: 'ms',
    min: 1_000,
    max: 60_000,
    reason: 'Sooner than this no set-up is slow: mobile paging takes 2 to 4 s.',
  }),
  timesUsual: threshold({
    value: 1.5,
    unit: 'ratio',
    min: 1,
    max: 10,
    reason: 'And half as long again as 95 % of this trunk’s set-ups usually take.',
  }),
  slowShare: threshold({
    value: 0.05,
    unit: 'share',
    min: 0.001,
    max: 0.5,
    reason: 'A few callees are always hard to reach.',
  }),
  faultyShare: threshold({
    value: 0.5,
    unit: 'share',
    min: 0.01,
    max: 0.99,
    reason: 'Half of the set-ups slow is the carrier, not the callees.',
  }),
} satisfies ThresholdGroup;
