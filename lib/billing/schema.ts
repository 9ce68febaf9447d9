import { z } from 'zod';
import { isDay, type Month } from '@/lib/datetime';
import { idempotencyKeyInput } from '@/lib/idempotency-key';
import { parseDecimal } from '@/lib/money';
import { LEDGER_KINDS } from './format';
import type { LedgerCursor, LedgerFilters, LedgerParams } from './types';

/** Thousands may be grouped as in 25,000 or 1,00,000; anything else with a comma could mean a decimal. */
const AMOUNT = /^(?:\d{1,12}|\d{1,3}(?:,\d{2,3}){0,3},\d{3})(?:\.(\d*))?$/;

export const addFundsInput = z.object({
  /** Decimal text in the account's currency; parsed to micros. */
  amount: z
    .string({ error: 'Amount must be a number such as 5000 or 250.50.' })
    .trim()
    .max(24, 'Amount must be a number such as 5000 or 250.50.')
    .regex(AMOUNT, 'Amount must be a number such as 5000 or 250.50.')
    .refine((text) => (AMOUNT.exec(text)?.[1] ?? '').length <= 2, 'Amount may have at most 2 decimals.')
    .transform((text) => parseDecimal(text.replaceAll(',', '').replace(/\.$/, '')) ?? 0n)
    .refine((micros) => micros > 0n, 'Amount must be more than 0.'),
  /** Made with the form: the same key is the same top-up. */
  idempotencyKey: idempotencyKeyInput,
});
export type AddFundsInput = z.input<typeof addFundsInput>;

/** The month an address asks for; null when it is none. */
export function readMonth(text: string | null | undefined): Month | null {
  return text && /^(?:20|21)\d{2}-(?:0[1-9]|1[0-2])$/.test(text) ? text : null;
}

function isCursor(text: string | null): text is string {
  return text !== null && /^[1-9]\d{0,17}$/.test(text);
}

const MAX_NUMBER_TEXT = 40;

/**
 * The filters and the page that an address asks for. What makes no sense counts as not given; one
 * sentence says so where a person will have meant something.
 */
export function readLedgerQuery(params: LedgerParams): {
  filters: LedgerFilters;
  cursor: LedgerCursor;
  problem: string | null;
} {
  const text = params.number?.trim() ?? '';
  const digits = text.replace(/[\s+().-]/g, '');
  const isNumber = text.length <= MAX_NUMBER_TEXT && /^\d{1,15}$/.test(digits);
  const filters: LedgerFilters = {
    kind: LEDGER_KINDS.find((kind) => kind === params.kind) ?? null,
    number: isNumber ? digits : null,
    from: isDay(params.from) ? params.from : null,
    to: isDay(params.to) ? params.to : null,
  };
  const cursor = {
    before: isCursor(params.before) ? params.before : null,
    after: isCursor(params.after) ? params.after : null,
  };
  const refused = {
    kind: Boolean(params.kind) && filters.kind === null,
    number: text !== '' && !isNumber,
    from: Boolean(params.from) && filters.from === null,
    to: Boolean(params.to) && filters.to === null,
  };
  return { filters, cursor, problem: problemOf(filters, refused) };
}

function problemOf({ from, to }: LedgerFilters, refused: Record<keyof LedgerFilters, boolean>): string | null {
  if (refused.kind) return 'The kind filter was left out: choose one from the list.';
  if (refused.number) return 'The number filter was left out: it takes up to 15 digits.';
  if (refused.from || refused.to)
    return `The ${refused.from ? 'first' : 'last'} day was left out: it is a day such as 2026-11-22.`;
  return from && to && from > to ? 'The first day is after the last day, so no entry can fit.' : null;
}
