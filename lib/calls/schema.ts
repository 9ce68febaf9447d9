import { z } from 'zod';
import { idempotencyKeyInput } from '@/lib/idempotency-key';
import { CALL_RANGES, CALL_STATES, FAILOVER_FILTERS, TALK_BANDS } from './format';
import type { CallCursor, CallFilters, CallParams } from './types';

const DESTINATION = 'Give the number to call, such as +91 98765 43210 or 098765 43210.';
const NUMBER = 'Give the number in full with its country code, such as +91 98765 43210.';

/** A call placed by hand; what it may do beyond this is checked where it is placed. */
export const placeCallInput = z.object({
  /** The caller number. For a proof the primary number of the pair. */
  from: z.string(NUMBER).trim().min(1, NUMBER).max(40, NUMBER),
  to: z.string(NUMBER).trim().max(40, NUMBER).default(''),
  purpose: z.enum(['customer', 'test', 'proof'], 'The purpose must be customer, test or proof.').default('test'),
  ringTimeoutSeconds: z.coerce
    .number('The ring timeout must be from 1 to 120 seconds.')
    .int('The ring timeout must be whole seconds.')
    .min(1, 'The ring timeout must be from 1 to 120 seconds.')
    .max(120, 'The ring timeout must be from 1 to 120 seconds.')
    .optional(),
  timeLimitSeconds: z.coerce
    .number('The time limit must be from 1 second to 24 hours.')
    .int('The time limit must be whole seconds.')
    .min(1, 'The time limit must be from 1 second to 24 hours.')
    .max(86_400, 'The time limit must be from 1 second to 24 hours.')
    .optional(),
  /** The same key is the same call, so that an order whose answer was lost can be given again. */
  idempotencyKey: idempotencyKeyInput.optional(),
});
export type PlaceCallInput = z.input<typeof placeCallInput>;

const OWN = 'Choose one of your numbers.';
const ringTimeout = 'The ring timeout must be a whole number of seconds from 1 to 120.';

/** A call that tries a number out. */
export const placeTestCallInput = z.strictObject({
  from: z.string(OWN).regex(/^[1-9]\d{6,14}$/, OWN),
  /** As a person would dial it there. */
  to: z.string(DESTINATION).trim().min(1, DESTINATION).max(40, DESTINATION),
  /** Empty for the usual one. */
  ringTimeoutSeconds: z
    .string(ringTimeout)
    .trim()
    .regex(/^(|[1-9]\d?|1[01]\d|120)$/, ringTimeout)
    .default(''),
  /** Made with the form: the same key is the same call. */
  idempotencyKey: idempotencyKeyInput.optional(),
});
export type PlaceTestCallInput = z.input<typeof placeTestCallInput>;

/** A pair by its primary number. */
export const testFallbackInput = z.strictObject({ number: z.string(OWN).regex(/^[1-9]\d{6,14}$/, OWN) });
export type TestFallbackInput = z.input<typeof testFallbackInput>;

/** A call by the id that its record shows. */
export const callUuidInput = z.object({ callUuid: z.uuid('The call’s id is not valid.') });
export type CallUuidInput = z.input<typeof callUuidInput>;

const WHOLE_NUMBER = /^[1-9]\d{6,14}$/;
const MAX_NUMBER_TEXT = 40;
const CURSOR = /^[1-9]\d{0,17}$/;

/** A wall-clock minute such as 2026-11-22T13:05, that exists on the calendar. */
function minuteOf(text: string | null): string | null {
  if (!text || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return null;
  const date = new Date(`${text}:00Z`);
  // 31 February parses as 3 March, 25:00 not at all.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
}

function digitsOf(text: string): string | null {
  const digits = text.replace(/[\s().\u2010-\u2015-]/g, '').replace(/^(\+|00)/, '');
  return text.length <= MAX_NUMBER_TEXT && WHOLE_NUMBER.test(digits) ? digits : null;
}

function codeOf(text: string | null): number | null {
  return text && /^\d{1,4}$/.test(text) ? Number(text) : null;
}

/**
 * The filters and the page that an address asks for. What makes no sense counts as not given; one
 * sentence says so where a person will have meant something.
 */
export function readCallQuery(params: CallParams): {
  filters: CallFilters;
  cursor: CallCursor;
  problem: string | null;
} {
  const filters = filtersOf(params);
  const cursor = {
    before: params.before && CURSOR.test(params.before) ? params.before : null,
    after: params.after && CURSOR.test(params.after) ? params.after : null,
  };
  return { filters, cursor, problem: problemOf(params, filters) };
}

function filtersOf(params: CallParams): CallFilters {
  const range = CALL_RANGES.find((each) => each === params.range) ?? null;
  const talk = codeOf(params.talk);
  return {
    range,
    from: range === 'between' ? minuteOf(params.from) : null,
    to: range === 'between' ? minuteOf(params.to) : null,
    number: digitsOf(params.number?.trim() ?? ''),
    state: CALL_STATES.find((state) => state === params.state) ?? null,
    cause: codeOf(params.cause),
    carrier: params.carrier && /^[a-z0-9-]{1,64}$/.test(params.carrier) ? params.carrier : null,
    failover: FAILOVER_FILTERS.find((each) => each === params.failover) ?? null,
    talk: talk !== null && talk < TALK_BANDS.length ? talk : null,
  };
}

const CHOICES = [
  ['range', 'time'],
  ['state', 'state'],
  ['cause', 'cause'],
  ['carrier', 'carrier'],
  ['failover', 'failover'],
  ['talk', 'length'],
] as const;

function problemOf(params: CallParams, filters: CallFilters): string | null {
  if (params.number?.trim() && filters.number === null)
    return 'The number filter was left out: it takes a whole number with its country code, such as +91 80 4123 4567.';
  for (const name of ['from', 'to'] as const) {
    if (filters.range === 'between' && params[name] && filters[name] === null)
      return `The ${name === 'from' ? 'first' : 'last'} time was left out: it is a time such as 2026-11-22T13:05.`;
  }
  for (const [name, word] of CHOICES) {
    if (params[name] && filters[name] === null) return `The ${word} filter was left out: choose one from the list.`;
  }
  const { from, to } = filters;
  return from && to && from > to ? 'The first time is after the last one, so no call can fit.' : null;
}
