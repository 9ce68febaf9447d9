export type ComplianceStatus = 'draft' | 'submitted' | 'accepted' | 'rejected' | 'suspended' | 'expired';

/** A part of an application that is looked at, and may be rejected, by itself. */
export type ComplianceItem = 'business_details' | 'registration_certificate' | 'gst_certificate';
export type DocumentItem = Exclude<ComplianceItem, 'business_details'>;

export type MediaType = 'application/pdf' | 'image/jpeg' | 'image/png';

/** The fields of the requirement for India local numbers; empty texts in a draft that does not say them yet. */
export interface BusinessDetails {
  businessName: string;
  registrationNumber: string;
  firstName: string;
  lastName: string;
  email: string;
  addressLine1: string;
  addressLine2: string;
  city: string;
  state: string;
  postalCode: string;
}

/** Why an item was rejected, and whether it was changed since. */
export type ItemReason = { reason: string; isCorrected: boolean };
export type ItemReasons = Partial<Record<ComplianceItem, ItemReason>>;

export interface DocumentSummary {
  id: string;
  item: DocumentItem;
  fileName: string;
  mediaType: MediaType;
  byteCount: number;
  uploadedAt: Date;
}

export interface ApplicationSummary {
  id: string;
  alias: string;
  businessName: string;
  countryIso: string;
  status: ComplianceStatus;
  /** Why it was rejected or suspended. */
  statusReason: string | null;
  submittedAt: Date | null;
  /** Last day of validity as YYYY-MM-DD in the account's time zone; null when it does not end. */
  validUntil: string | null;
  /** Numbers rented under it now, fallback numbers included. */
  numbers: number;
  updatedAt: Date;
}

export interface ApplicationDetail extends ApplicationSummary {
  details: BusinessDetails;
  itemReasons: ItemReasons;
  documents: DocumentSummary[];
  /** How often it was submitted. */
  submissions: number;
  decidedAt: Date | null;
}

/** A number that may be rented under an application, or is. */
export interface LinkableNumber {
  rentalId: string;
  number: string;
  display: string;
  alias: string | null;
  /** The application it is rented under now. */
  applicationId: string | null;
  applicationAlias: string | null;
  /** Its fallback number, which goes along. */
  fallback: string | null;
}

/** What became of one number of a bulk link. */
export interface LinkOutcome {
  rentalId: string;
  /** Digits; null when the number is not the account's. */
  number: string | null;
  isLinked: boolean;
  remark: string;
}

/** What a suspension takes off the network. */
export interface SuspensionEffect {
  numbers: number;
  pairs: number;
}

/** An application on the operator's list. */
export interface ReviewSummary extends ApplicationSummary {
  accountName: string;
  submissions: number;
}

/** An application under the operator's eyes. */
export interface ReviewDetail extends ApplicationDetail {
  accountName: string;
  effect: SuspensionEffect;
}

/** What calls a series of India numbers is for (TRAI's commercial communications rules, TCCCPR 2018). */
export type SeriesUse = 'landline' | '140' | '160';

/** Why no number of a country can be rented: what there is instead of an accepted application. */
export interface MissingCompliance {
  /** The application that is nearest to being accepted; null when there is none at all. */
  nearest: { id: string; alias: string; status: ComplianceStatus } | null;
  /** Whether this person sees it, and may make one. */
  maySee: boolean;
  mayMake: boolean;
}
