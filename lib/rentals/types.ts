import type { CurrencyCode } from '@/lib/money';
import type { PairState, Reach } from '@/lib/provisioning';

export type RentalStatus = 'provisioning' | 'active' | 'past_due' | 'released' | 'failed';

/** What a number is in an HA pair. */
export type PairRole = 'primary' | 'fallback';

/** A number as other numbers refer to it. */
export interface NumberReference {
  rentalId: string;
  number: string;
  display: string;
}

/** A release seen before it happens. */
export interface ReleasePreview {
  /** The numbers that would be released, the one asked for first. */
  numbers: (NumberReference & { role: PairRole | null; paidUntil: string | null })[];
  buyBackUntil: Date;
  /** Why it cannot be released now; null when it can. */
  refusal: string | null;
}

/** One row of Active Numbers. */
export interface RentalSummary extends NumberReference {
  countryIso: string;
  type: string;
  place: string;
  region: string;
  alias: string | null;
  applicationName: string | null;
  carrierName: string;
  status: RentalStatus;
  capabilities: { voice: boolean; sms: boolean; mms: boolean };
  currency: CurrencyCode;
  monthlyMicros: bigint;
  /** Next rent day; null until active. */
  renewsOn: string | null;
  pair: RentalPair | null;
  /** Whether the number could have a fallback at all. */
  highAvailability: boolean;
}

/** The pair a row belongs to, seen from that row. */
export interface RentalPair {
  role: PairRole;
  state: PairState;
  stateReason: string | null;
  atRiskReason: string | null;
  /** The other number; null while there is none. */
  other: NumberReference | null;
}

export interface PairEvent {
  id: string;
  state: PairState;
  reason: string;
  at: Date;
}

export interface PairDetail extends RentalPair {
  id: string;
  reach: Reach;
  origin: 'rented' | 'owned';
  consentUntil: Date;
  /** The fallback number with everything its field shows. */
  fallback: (NumberReference & { carrierName: string; place: string; region: string; status: RentalStatus }) | null;
  primary: NumberReference & { carrierName: string; place: string; region: string; status: RentalStatus };
  events: PairEvent[];
}

export interface RentalDetail extends Omit<RentalSummary, 'pair'> {
  statusReason: string | null;
  applicationId: string | null;
  complianceAlias: string | null;
  followsPrimary: boolean;
  taxBasisPoints: number;
  setupMicros: bigint;
  createdAt: Date;
  activatedAt: Date | null;
  paidUntil: string | null;
  pastDueSince: string | null;
  releasedAt: Date | null;
  buyBackUntil: Date | null;
  /** The live pair, else the most recent failed one, so that its reason can be read. */
  pair: PairDetail | null;
}

/** A number the account rents already that would fit as a fallback. */
export interface FallbackCandidate extends NumberReference {
  carrierName: string;
  place: string;
  region: string;
  alias: string | null;
}

export interface ReleasedNumber extends NumberReference {
  countryIso: string;
  place: string;
  releasedAt: Date;
  buyBackUntil: Date;
  reason: string | null;
  paidUntil: string | null;
  /** What buying back costs now: 0 while it is paid for. */
  dueMicros: bigint;
  currency: CurrencyCode;
  /** The fallback that would come back with it. */
  fallback: NumberReference | null;
}
