import { type ThresholdGroup, threshold } from './threshold';

/** Unanswered INVITEs. */
export const silence = {
  minSilent: threshold({
    value: 3,
    unit: 'calls',
    min: 1,
    max: 1_000,
    reason: 'One or two lost datagrams are daily life.',
  }),
  lossShare: threshold({
    value: 0.02,
    unit: 'share',
    min: 0.000_1,
    max: 0.5,
    reason: '1 % of datagrams lost on each way: a silent INVITE is never better evidence than this, until repeated.',
  }),
  refutedWithinMs: threshold({
    value: 2_000,
    unit: 'ms',
    min: 0,
    max: 30_000,
    reason: 'Responses to the very calls that were silent undo the opening; later the ordinary way back applies.',
  }),
  refutedShare: threshold({
    value: 0.2,
    unit: 'share',
    min: 0.01,
    max: 1,
    reason: 'After a dead route a few responses already on their way may still come, never a fifth.',
  }),
} satisfies ThresholdGroup;

/** Failures of the carrier’s network. */
export const network = {
  healthyShare: threshold({
    value: 0.02,
    unit: 'share',
    min: 0.000_1,
    max: 0.5,
    reason: 'Until learned: healthy routes fail about 1 % of attempts in the network; twice that is still no fault.',
  }),
  healthyMargin: threshold({
    value: 1.5,
    unit: 'ratio',
    min: 1,
    max: 5,
    reason: 'The share that counts as healthy is this much above the learned one, so that a bad hour opens nothing.',
  }),
  healthyMinShare: threshold({
    value: 0.01,
    unit: 'share',
    min: 0.000_1,
    max: 0.5,
    reason: 'However good a route has been, one failure in a hundred is no fault.',
  }),
  healthyMaxShare: threshold({
    value: 0.1,
    unit: 'share',
    min: 0.001,
    max: 0.9,
    reason: 'A network effectiveness ratio below 90 % is never learned as normal.',
  }),
  mildShare: threshold({
    value: 0.08,
    unit: 'share',
    min: 0.001,
    max: 0.9,
    reason: 'The least fault looked for: several times the usual share of failures.',
  }),
  congestionShare: threshold({
    value: 0.3,
    unit: 'share',
    min: 0.001,
    max: 0.9,
    reason: 'What a carrier without enough room typically refuses.',
  }),
  outageShare: threshold({
    value: 0.95,
    unit: 'share',
    min: 0.1,
    max: 0.999,
    reason: 'An outage: nearly every attempt fails.',
  }),
  openFromShare: threshold({
    value: 0.15,
    unit: 'share',
    min: 0.01,
    max: 1,
    reason:
      'Below it the route is degraded, not open: it still completes most calls and stands before no route at all.',
  }),
  congestedBelowShare: threshold({
    value: 0.7,
    unit: 'share',
    min: 0.05,
    max: 1,
    reason: 'Refusals for lack of room below this share are met by a cap; above it hardly any call gets through.',
  }),
  evidenceMaxAgeMs: threshold({
    value: 3_600_000,
    unit: 'ms',
    min: 10_000,
    max: 86_400_000,
    reason: 'Failures an hour old say nothing about a route now; at 20 calls a day each call protects itself.',
  }),
  suspectLevel: threshold({
    value: 0.5,
    unit: 'ratio',
    min: 0.1,
    max: 1,
    reason: 'Half way to an alarm: the hop keeps its place with a shorter deadline, and learning stops.',
  }),
  suspectForMs: threshold({
    value: 10_000,
    unit: 'ms',
    min: 1_000,
    max: 600_000,
    reason: 'A suspicion that evidence has not renewed for this long is over.',
  }),
} satisfies ThresholdGroup;

/** Refusals of our account. */
export const account = {
  refusedCallees: threshold({
    value: 5,
    unit: 'calls',
    min: 1,
    max: 1_000,
    reason: 'Different callees refused in a row, without a call getting through: no longer a matter of those callees.',
  }),
  refusedNumbers: threshold({
    value: 2,
    unit: 'count',
    min: 1,
    max: 100,
    reason: 'Two caller numbers refused at once are the account, not a number; one number needs twice the callees.',
  }),
} satisfies ThresholdGroup;

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
    value: 0.5,
    unit: 'share',
    min: 0,
    max: 0.5,
    reason: 'Once answers look fewer, more of the callees are compared, half, so that list or carrier is told soonest.',
  }),
  compareMoreFrom: threshold({
    value: 0.35,
    unit: 'ratio',
    min: 0.05,
    max: 1,
    reason: 'This far towards an alarm: seldom reached by chance, and early enough to have the answer when it comes.',
  }),
  controlNats: threshold({
    value: 2.2,
    unit: 'nats',
    min: 1,
    max: 20,
    reason: 'The compared calls must say 9 to 1 that answers did not fall everywhere before a route is opened.',
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

/** How often anything healthy may be opened. */
export const falseAlarmBudget = {
  callsBetween: threshold({
    value: 1_000_000,
    unit: 'calls',
    min: 1_000,
    max: 1_000_000_000,
    reason: 'At most one false open in a million healthy calls, over all charts together.',
  }),
  monthsBetween: threshold({
    value: 1,
    unit: 'count',
    min: 0.001,
    max: 1_000,
    reason: 'And at most one in a month of the installation at its present rate, whichever is rarer.',
  }),
  trunkShare: threshold({
    value: 0.7,
    unit: 'share',
    min: 0.01,
    max: 1,
    reason: 'Most faults are a trunk’s, so its charts get most of the budget.',
  }),
  groupShare: threshold({
    value: 0.2,
    unit: 'share',
    min: 0.01,
    max: 1,
    reason: 'All destination groups together.',
  }),
  carrierShare: threshold({
    value: 0.1,
    unit: 'share',
    min: 0.001,
    max: 1,
    reason: 'Opening a whole carrier moves everyone, so it takes more evidence.',
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
