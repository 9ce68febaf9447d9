import type { AlarmKind, LocalEnd, NextRoute, OutcomeClass } from './types';

/** What an attempt's end means: whether another route is tried, and whom it counts against. */
export interface Outcome {
  readonly next: NextRoute;
  /** Whether it counts against the carrier's network effectiveness ratio (ITU-T E.425). */
  readonly blame: boolean;
  readonly outcome: OutcomeClass;
  /** What a person should hear of even when it happens once; null for none. */
  readonly alarm: AlarmKind | null;
  readonly reason: string;
  /** Where the rule comes from. */
  readonly source: string;
}

export interface OutcomeRow extends Outcome {
  /** Which SIP codes, Q.850 causes or ends of our own the row is for; a row names one of the three. */
  readonly match: { codes: readonly number[] } | { causes: readonly number[] } | { local: LocalEnd };
}

const goOn = { next: 'yes', blame: true, alarm: null } as const;
const stop = { next: 'no', blame: false, alarm: null } as const;
const refused = { next: 'yes', blame: false, outcome: 'account' } as const;

/** Ends of our own making, when the network gave no final answer of its own but the 487 to our CANCEL. */
const LOCAL_ROWS: readonly OutcomeRow[] = [
  {
    match: { local: 'first-response-timeout' },
    ...goOn,
    outcome: 'silence',
    reason:
      'Nothing came back at all; nobody was alerted as far as anyone knows, and late answers are guarded against.',
    source: 'RFC 3261 §9.1',
  },
  {
    match: { local: 'progress-timeout' },
    ...goOn,
    outcome: 'network',
    reason: 'The carrier took the call and brought it nowhere; its INVITE has ended, so no phone can ring twice.',
    source: 'RFC 3261 §9.1',
  },
  {
    match: { local: 'ring-timeout' },
    ...stop,
    outcome: 'no-answer',
    reason: 'The phone rang and nobody answered.',
    source: 'ITU-T E.425',
  },
  {
    match: { local: 'transport' },
    ...goOn,
    outcome: 'network',
    reason: 'The carrier could not be reached: ICMP, TCP, TLS or DNS failed.',
    source: 'RFC 3261 §8.1.3.1',
  },
  {
    match: { local: 'caller-hung-up' },
    ...stop,
    outcome: 'caller-cancelled',
    reason: 'The caller gave up before an answer.',
    source: 'RFC 3261 §9.1',
  },
  {
    match: { local: 'dead-media' },
    ...stop,
    outcome: 'answered',
    reason: 'The call was answered and is never moved; its media stopped, so it was ended.',
    source: 'RFC 3261 §15',
  },
];

/**
 * Causes that say something. Generic ones (16 normal clearing, 31 normal, 111 protocol error, 127 interworking) have no
 * row, and neither do causes that routing cannot act on: there the SIP code decides.
 */
const CAUSE_ROWS: readonly OutcomeRow[] = [
  {
    match: { causes: [1, 22, 28] },
    ...stop,
    outcome: 'invalid-number',
    reason: 'Unallocated, changed or incomplete number: no carrier reaches it.',
    source: 'ITU-T Q.850',
  },
  {
    match: { causes: [2, 3] },
    next: 'second-opinion',
    blame: false,
    alarm: null,
    outcome: 'invalid-number',
    reason: 'No route to the number by this carrier; another may know one, mostly there is none.',
    source: 'ITU-T Q.850; RFC 3398 §7.2.4.1',
  },
  {
    match: { causes: [17] },
    ...stop,
    outcome: 'busy',
    reason: 'The callee is on another call.',
    source: 'ITU-T Q.850',
  },
  {
    match: { causes: [18, 19, 20] },
    ...stop,
    outcome: 'no-answer',
    reason: 'The network reached the callee’s end; the phone did not respond, was not answered or is switched off.',
    source: 'ITU-T Q.850',
  },
  {
    match: { causes: [21, 24, 55, 57, 87] },
    ...stop,
    outcome: 'rejected',
    reason: 'The callee or a service of the callee refused the call; it was delivered.',
    source: 'ITU-T Q.850',
  },
  {
    match: { causes: [25, 26] },
    ...goOn,
    outcome: 'network',
    reason: 'The carrier sent the call the wrong way: routing error, or a ported number at its former operator.',
    source: 'ITU-T Q.850',
  },
  {
    match: { causes: [27] },
    next: 'second-opinion',
    blame: false,
    alarm: null,
    outcome: 'destination',
    reason: 'The line of the callee is out of order, whoever carries the call.',
    source: 'ITU-T Q.850',
  },
  {
    match: { causes: [34, 42, 44, 47] },
    ...goOn,
    outcome: 'congestion',
    reason: 'No channel or switch capacity on this carrier’s way; another way may have some.',
    source: 'ITU-T Q.850; RFC 3398 §7.2.4.1',
  },
  {
    match: { causes: [38, 41, 58, 63] },
    ...goOn,
    outcome: 'network',
    reason: 'The carrier’s network or service is out of order.',
    source: 'ITU-T Q.850',
  },
  {
    match: { causes: [88] },
    ...stop,
    outcome: 'destination',
    reason: 'The callee’s terminal cannot take this kind of call, by any carrier.',
    source: 'ITU-T Q.850',
  },
  {
    match: { causes: [102] },
    ...goOn,
    outcome: 'network',
    reason: 'A timer of the carrier ran out before the callee’s end was reached.',
    source: 'ITU-T Q.850; RFC 3398 §7.2.4.1',
  },
];

const CODE_ROWS: readonly OutcomeRow[] = [
  {
    match: { codes: [300] },
    next: 'when-allowed',
    blame: false,
    alarm: null,
    outcome: 'redirect',
    reason: 'The carrier names another target; followed only where that is allowed.',
    source: 'RFC 3261 §8.1.3.4',
  },
  {
    match: { codes: [400, 482, 483] },
    ...goOn,
    outcome: 'network',
    reason: 'A malformed or looping way inside the carrier: its routing fault.',
    source: 'RFC 3261 §21.4; RFC 5393',
  },
  {
    match: { codes: [401, 402, 407] },
    ...refused,
    alarm: 'account-blocked',
    reason: 'The carrier wants credentials or money from us although it had them.',
    source: 'RFC 3261 §21.4',
  },
  {
    match: { codes: [403] },
    ...refused,
    alarm: null,
    reason: 'The carrier refuses the call; many in a row mean a delisted address, missing papers or an unpaid bill.',
    source: 'RFC 3261 §21.4.4',
  },
  {
    match: { codes: [404, 410, 484, 485, 604] },
    ...stop,
    outcome: 'invalid-number',
    reason: 'The number does not exist; it counts against the carrier only when another one completes it.',
    source: 'RFC 3261 §21.4',
  },
  {
    match: { codes: [406, 415, 420, 488, 501, 505, 513, 606] },
    next: 'other-capabilities',
    blame: false,
    alarm: null,
    outcome: 'capability',
    reason: 'This hop cannot do what the call asks; one with other codecs or features may.',
    source: 'RFC 3261 §21.4, §21.5, §21.6',
  },
  {
    match: { codes: [408] },
    ...goOn,
    outcome: 'network',
    reason: 'The carrier’s far end did not answer in time and nobody was alerted.',
    source: 'RFC 3261 §21.4.9',
  },
  {
    match: { codes: [422] },
    next: 'same-hop-once',
    blame: false,
    alarm: null,
    outcome: 'capability',
    reason: 'The session timer is too short for this hop: tried once more with the one it asks for.',
    source: 'RFC 4028 §6',
  },
  {
    match: { codes: [428, 433, 436, 437, 438] },
    ...stop,
    outcome: 'rejected',
    reason: 'The caller’s identity or anonymity is refused; every route presents the same caller.',
    source: 'RFC 8224 §6.2.2; RFC 5079',
  },
  {
    match: { codes: [480] },
    next: 'second-opinion',
    blame: false,
    alarm: null,
    outcome: 'no-answer',
    reason: 'Without a cause this is mostly a phone that is switched off.',
    source: 'RFC 3261 §21.4.18',
  },
  {
    match: { codes: [486, 600] },
    ...stop,
    outcome: 'busy',
    reason: 'The callee is busy; ringing again would disturb.',
    source: 'RFC 3261 §21.4.24, §21.6.1',
  },
  {
    match: { codes: [487] },
    ...stop,
    outcome: 'caller-cancelled',
    reason: 'The call was cancelled.',
    source: 'RFC 3261 §21.4.25',
  },
  {
    match: { codes: [500, 502, 504, 580] },
    ...goOn,
    outcome: 'network',
    reason: 'A server of the carrier failed.',
    source: 'RFC 3261 §21.5; RFC 3312 §8',
  },
  {
    match: { codes: [503] },
    ...goOn,
    outcome: 'congestion',
    reason: 'The carrier has no capacity now; its Retry-After holds this destination on this trunk.',
    source: 'RFC 3261 §21.5.4; RFC 5390',
  },
  {
    match: { codes: [603, 607] },
    ...stop,
    outcome: 'rejected',
    reason: 'The callee declined; the same callee must not be rung again.',
    source: 'RFC 3261 §21.6.2; RFC 8197',
  },
  {
    match: { codes: [608] },
    ...stop,
    outcome: 'rejected',
    alarm: 'caller-id-reputation',
    reason: 'An analytics service rejected the caller ID on the callee’s behalf.',
    source: 'RFC 8688',
  },
];

/** The outcome table: what each end of an attempt means, with its reason and source. */
export const OUTCOME_TABLE: readonly OutcomeRow[] = [...LOCAL_ROWS, ...CAUSE_ROWS, ...CODE_ROWS];

/** 2xx. */
export const ANSWERED: Outcome = {
  ...stop,
  outcome: 'answered',
  reason: 'The call was answered.',
  source: 'RFC 3261 §21.2',
};
