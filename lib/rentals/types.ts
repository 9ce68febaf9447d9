import type { ComplianceStatus } from '@/lib/compliance';
import type { CurrencyCode } from '@/lib/money';
import type { PairState, Reach } from '@/lib/provisioning';
import type { RentalType } from './format';

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
  /** Whether the number asked for is protected from release. */
  isProtected: boolean;
}

/** One row of Active Numbers. */
export interface RentalSummary extends NumberReference {
  countryIso: string;
  type: RentalType;
  place: string;
  region: string;
  alias: string | null;
  tags: string[];
  notes: string | null;
  /** Not to be released by a person while it is. */
  isProtected: boolean;
  /** Of the account's own contract with the carrier: nothing is charged for it here. */
  isBrought: boolean;
  applicationName: string | null;
  carrierName: string;
  status: RentalStatus;
  /** Why it failed, is past due or was released. */
  statusReason: string | null;
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
  id: string;
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

/** A number of a pair with everything its place in the picture shows. */
export interface PairSide extends NumberReference {
  carrierName: string;
  place: string;
  region: string;
  status: RentalStatus;
  monthlyMicros: bigint;
  paidUntil: string | null;
  applicationName: string | null;
  followsPrimary: boolean;
}

export interface PairDetail extends RentalPair {
  /** Whether an answered call over the fallback has shown that it works. */
  proof: 'unproven' | 'proven' | 'failed';
  /** When one last did. */
  provenAt: Date | null;
  /** What the last such call showed. */
  proofReason: string | null;
  /** After an outage calls return to the primary by hand only. */
  manualFailback: boolean;
  reach: Reach;
  origin: 'rented' | 'owned';
  consentUntil: Date;
  primary: PairSide;
  fallback: PairSide | null;
  events: PairEvent[];
}

/** What the account's active numbers can be narrowed to. */
export interface RentalFacets {
  /** Numbers without any filter; 0 on first use. */
  total: number;
  countries: string[];
  types: RentalType[];
  carriers: { slug: string; name: string }[];
  tags: string[];
}

/** Search and filters kept under a name. */
export interface SavedViewSummary {
  id: string;
  name: string;
  /** The address's query, beginning with "?" or empty. */
  query: string;
  isShared: boolean;
  /** Made by the reader, who alone may remove it. */
  isOwn: boolean;
}

/** One page of Active Numbers. */
export interface RentalPage {
  rows: RentalSummary[];
  /** Numbers that fit the filters. */
  total: number;
  facets: RentalFacets;
}

export interface RentalDetail extends Omit<RentalSummary, 'pair'> {
  applicationId: string | null;
  /** The application it is rented under; null where none is needed, or none is there. */
  compliance: { id: string; alias: string; status: ComplianceStatus } | null;
  followsPrimary: boolean;
  taxBasisPoints: number;
  setupMicros: bigint;
  createdAt: Date;
  activatedAt: Date | null;
  paidUntil: string | null;
  pastDueSince: string | null;
  /** The day it is released unless its rent is paid; null when nothing is owed. */
  endsOn: string | null;
  releasedAt: Date | null;
  buyBackUntil: Date | null;
  /** The live pair, else the most recent failed one, so that its reason can be read. */
  pair: PairDetail | null;
}

/** A number as a search over the whole console finds it. */
export interface FoundNumber {
  number: string;
  display: string;
  alias: string | null;
}

/** A number the account rents already that would fit into a pair. */
export interface PairCandidate extends NumberReference {
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
  /** What buying back costs now, the fallback that comes with it included: 0 while both are paid for. */
  dueMicros: bigint;
  /** The rent day that had passed unpaid when it was released: what is due is charged from then. */
  unpaidSince: string | null;
  currency: CurrencyCode;
  /** The fallback that would come back with it. */
  fallback: NumberReference | null;
  /** The active number whose fallback it was. */
  formerPrimary: NumberReference | null;
}
