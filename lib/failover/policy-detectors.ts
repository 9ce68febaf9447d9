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
