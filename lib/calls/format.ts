import type { Route } from 'next';
import type { CallPurpose, CallRange, CallStateName, FailoverFilter, HangupSourceName } from './types';

/** In the order of a call's life, as the filter offers them. */
export const CALL_STATES = [
  ...(['queued', 'dialing', 'ringing', 'in_progress'] as const),
  ...(['completed', 'busy', 'no_answer', 'failed', 'canceled'] as const),
] as const satisfies CallStateName[];

/** What goes on still. */
export const OPEN_STATES: readonly CallStateName[] = CALL_STATES.slice(0, 4);

export const CALL_STATE_WORDS: Readonly<Record<CallStateName, string>> = {
  queued: 'Queued',
  dialing: 'Dialing',
  ringing: 'Ringing',
  in_progress: 'In progress',
  completed: 'Completed',
  busy: 'Busy',
  no_answer: 'No answer',
  failed: 'Failed',
  canceled: 'Canceled',
};

export const CALL_RANGES = ['1h', '24h', '7d', '30d', 'between'] as const satisfies CallRange[];

export const CALL_RANGE_WORDS: Readonly<Record<CallRange, string>> = {
  '1h': 'Last hour',
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  between: 'Between …',
};

export const FAILOVER_FILTERS = ['over', 'saved'] as const satisfies FailoverFilter[];

export const FAILOVER_WORDS: Readonly<Record<FailoverFilter, string>> = {
  over: 'Failed over',
  saved: 'Saved in the call',
};

/** Where the bands of talk time begin, in seconds, after the first one; an index of calls knows the same. */
export const TALK_BOUNDS = [10, 60, 300, 1_800] as const;

export const TALK_BANDS: readonly string[] = [
  'Under 10 s',
  '10 s to 1 min',
  '1 to 5 min',
  '5 to 30 min',
  '30 min and more',
];

export const PURPOSE_WORDS: Readonly<Record<CallPurpose, string>> = {
  customer: 'Your call',
  test: 'Test call',
  proof: 'Proof of the fallback, free of charge',
  traffic: 'Traffic generator',
};

export const HANGUP_SOURCE_WORDS: Readonly<Record<HangupSourceName, string>> = {
  caller: 'Caller',
  callee: 'Callee',
  carrier: 'Carrier',
  platform: 'Twinline',
  api_request: 'Request of yours',
  error: 'Error',
};

/** What a call owes to failover: only what happened in that very call is called saved. */
export function failoverWords(call: {
  failedOver: boolean;
  saved: boolean;
  fromNumber: string;
  presentedNumber: string | null;
}): string | null {
  if (!call.saved) return call.failedOver ? 'Failed over' : null;
  // Outside India another carrier takes the call with the same caller ID.
  const byFallback = call.presentedNumber !== null && call.presentedNumber !== call.fromNumber;
  return byFallback ? 'Saved by HA' : 'Saved by failover';
}

/** Talk time for reading: 0:45, 12:05, 1:02:03. */
export function formatTalk(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** A time after the call was asked for: +0.805 s, +1:20.005. */
export function formatOffset(ms: number): string {
  const sign = ms < 0 ? '−' : '+';
  const absolute = Math.abs(ms);
  const seconds = (absolute % 60_000) / 1000;
  if (absolute < 60_000) return `${sign}${seconds.toFixed(3)} s`;
  return `${sign}${Math.floor(absolute / 60_000)}:${seconds.toFixed(3).padStart(6, '0')}`;
}

/** A short stretch of time: 805 ms, 1.4 s. */
export function formatMs(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${Number((ms / 1000).toFixed(2))} s`;
}

/** Reason phrases of final and provisional responses (RFC 3261 §21 and its extensions). */
const SIP_PHRASES: ReadonlyMap<number, string> = new Map([
  ...([
    [100, 'Trying'],
    [180, 'Ringing'],
    [183, 'Session Progress'],
    [200, 'OK'],
    [400, 'Bad Request'],
  ] as const),
  ...([
    [401, 'Unauthorized'],
    [402, 'Payment Required'],
    [403, 'Forbidden'],
    [404, 'Not Found'],
  ] as const),
  ...([
    [405, 'Method Not Allowed'],
    [407, 'Proxy Authentication Required'],
    [408, 'Request Timeout'],
  ] as const),
  ...([
    [410, 'Gone'],
    [415, 'Unsupported Media Type'],
    [420, 'Bad Extension'],
    [421, 'Extension Required'],
  ] as const),
  ...([
    [422, 'Session Interval Too Small'],
    [480, 'Temporarily Unavailable'],
    [481, 'Call Does Not Exist'],
  ] as const),
  ...([
    [482, 'Loop Detected'],
    [483, 'Too Many Hops'],
    [484, 'Address Incomplete'],
    [486, 'Busy Here'],
  ] as const),
  ...([
    [487, 'Request Terminated'],
    [488, 'Not Acceptable Here'],
    [491, 'Request Pending'],
  ] as const),
  ...([
    [500, 'Server Internal Error'],
    [501, 'Not Implemented'],
    [502, 'Bad Gateway'],
  ] as const),
  ...([
    [503, 'Service Unavailable'],
    [504, 'Server Time-out'],
    [580, 'Precondition Failure'],
  ] as const),
  ...([
    [600, 'Busy Everywhere'],
    [603, 'Decline'],
    [604, 'Does Not Exist Anywhere'],
    [606, 'Not Acceptable'],
  ] as const),
  ...([
    [607, 'Unwanted'],
    [608, 'Rejected'],
  ] as const),
]);

/** "503 Service Unavailable". */
export function formatSip(code: number): string {
  const phrase = SIP_PHRASES.get(code);
  return phrase ? `${code} ${phrase}` : String(code);
}

/** Causes of ITU-T Q.850 that carriers send. */
const Q850_WORDS: ReadonlyMap<number, string> = new Map([
  ...([
    [1, 'unallocated number'],
    [2, 'no route to network'],
    [3, 'no route to destination'],
    [16, 'normal clearing'],
  ] as const),
  ...([
    [17, 'user busy'],
    [18, 'no user responding'],
    [19, 'no answer'],
    [20, 'subscriber absent'],
  ] as const),
  ...([
    [21, 'call rejected'],
    [22, 'number changed'],
    [27, 'destination out of order'],
    [28, 'invalid number'],
  ] as const),
  ...([
    [31, 'normal, unspecified'],
    [34, 'no circuit available'],
    [38, 'network out of order'],
  ] as const),
  ...([
    [41, 'temporary failure'],
    [42, 'switching congestion'],
    [44, 'circuit not available'],
  ] as const),
  ...([
    [47, 'resource unavailable'],
    [102, 'recovery on timer expiry'],
    [127, 'interworking'],
  ] as const),
]);

/** "Q.850 34, no circuit available". */
export function formatCause(cause: number): string {
  const words = Q850_WORDS.get(cause);
  return words ? `Q.850 ${cause}, ${words}` : `Q.850 ${cause}`;
}

/** The page of a call. */
export function callPath(uuid: string): Route {
  return `/voice/calls/${uuid}` as Route;
}
