import type { Route } from 'next';
import { createLoader, createSerializer, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { appHref } from '@/components/layout/app-href';
import { LEDGER_KINDS } from '@/lib/billing/format';
import type { LedgerFilters, LedgerParams } from '@/lib/billing/types';

/** The ledger's part of the address, read the same way by server and browser. */
export const ledgerParsers = {
  kind: parseAsStringLiteral(LEDGER_KINDS),
  number: parseAsString,
  from: parseAsString,
  to: parseAsString,
  before: parseAsString,
  after: parseAsString,
};

export const loadLedgerParams = createLoader(ledgerParsers);
export const NO_LEDGER_FILTER = { kind: null, number: null, from: null, to: null, before: null, after: null };

const serialize = createSerializer(ledgerParsers);

/** The page of entries before or after one. */
export function ledgerHref(
  filters: LedgerFilters,
  cursor: Partial<Pick<LedgerParams, 'before' | 'after'>> = {},
): Route {
  return appHref('/billing', serialize({ ...filters, ...cursor }));
}

export function ledgerExportHref(filters: LedgerFilters): Route {
  return appHref('/billing/export', serialize({ ...filters }));
}
