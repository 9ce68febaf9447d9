import type { Route } from 'next';
import { createLoader, createSerializer, parseAsString } from 'nuqs/server';
import { appHref } from '@/components/layout/app-href';
import type { CallCursor, CallFilters } from '@/lib/calls/types';

/** The address of Call Logs, read the same way by server and browser; what it means is read by readCallQuery. */
export const callParsers = {
  range: parseAsString,
  from: parseAsString,
  to: parseAsString,
  number: parseAsString,
  state: parseAsString,
  cause: parseAsString,
  carrier: parseAsString,
  failover: parseAsString,
  talk: parseAsString,
  before: parseAsString,
  after: parseAsString,
};

export const loadCallParams = createLoader(callParsers);
export const NO_CALL_FILTER = Object.fromEntries(Object.keys(callParsers).map((name) => [name, null]));

const serialize = createSerializer(callParsers);

function textOf(filters: CallFilters) {
  const { cause, talk } = filters;
  return { ...filters, cause: cause === null ? null : String(cause), talk: talk === null ? null : String(talk) };
}

/** The page of calls before or after one; the newest page without a cursor. */
export function callsHref(filters: CallFilters | null, cursor: Partial<CallCursor> = {}): Route {
  return appHref('/voice/calls', serialize({ ...(filters && textOf(filters)), ...cursor }));
}

export function callExportHref(filters: CallFilters): Route {
  return appHref('/voice/calls/export', serialize(textOf(filters)));
}

export function isCallFilter(filters: CallFilters): boolean {
  return Object.values(filters).some((value) => value !== null);
}
