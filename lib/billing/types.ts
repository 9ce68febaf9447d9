import type { Day, Month } from '@/lib/datetime';
import type { Prisma } from '@/lib/db';
import type { CurrencyCode } from '@/lib/money';

export type LedgerKind = 'top_up' | 'setup_fee' | 'rental' | 'call' | 'tax' | 'adjustment';

/** One line of a charge, positive: what the customer pays for what. */
export interface ChargeLine {
  kind: 'setup_fee' | 'rental' | 'tax';
  description: string;
  amountMicros: bigint;
}

/** What a number costs an account: net of tax, with the tax rate that goes on top. */
export interface RentalPrice {
  currency: CurrencyCode;
  setupMicros: bigint;
  monthlyMicros: bigint;
  taxBasisPoints: number;
}

/** What of an entry says which days it pays for: from inclusive, until exclusive. */
export interface PaidPeriod {
  kind: LedgerKind;
  periodFrom: Day | null;
  periodUntil: Day | null;
}

export interface LedgerRow {
  /** Ascending by account; the paging cursor. */
  id: string;
  at: Date;
  kind: LedgerKind;
  description: string;
  number: string | null;
  numberDisplay: string | null;
  rentalId: string | null;
  /** The days a rental charge pays for: from inclusive, until exclusive. */
  periodFrom: Day | null;
  periodUntil: Day | null;
  amountMicros: bigint;
  balanceAfterMicros: bigint;
}

/** A ledger page's address as it stands there, unchecked. */
export type LedgerParams = Record<'kind' | 'number' | 'from' | 'to' | 'before' | 'after', string | null>;

export interface LedgerFilters {
  kind: LedgerKind | null;
  /** Digits the number contains. */
  number: string | null;
  /** Days in the account's time zone, both inclusive. */
  from: Day | null;
  to: Day | null;
}

export interface LedgerCursor {
  /** Entries older than this one. */
  before: string | null;
  /** Entries newer than this one. */
  after: string | null;
}

/** One page of the ledger, newest first. */
export interface LedgerPage {
  rows: LedgerRow[];
  /** Entries that fit the filters, counted up to a bound. */
  total: number;
  isTotalExact: boolean;
  /** Cursors of the pages before and after this one; null at the ends. */
  newer: string | null;
  older: string | null;
}

export type RentalRole = 'primary' | 'fallback' | 'single';

export interface ComingRenewal {
  rentalId: string;
  number: string;
  display: string;
  day: Day;
  /** With tax. */
  amountMicros: bigint;
  role: RentalRole;
  isPastDue: boolean;
}

/** Money set aside for a number that is still being set up. */
export interface OpenHold {
  rentalId: string;
  number: string;
  display: string;
  amountMicros: bigint;
  since: Date;
}

/** Rent that could not be collected. */
export interface PastDueRent {
  count: number;
  /** What is owed, with tax. */
  amountMicros: bigint;
  /** The day the first of these numbers is released. */
  releaseDay: Day;
}

/** What all live rentals cost each month. */
export interface MonthlyRent {
  count: number;
  /** Before tax, without fallback numbers. */
  numbersMicros: bigint;
  fallbackCount: number;
  /** Before tax: what high availability costs. */
  fallbackMicros: bigint;
  taxMicros: bigint;
  totalMicros: bigint;
}

/** A calendar month in the account's time zone; amounts with tax. */
export interface MonthSpend {
  currency: CurrencyCode;
  spentMicros: bigint;
  /** Of this: set-up fees and rent. */
  rentMicros: bigint;
  callMicros: bigint;
  /** What will have been spent at the month's end. */
  forecastMicros: bigint;
}

/** What was spent, by what it was spent on; positive, before tax, and the tax apart. */
export interface SpendLines {
  setupMicros: bigint;
  /** Without that of fallback numbers. */
  rentMicros: bigint;
  /** What high availability costs: rent of numbers while they are fallbacks. */
  fallbackMicros: bigint;
  callMicros: bigint;
  taxMicros: bigint;
  totalMicros: bigint;
}

/** A month's spending so far and at its end. */
export interface MonthForecast {
  currency: CurrencyCode;
  taxBasisPoints: number;
  month: Month;
  spent: SpendLines;
  forecast: SpendLines;
}

export interface SpendRow extends SpendLines {
  callCount: number;
}

export interface NumberSpend extends SpendRow {
  number: string;
  display: string;
  alias: string | null;
  tags: string[];
}

export interface TagSpend extends SpendRow {
  /** Null: numbers without tags. */
  tag: string | null;
  numberCount: number;
}

export interface MonthRow extends SpendRow {
  month: Month;
  isComplete: boolean;
}

/** How spending is divided up. */
export type SpendView = 'number' | 'tag' | 'month';

/** A month of the ledger in a few figures, signs as in the ledger: opening balance and all others give the closing one. */
export interface StatementSums {
  openingMicros: bigint;
  topUpMicros: bigint;
  adjustmentMicros: bigint;
  setupMicros: bigint;
  rentMicros: bigint;
  fallbackMicros: bigint;
  callMicros: bigint;
  taxMicros: bigint;
  closingMicros: bigint;
  callCount: number;
}

export interface StatementSummary extends StatementSums {
  month: Month;
  /** Whether the month is over, so that nothing changes any more. */
  isComplete: boolean;
}

export type StatementGroup = 'top_up' | 'adjustment' | 'setup' | 'rent' | 'fallback';

/** An entry that a statement lists by itself: everything but calls and tax. */
export interface StatementEntry extends PaidPeriod {
  id: string;
  at: Date;
  group: StatementGroup;
  description: string;
  numberDisplay: string | null;
  amountMicros: bigint;
}

/** The calls of one number in a statement. */
export interface StatementCalls {
  number: string;
  numberDisplay: string;
  count: number;
  /** As in the ledger: negative. */
  amountMicros: bigint;
}

export interface Statement extends StatementSummary {
  account: { name: string; authId: string; currency: CurrencyCode; timeZone: string };
  taxBasisPoints: number;
  /** The first so many. */
  entries: StatementEntry[];
  calls: StatementCalls[];
  /** Whether there are more of either than are here; the CSV has all. */
  isShortened: boolean;
}

export interface BillingOverview {
  currency: CurrencyCode;
  timeZone: string;
  balanceMicros: bigint;
  heldMicros: bigint;
  availableMicros: bigint;
  taxBasisPoints: number;
  monthly: MonthlyRent;
  pastDue: PastDueRent | null;
  /** The next renewals in order of their days. */
  renewals: ComingRenewal[];
  renewalCount: number;
  holds: OpenHold[];
}

/** The outcome of a top-up. */
export interface FundsAdded {
  currency: CurrencyCode;
  amountMicros: bigint;
  /** Past-due numbers whose rent was collected with it. */
  recoveredCount: number;
}

/** One thing that must be true of the whole database. */
export interface BookCheck {
  /** The sentence that must be true. */
  name: string;
  /** Selects `subject` and `detail` of what breaks it. */
  find: (now: Date) => Prisma.Sql;
}

export interface BookFinding {
  /** The sentence that is not true. */
  check: string;
  /** What it is not true of. */
  subject: string;
  detail: string;
}
