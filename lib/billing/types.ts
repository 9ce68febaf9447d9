import type { CurrencyCode } from '@/lib/money';

export type LedgerKind = 'top_up' | 'setup_fee' | 'rental' | 'tax' | 'adjustment';

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

export interface LedgerRow {
  id: string;
  at: Date;
  kind: LedgerKind;
  description: string;
  number: string | null;
  numberDisplay: string | null;
  rentalId: string | null;
  amountMicros: bigint;
  balanceAfterMicros: bigint;
}

export interface ComingRenewal {
  rentalId: string;
  number: string;
  display: string;
  day: string;
  amountMicros: bigint;
  role: 'primary' | 'fallback' | 'single';
}

export interface BillingOverview {
  currency: CurrencyCode;
  balanceMicros: bigint;
  heldMicros: bigint;
  availableMicros: bigint;
  /** Monthly rent of all live rentals, with tax. */
  monthlyMicros: bigint;
  /** The part of it that fallback numbers cost. */
  monthlyFallbackMicros: bigint;
  taxBasisPoints: number;
  renewals: ComingRenewal[];
}
