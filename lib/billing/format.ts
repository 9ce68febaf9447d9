import { type Day, formatDay, plusDays } from '@/lib/datetime';
import { type CurrencyCode, formatMoney, toDecimal } from '@/lib/money';
import type { FundsAdded, LedgerKind, PaidPeriod, RentalRole, StatementGroup, StatementSums } from './types';

/** In the order a filter offers them. */
export const LEDGER_KINDS = [
  'top_up',
  'rental',
  'call',
  'setup_fee',
  'tax',
  'adjustment',
] as const satisfies LedgerKind[];

/** How each kind of entry is called on screen and in exports. */
export const LEDGER_KIND_WORDS: Record<LedgerKind, string> = {
  top_up: 'Funds added',
  setup_fee: 'Set-up fee',
  rental: 'Rent',
  call: 'Call',
  tax: 'Tax',
  adjustment: 'Adjustment',
};

export const ROLE_WORDS: Record<RentalRole, string> = {
  primary: 'Primary',
  fallback: 'Fallback',
  single: '–',
};

/** The first and the last day an entry pays for; null when it pays for no days, as a set-up fee. */
export function paidDays({ kind, periodFrom, periodUntil }: PaidPeriod): { first: Day; last: Day } | null {
  if (kind === 'setup_fee' || !periodFrom || !periodUntil) return null;
  return { first: periodFrom, last: plusDays(periodUntil, -1) };
}

/** The days an entry pays for, both inclusive, for reading: 22 Nov – 21 Dec 2026; empty when there are none. */
export function formatPeriod(entry: PaidPeriod): string {
  const days = paidDays(entry);
  if (!days) return '';
  const [first, last] = [formatDay(days.first), formatDay(days.last)];
  const isOneYear = days.first.slice(0, 4) === days.last.slice(0, 4);
  return `${isOneYear ? first.slice(0, -' yyyy'.length) : first} – ${last}`;
}

/** A part of a whole for reading: "27 %", and never 0 % of something or 100 % of less than all. */
export function formatShare(part: bigint, whole: bigint): string {
  if (whole <= 0n || part <= 0n) return '0 %';
  if (part >= whole) return '100 %';
  const percent = (part * 100n + whole / 2n) / whole;
  if (percent === 0n) return 'less than 1 %';
  return percent === 100n ? 'more than 99 %' : `${percent} %`;
}

export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${new Intl.NumberFormat('en-IN').format(count)} ${count === 1 ? one : many}`;
}

export const CURRENCY_SIGNS: Record<CurrencyCode, string> = { INR: '₹', USD: '$' };

/** 18 % for 1800; half percents keep their decimal. */
export function formatTaxRate(basisPoints: number): string {
  return `${basisPoints / 100} %`;
}

/** How far the available balance reaches, in months of rent. */
export function runwaySentence(availableMicros: bigint, monthlyMicros: bigint, currency: CurrencyCode): string {
  if (availableMicros < monthlyMicros) {
    const missing = formatMoney(monthlyMicros - availableMicros, currency);
    return `${missing} is missing for the renewals of one month.`;
  }
  const months = Number(availableMicros / monthlyMicros);
  if (months > 24) return 'Covers the rent of all numbers for more than 2 years.';
  return `Covers the rent of all numbers for ${countOf(months, 'month')}.`;
}

/** What a top-up did. */
export function fundsAddedSentence({ amountMicros, currency, recoveredCount }: FundsAdded): string {
  const added = `${formatMoney(amountMicros, currency)} added to the balance.`;
  if (recoveredCount === 0) return added;
  return `${added} The rent of ${countOf(recoveredCount, 'past-due number')} was collected.`;
}

/** The groups of a statement's entries, in its order. */
export const STATEMENT_GROUPS = [
  'top_up',
  'adjustment',
  'setup',
  'rent',
  'fallback',
] as const satisfies StatementGroup[];

export const STATEMENT_GROUP_WORDS: Record<StatementGroup, string> = {
  top_up: 'Funds added',
  adjustment: 'Refunds and corrections',
  setup: 'Set-up fees',
  rent: 'Rent',
  fallback: 'High Availability rent',
};

/** What a group of a statement came to, signs as in the ledger. */
export function groupMicros(sums: StatementSums, group: StatementGroup): bigint {
  const amounts: Record<StatementGroup, bigint> = {
    top_up: sums.topUpMicros,
    adjustment: sums.adjustmentMicros,
    setup: sums.setupMicros,
    rent: sums.rentMicros,
    fallback: sums.fallbackMicros,
  };
  return amounts[group];
}

/** An amount for a file: two decimals as people write money, all six where there are fractions of a cent. */
export function decimalOf(micros: bigint): string {
  return toDecimal(micros, micros % 10_000n === 0n ? 2 : 6);
}
