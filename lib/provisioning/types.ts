import type { ChargeLine } from '@/lib/billing';
import type { Day } from '@/lib/datetime';
import type { CurrencyCode } from '@/lib/money';

export type PairState =
  | 'requested'
  | 'reserved'
  | 'ordered'
  | 'active'
  | 'replacing'
  | 'waiting_for_stock'
  | 'failed'
  | 'releasing'
  | 'off';

/** How far from its primary a fallback number may be: see `FallbackReach` in the schema. */
export type Reach = 'area' | 'state' | 'country';

/** Where a fallback was found, seen from its primary. */
export type FallbackTier = 'area' | 'state' | 'country';

/** One number of a quote with what it costs. */
export interface QuotedNumber {
  number: string;
  display: string;
  place: string;
  region: string;
  carrierName: string;
  lines: ChargeLine[];
  monthlyMicros: bigint;
}

/** Everything the review page shows before money is set aside. */
export interface PurchaseQuote {
  currency: CurrencyCode;
  primary: QuotedNumber;
  /** What the fallback costs when high availability is asked for; its number once reserved. */
  fallback:
    | (Omit<QuotedNumber, 'number' | 'display' | 'place' | 'region' | 'carrierName'> & { found: QuotedNumber | null })
    | null;
  taxBasisPoints: number;
  dueNowMicros: bigint;
  eachMonthMicros: bigint;
  availableMicros: bigint;
  balanceAfterMicros: bigint;
  /** 0 when the balance suffices. */
  missingMicros: bigint;
}

/** What the review page needs of a reservation: the offer while it stands, else what became of it. */
export type ReservationDetail =
  | {
      state: 'held';
      id: string;
      number: string;
      highAvailability: boolean;
      reach: Reach;
      expiresAt: Date;
      quote: PurchaseQuote;
      /** Where the fallback is, seen from the number; null without one. */
      fallbackTier: FallbackTier | null;
    }
  | { state: 'used'; number: string; purchaseId: string }
  | { state: 'ended'; number: string; highAvailability: boolean; reach: Reach };

/** What an account has to do with a stock number already. */
export interface OwnClaim {
  /** Rents it, or is about to. */
  rents: boolean;
  /** Has it reserved until then. */
  reservation: { id: string; highAvailability: boolean; reach: Reach; expiresAt: Date } | null;
}

/** The outcome of a confirmed purchase. */
export interface PurchaseResult {
  purchaseId: string;
  rentalId: string;
  number: string;
  pairId: string | null;
  fallbackNumber: string | null;
  fallbackRentalId: string | null;
}

export type RentalState = 'provisioning' | 'active' | 'past_due' | 'released' | 'failed';

/** One number of a purchase as it stands now. */
export interface NumberProgress {
  number: string;
  display: string;
  place: string;
  region: string;
  carrierName: string;
  state: RentalState;
  /** Why it failed or was released. */
  stateReason: string | null;
  /** First day not yet paid for; null until it is active. */
  paidUntil: Day | null;
  /** Set aside until it is active. */
  heldMicros: bigint;
}

export interface PairProgress {
  state: PairState;
  stateReason: string | null;
  fallback: NumberProgress | null;
  fallbackTier: FallbackTier | null;
  events: { id: string; state: PairState; reason: string; at: Date }[];
}

export interface PurchaseCharge {
  id: string;
  numberDisplay: string;
  description: string;
  /** Positive: what was charged. */
  amountMicros: bigint;
}

/** The result page's view of a purchase: where each number and the pair are, what was charged so far. */
export interface PurchaseProgress {
  purchaseId: string;
  currency: CurrencyCode;
  boughtAt: Date;
  primary: NumberProgress;
  pair: PairProgress | null;
  charges: PurchaseCharge[];
}

/** What switching high availability on for a rented number would cost and find now. */
export interface HighAvailabilityQuote {
  currency: CurrencyCode;
  /** Before tax. */
  monthlyMicros: bigint;
  taxBasisPoints: number;
  /** Set aside at once, with tax; 0 when the former fallback comes back within its paid days. */
  dueMicros: bigint;
  availableMicros: bigint;
  /** 0 when the balance suffices. */
  missingMicros: bigint;
  /** Where the primary is. */
  place: string;
  region: string;
  /** Where a free fallback is nearest; null when there is none. */
  nearest: FallbackTier | null;
  /** The fallback of less than five days ago: it comes back. */
  former: { number: string; display: string; paidUntil: string | null } | null;
}
