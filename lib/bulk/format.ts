import type { Route } from 'next';
import type { BulkItemState, BulkKind, BulkState } from './types';

/** Numbers one purchase of several may hold. */
export const MOST_BOUGHT = 100;
/** Numbers one edit may change. */
export const MOST_EDITED = 10_000;
/** Numbers that can be chosen one by one: they stand in an address. */
export const MOST_CHOSEN = 500;
/** Rows one import may bring. */
export const MOST_IMPORTED = 50_000;
export const MOST_IMPORT_BYTES = 20_000_000;
/** Characters of a pattern for aliases. */
export const PATTERN_MAX = 120;

export const KIND_WORDS: Readonly<Record<BulkKind, string>> = {
  purchase: 'Buy numbers',
  application: 'Set the application',
  alias: 'Set aliases',
  tags: 'Change tags',
  enable_ha: 'Enable high availability',
  release: 'Release numbers',
  import: 'Bring numbers in',
};

export const ITEM_WORDS: Readonly<Record<BulkItemState, string>> = {
  waiting: 'Waiting',
  done: 'Done',
  skipped: 'Skipped',
  failed: 'Failed',
  canceled: 'Cancelled',
};

/** Whether the worker has still to do with it. */
export function isOpen(state: BulkState): boolean {
  return state === 'queued' || state === 'running';
}

export function jobPath(jobId: string): Route {
  return `/phone-numbers/jobs/${encodeURIComponent(jobId)}` as Route;
}

/** The review of several numbers that are reserved. */
export function cartReviewPath(jobId: string): Route {
  return `/phone-numbers/buy/several/${encodeURIComponent(jobId)}` as Route;
}

/** The numbers chosen in the search, before they are reserved. */
export function cartPath(numbers: readonly string[]): Route {
  return `/phone-numbers/buy/several?numbers=${numbers.join(',')}` as Route;
}

const figure = new Intl.NumberFormat('en');

/** "1 number", "1,204 numbers". */
export function numbersText(count: number): string {
  return `${figure.format(count)} ${count === 1 ? 'number' : 'numbers'}`;
}

/** What has to be typed before so many numbers are released. */
export function releaseWords(count: number): string {
  return `release ${count}`;
}

const NEXT_STEPS: Readonly<Record<string, string>> = {
  number_taken: 'Choose another number in Buy Number.',
  insufficient_balance: 'Add funds, then buy it again.',
  reservation_expired: 'Review it again: it may still be free.',
  compliance_required: 'Get a compliance application accepted, then buy it again.',
  refused_by_carrier: 'Nothing was charged; choose another number.',
};

/** What can be done about a refusal; null when its own sentence says it. */
export function nextStepOf(code: string | null): string | null {
  return (code && NEXT_STEPS[code]) ?? null;
}

/** How long it is known what became of each number of a job that has ended. */
export const ITEMS_KEPT_DAYS = 90;
