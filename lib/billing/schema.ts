import { createLoader, createParser, createSerializer, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { z } from 'zod';
import { parseDecimal } from '@/lib/money';

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
  idempotencyKey: z
    .string({ error: 'Idempotency key is missing.' })
    .regex(/^[\w-]{8,64}$/, 'Idempotency key must be 8 to 64 letters, digits, dashes or underscores.'),
});
export type AddFundsInput = z.input<typeof addFundsInput>;

export const LEDGER_KINDS = ['top_up', 'setup_fee', 'rental', 'tax', 'adjustment'] as const;

const dayParser = createParser({
  parse: (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) && isRealDay(text) ? text : null),
  serialize: (day: string) => day,
});

function isRealDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  // 31 February parses as 3 March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

const cursorParser = createParser({
  parse: (text) => (/^[1-9]\d{0,17}$/.test(text) ? text : null),
  serialize: (id: string) => id,
});

const MAX_NUMBER_TEXT = 40;

/** What the billing page's address may hold; anything it cannot read counts as not given. */
export const ledgerParams = {
  kind: parseAsStringLiteral(LEDGER_KINDS),
  number: parseAsString,
  from: dayParser,
  to: dayParser,
  before: cursorParser,
  after: cursorParser,
};

export const loadLedgerParams = createLoader(ledgerParams);
export const serializeLedgerParams = createSerializer(ledgerParams);

export type LedgerParams = Awaited<ReturnType<typeof loadLedgerParams>>;

export interface LedgerFilters {
  kind: LedgerParams['kind'];
  /** Digits the number contains. */
  number: string | null;
  /** Days in the account's time zone, both inclusive. */
  from: string | null;
  to: string | null;
}

/** The filters of an address, with one sentence when one of them cannot be meant. */
export function ledgerFiltersOf(params: LedgerParams): { filters: LedgerFilters; problem: string | null } {
  const { kind, from, to } = params;
  const text = params.number?.trim() ?? '';
  const digits = text.replace(/[\s+().-]/g, '');
  const isNumber = text.length <= MAX_NUMBER_TEXT && /^\d{1,15}$/.test(digits);
  const filters = { kind, from, to, number: isNumber ? digits : null };
  if (text !== '' && !isNumber)
    return { filters, problem: 'The number filter was left out: it takes up to 15 digits.' };
  if (from && to && from > to) return { filters, problem: 'The first day is after the last day, so no entry can fit.' };
  return { filters, problem: null };
}
