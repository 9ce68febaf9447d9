import type { AccountId } from '@/lib/context';
import type { CurrencyCode } from '@/lib/money';

export type BulkKind = 'purchase' | 'application' | 'alias' | 'tags' | 'enable_ha' | 'release' | 'import';
export type BulkState = 'draft' | 'queued' | 'running' | 'done' | 'failed' | 'canceled';
export type BulkItemState = 'waiting' | 'done' | 'skipped' | 'failed' | 'canceled';
export type BulkCounts = Record<BulkItemState, number>;

export type Terms = Record<string, string | number | boolean | null | string[]>;

export interface BulkSummary {
  id: string;
  kind: BulkKind;
  state: BulkState;
  total: number;
  /** Items that have ended. */
  settled: number;
  createdBy: string;
  createdAt: Date;
  finishedAt: Date | null;
  /** Why it failed as a whole. */
  problem: string | null;
}

export interface BulkDetail extends BulkSummary {
  terms: Terms;
  counts: BulkCounts;
  /** When a draft is forgotten. */
  expiresAt: Date | null;
}

/** Where the number of an item is now: in a purchase the worker goes on after the item was done. */
export type OutcomeState = BulkItemState | 'pending' | 'active' | 'released';

export interface BulkItemRow {
  position: number;
  number: string;
  display: string;
  /** The account rents it, so that it has a page. */
  rentalId: string | null;
  state: OutcomeState;
  /** Why it was skipped, refused or failed; what was done, where that is worth telling. */
  reason: string | null;
  nextStep: string | null;
  /** Its fallback, when one was rented for it. */
  fallback: { number: string; display: string } | null;
  /** Set aside or charged for it by this job, its fallback's included; null when nothing. */
  amountMicros: bigint | null;
  /** The line of the file it came from. */
  line: number | null;
}

export interface BulkItemPage {
  rows: BulkItemRow[];
  total: number;
  size: number;
}

/** A job in the hands of a worker. */
export interface HeldJob {
  id: string;
  accountId: AccountId;
  workerId: string;
}

export interface ClaimedJob extends HeldJob {
  kind: BulkKind;
  terms: Terms;
  actorType: string;
  actorId: string;
  requestId: string;
}

export interface WaitingItem {
  position: number;
  number: string;
  rentalId: string | null;
  data: Terms;
}

/** Skipped numbers of an edit by their reason. */
export interface SkippedGroup {
  reason: string;
  count: number;
  /** The first of them. */
  displays: string[];
}

/** What an edit would do, before it is asked for. Changes nothing. */
export interface EditQuote {
  /** Numbers chosen. */
  total: number;
  changed: number;
  skipped: SkippedGroup[];
  /** The first changes, as text before and after. */
  samples: { number: string; display: string; before: string; after: string }[];
  /** Numbers that end besides those chosen: fallbacks of released primaries. */
  alsoEnding: number;
  cost: EditCost | null;
}

export interface EditCost {
  currency: CurrencyCode;
  /** With tax; less when a fallback comes back or none is free. */
  dueAtMostMicros: bigint;
  monthlyMicros: bigint;
  missingMicros: bigint;
  /** Former fallbacks that come back. */
  returning: number;
}

/** A number of a purchase of several, before or after it is reserved. */
export interface CartLine {
  number: string;
  display: string;
  place: string;
  region: string;
  carrierName: string;
  /** Its carrier's word for the kind of calls allowed from it. */
  series: string;
  /** Whether it could have a fallback. */
  offersHighAvailability: boolean;
  highAvailability: boolean;
  /** Why it cannot be bought; null when it can. */
  refusal: string | null;
  setupMicros: bigint;
  monthlyMicros: bigint;
  /** A fallback's monthly rent; null where none is offered. */
  fallbackMonthlyMicros: bigint | null;
  /** Reserved as its fallback; null while none is. */
  fallback: { number: string; display: string; place: string; carrierName: string } | null;
  /** Due now and each month with tax, the fallback's own apart. */
  dueMicros: bigint;
  eachMonthMicros: bigint;
  fallbackDueMicros: bigint;
}

export interface CartQuote {
  currency: CurrencyCode;
  taxBasisPoints: number;
  lines: CartLine[];
  availableMicros: bigint;
}
