import { choice, type ThresholdGroup, threshold } from './threshold';

/** How long a hop may take. */
export const deadlines = {
  firstResponseUdpMinMs: threshold({
    value: 800,
    unit: 'ms',
    min: 600,
    max: 5_000,
    reason: 'T1 (500 ms) and one round trip: a single lost 100 Trying must not ring two phones.',
  }),
  firstResponseStreamMinMs: threshold({
    value: 300,
    unit: 'ms',
    min: 50,
    max: 5_000,
    reason: 'TCP and TLS repeat lost segments themselves, so silence means something before T1.',
  }),
  firstResponseMaxMs: threshold({
    value: 2_000,
    unit: 'ms',
    min: 500,
    max: 10_000,
    reason: 'Adaptive up to here; a healthy border answers 100 Trying far earlier.',
  }),
  firstResponseDefaultMs: threshold({
    value: 1_500,
    unit: 'ms',
    min: 500,
    max: 10_000,
    reason: 'Until a trunk’s own response times are learned: above p99.9 of a border 120 ms away.',
  }),
  suspectShare: threshold({
    value: 0.6,
    unit: 'share',
    min: 0.2,
    max: 1,
    reason: 'A suspect hop gets this much of its deadline, never less than the minimum of its transport.',
  }),
  progressMs: threshold({
    value: 5_000,
    unit: 'ms',
    min: 1_000,
    max: 30_000,
    reason: 'Mobile paging takes 2 to 4 s; beyond 5 s another route is likelier to ring than this one.',
  }),
  automaticProgressMs: threshold({
    value: 10_000,
    unit: 'ms',
    min: 1_000,
    max: 60_000,
    reason: 'Where nobody listens, waiting for a slow page is cheaper than leaving a phone that may still ring.',
  }),
  lastHopProgressMs: threshold({
    value: 20_000,
    unit: 'ms',
    min: 2_000,
    max: 60_000,
    reason: 'Behind the last hop nothing is left to try, so it may be slow.',
  }),
  postDialDelayMs: threshold({
    value: 7_500,
    unit: 'ms',
    min: 2_000,
    max: 30_000,
    reason: 'Listeners hang up between 6 and 8 s of silence: no further hop is begun after it.',
  }),
  automaticDelayMs: threshold({
    value: 20_000,
    unit: 'ms',
    min: 2_000,
    max: 120_000,
    reason: 'Nobody listens while an application’s call is set up: further hops are begun until here.',
  }),
  cancelGraceMs: threshold({
    value: 1_000,
    unit: 'ms',
    min: 100,
    max: 5_000,
    reason: 'How long the 487 to our CANCEL may take; a 200 to the CANCEL alone proves nothing.',
  }),
  lateGuardMs: threshold({
    value: 32_000,
    unit: 'ms',
    min: 1_000,
    max: 180_000,
    reason: '64 × T1: as long as RFC 3261 lets an abandoned INVITE transaction still answer.',
  }),
} satisfies ThresholdGroup;

/** What may be tried again. */
export const retry = {
  maxHops: threshold({
    value: 5,
    unit: 'count',
    min: 1,
    max: 10,
    reason: 'Five refusals at once fit into a second; a sixth route has seldom anything the others lack.',
  }),
  burstCalls: threshold({
    value: 20,
    unit: 'calls',
    min: 0,
    max: 10_000,
    reason: 'Low traffic must never be refused the retry that saves the call.',
  }),
  burstSeconds: threshold({
    value: 30,
    unit: 's',
    min: 0,
    max: 600,
    reason: 'Every call of 30 s may fail over: longer than any detector needs to open the route.',
  }),
  sustainedShare: threshold({
    value: 0.2,
    unit: 'share',
    min: 0,
    max: 1,
    reason: 'After the burst one call in five may be repeated, so that a fault of all routes does not double the load.',
  }),
  rateHalfLifeSeconds: threshold({
    value: 30,
    unit: 's',
    min: 1,
    max: 3_600,
    reason: 'The offered rate is an average this long: follows a shift start, ignores a single burst.',
  }),
  afterEarlyMedia: choice({
    value: false,
    reason: 'The caller has heard audio of the failing hop; trying on is an opt-in.',
  }),
  unavailableSampleShare: threshold({
    value: 0.01,
    unit: 'share',
    min: 0,
    max: 0.01,
    reason: 'Of 480 without a cause, with second opinions on: enough to notice a carrier that uses it for faults.',
  }),
  invalidMemoryHours: threshold({
    value: 24,
    unit: 'h',
    min: 0,
    max: 720,
    reason: 'A number that one carrier calls invalid and another completes within a day was misjudged, not reassigned.',
  }),
  invalidMemoryNumbers: threshold({
    value: 10_000,
    unit: 'count',
    min: 0,
    max: 1_000_000,
    reason: 'About a megabyte; a day of invalid numbers at 10 calls a second with one in a hundred invalid.',
  }),
  secondOpinion: choice({
    value: false,
    reason: 'A number that one carrier calls invalid is mostly invalid; asking another costs a call.',
  }),
  followRedirects: choice({
    value: false,
    reason: 'A 3xx names a target that nobody has agreed a price with.',
  }),
} satisfies ThresholdGroup;

/** A trunk that has no room. */
export const congestion = {
  retryAfterMaxSeconds: threshold({
    value: 60,
    unit: 's',
    min: 1,
    max: 3_600,
    reason: 'A carrier may ask for an hour; after a minute a single call finds out more cheaply.',
  }),
  retryAfterWidenGroups: threshold({
    value: 2,
    unit: 'count',
    min: 1,
    max: 100,
    reason: 'Two destinations held at once are the trunk, not a destination.',
  }),
  ourLimitShare: threshold({
    value: 0.9,
    unit: 'share',
    min: 0.5,
    max: 1,
    reason: 'A 503 while we use 90 % of the contracted channels is our own limit, not the carrier’s fault.',
  }),
  decreaseFactor: threshold({
    value: 0.7,
    unit: 'ratio',
    min: 0.1,
    max: 0.99,
    reason: 'Steps down 30 % a time: four steps quarter the load, one spurious step costs little.',
  }),
  increaseShare: threshold({
    value: 0.05,
    unit: 'share',
    min: 0.001,
    max: 1,
    reason: 'Comes back by 5 % of the rate before congestion each quiet second: full again in 20 s.',
  }),
  decreaseEveryMs: threshold({
    value: 1_000,
    unit: 'ms',
    min: 100,
    max: 60_000,
    reason: 'One step per set-up time: refusals of calls placed before a step say nothing about it.',
  }),
  minRateCps: threshold({
    value: 0.2,
    unit: 'calls/s',
    min: 0.01,
    max: 100,
    reason: 'Enough calls remain to see the congestion end.',
  }),
  outageNats: threshold({
    value: 7,
    unit: 'nats',
    min: 0,
    max: 50,
    reason: 'Refusals come in clusters: a congested trunk opens when 1,000 to 1 nearly all fail rather than half.',
  }),
  pairReserveShare: threshold({
    value: 0.2,
    unit: 'share',
    min: 0,
    max: 1,
    reason: 'While another trunk cannot take its own calls, a fifth of the room is kept for calls of pairs.',
  }),
} satisfies ThresholdGroup;
