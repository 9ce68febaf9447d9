import type { RecordedCall, RecordedOutcome } from './recording';

/** The columns of a call record that are read, and what each is for. The names are those of the CDR of the REST API. */
export const CDR_COLUMNS = {
  to_number: { isRequired: true, meaning: 'the callee, digits with or without +' },
  from_number: { isRequired: true, meaning: 'the caller ID, digits with or without +' },
  initiation_time: { isRequired: true, meaning: '2026-10-29 10:14:58, UTC unless an offset follows' },
  bill_duration: { isRequired: false, meaning: 'seconds talked; 0 or empty = not answered' },
  answer_time: { isRequired: false, meaning: 'when it was answered; empty = not answered' },
  end_time: { isRequired: false, meaning: 'when it ended; gives the time talked where bill_duration is missing' },
  hangup_cause_code: { isRequired: false, meaning: 'why it ended, for instance 3010 (busy)' },
  call_state: { isRequired: false, meaning: 'ANSWER, BUSY, NO_ANSWER …; used where there is no cause' },
  call_direction: { isRequired: false, meaning: 'only outbound calls are replayed' },
} as const;

export type CdrColumn = keyof typeof CDR_COLUMNS;
export type CdrRow = Partial<Record<CdrColumn, string>>;

export type ParsedRow = { call: RecordedCall } | { reason: string } | { isInbound: true };

/** What a hangup cause says of the callee. Causes of a network or of ourselves say nothing of them. */
const OUTCOMES: ReadonlyMap<string, RecordedOutcome> = new Map<string, RecordedOutcome>([
  ...(['2000', '2030', '2040', '2050', '3050', '3120'] as const).map((code) => [code, 'invalid'] as const),
  ...(['2010', '2020'] as const).map((code) => [code, 'switchedOff'] as const),
  ...(['1000', '3000', '6010'] as const).map((code) => [code, 'noAnswer'] as const),
  ...(['3010', '3100'] as const).map((code) => [code, 'busy'] as const),
  ...(['3020', '3030', '3040', '3110', '3130', '3140'] as const).map((code) => [code, 'rejected'] as const),
]);

const STATES: ReadonlyMap<string, RecordedOutcome> = new Map<string, RecordedOutcome>([
  ['BUSY', 'busy'],
  ['NO_ANSWER', 'noAnswer'],
  ['TIMEOUT', 'noAnswer'],
  ['CANCEL', 'noAnswer'],
  ['REJECT', 'rejected'],
  ['REJECTED', 'rejected'],
  ['FAILED', 'unknown'],
]);

const TIME = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?\s*(Z|[+-]\d\d:?\d\d)?$/;
const A_TIME = 'a time like 2026-10-29 10:14:58';
const LONGEST_TALK_SECONDS = 86_400;

/** ms since 1970; null when the text is no time. */
export function parseTime(text: string): number | null {
  const found = TIME.exec(text.trim());
  if (!found) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const utc = Date.UTC(year, month - 1, day, hour, minute, second);
  const isReal =
    new Date(utc).getUTCDate() === day &&
    new Date(utc).getUTCMonth() === month - 1 &&
    hour < 24 &&
    minute < 60 &&
    second < 61;
  return isReal ? utc + Number((found[7] ?? '').padEnd(3, '0').slice(0, 3)) - offsetMs(found[8]) : null;
}

function offsetMs(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))) * 60_000;
}

function parseNumber(text: string | undefined): string | null {
  const digits = (text ?? '').trim().replace(/^\+/, '');
  return /^[1-9]\d{6,14}$/.test(digits) ? digits : null;
}

/** Reads one row. The reason of a bad row names the column and what is allowed. */
export function parseRow(row: CdrRow): ParsedRow {
  if (!/^(outbound.*)?$/i.test(row.call_direction ?? '')) return { isInbound: true };
  const callee = parseNumber(row.to_number);
  if (callee === null) return { reason: `to_number must be 7 to 15 digits, not "${row.to_number ?? ''}"` };
  const caller = parseNumber(row.from_number);
  if (caller === null) return { reason: `from_number must be 7 to 15 digits, not "${row.from_number ?? ''}"` };
  const at = parseTime(row.initiation_time ?? '');
  if (at === null) return { reason: `initiation_time must be ${A_TIME}, not "${row.initiation_time ?? ''}"` };
  const talk = talkOf(row);
  if (typeof talk === 'string') return { reason: talk };
  const answerMs = talk > 0 ? answerOf(row, at) : null;
  if (answerMs !== null && answerMs < 0) return { reason: 'answer_time lies before initiation_time' };
  return { call: { at, caller, callee, outcome: talk > 0 ? 'answered' : outcomeOf(row), answerMs, talkMs: talk } };
}

function answerOf({ answer_time: text }: CdrRow, at: number): number | null {
  const answeredAt = parseTime(text ?? '');
  return answeredAt === null ? null : answeredAt - at;
}

/** Time talked in ms, or why it cannot be told. */
function talkOf(row: CdrRow): number | string {
  const billed = row.bill_duration?.trim() ?? '';
  if (billed !== '') {
    const seconds = /^\d{1,9}(\.\d+)?$/.test(billed) ? Number(billed) : Number.NaN;
    return seconds <= LONGEST_TALK_SECONDS
      ? Math.round(seconds * 1_000)
      : `bill_duration must be 0 to 86400 seconds, not "${billed}"`;
  }
  if ((row.answer_time ?? '').trim() === '') return 0;
  const from = parseTime(row.answer_time ?? '');
  const to = parseTime(row.end_time ?? '');
  if (from === null) return `answer_time must be ${A_TIME}, not "${row.answer_time}"`;
  if (to === null) return 'an answered call needs bill_duration or end_time';
  return to >= from ? Math.max(1, to - from) : 'end_time lies before answer_time';
}

function outcomeOf({ hangup_cause_code: code, call_state: state }: CdrRow): RecordedOutcome {
  const cause = code?.trim() ?? '';
  if (cause !== '') return OUTCOMES.get(cause) ?? 'unknown';
  return STATES.get(state?.trim().toUpperCase() ?? '') ?? 'noAnswer';
}
