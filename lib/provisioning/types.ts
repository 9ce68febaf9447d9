import type { ChargeLine } from '@/lib/billing';
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
  fallback: (Omit<QuotedNumber, 'number' | 'display' | 'place' | 'region' | 'carrierName'> & { found: QuotedNumber | null }) | null;
  taxBasisPoints: number;
  dueNowMicros: bigint;
  eachMonthMicros: bigint;
  availableMicros: bigint;
  balanceAfterMicros: bigint;
  /** 0 when the balance suffices. */
  missingMicros: bigint;
}

export interface ReservationDetail {
  id: string;
  number: string;
  display: string;
  highAvailability: boolean;
  expiresAt: Date;
  quote: PurchaseQuote;
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
