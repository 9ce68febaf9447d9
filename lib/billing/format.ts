import type { LedgerKind, RentalRole } from './types';

/** How each kind of entry is called on screen and in exports. */
export const LEDGER_KIND_WORDS: Record<LedgerKind, string> = {
  top_up: 'Funds added',
  setup_fee: 'Set-up fee',
  rental: 'Rent',
  tax: 'Tax',
  adjustment: 'Adjustment',
};

export const ROLE_WORDS: Record<RentalRole, string> = {
  primary: 'Primary',
  fallback: 'Fallback',
  single: 'No fallback',
};

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
