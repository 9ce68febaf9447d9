import type { CurrencyCode } from '@/lib/money';
import type { CountryIso } from '@/lib/phone/countries';

export type AvailableNumberType = 'local' | 'mobile' | 'tollfree' | 'national';

export interface NumberCapabilities {
  voice: boolean;
  sms: boolean;
  mms: boolean;
}

/** One number anyone may buy, as a search result. */
export interface AvailableNumber {
  /** E.164 digits without the plus sign. */
  number: string;
  display: string;
  countryIso: CountryIso;
  type: AvailableNumberType;
  areaId: number;
  /** Area code without the trunk prefix (STD code in India); empty where there is none. */
  areaCode: string;
  place: string;
  region: string;
  carrierName: string;
  capabilities: NumberCapabilities;
  /** In the account's currency, before tax. */
  currency: CurrencyCode;
  setupMicros: bigint;
  monthlyMicros: bigint;
  /** What must be in place before it can be rented; null when nothing. */
  requirement: 'India KYC' | null;
  /** Whether a fallback number can be rented with it; elsewhere failover is automatic. */
  highAvailability: boolean;
}

/** A number's own page: what the search shows, and whether a fallback could be had right now. */
export interface AvailableNumberDetail extends AvailableNumber {
  carrierSlug: string;
  /** What its carrier calls its series; "standard" when nothing. */
  series: string;
  /** Where the nearest number on a carrier of another failure domain is; null when there is none or none is needed. */
  fallbackTier: 'area' | 'state' | 'country' | null;
}

/** Exact up to 10,000; beyond that all that is said is that there are more. */
export type SearchTotal = { exact: number } | { atLeast: number };

export interface AvailableNumberPage {
  rows: AvailableNumber[];
  total: SearchTotal;
  /** Hand it back as `cursor` for the next page; null on the last one. */
  nextCursor: string | null;
}

export type SearchFilter = 'type' | 'areas' | 'pattern' | 'capabilities';

/** Why a search found nothing: what each filter alone hides, the largest first. */
export interface EmptySearchExplanation {
  /** The filter that hides most, or null when no single one can be dropped to find anything. */
  culprit: SearchFilter | null;
  relaxations: { filter: SearchFilter; total: SearchTotal }[];
}

/** A place as the type-ahead offers it; a place with several area codes is one suggestion. */
export interface PlaceSuggestion {
  /** What `areas` of a search takes. */
  areaIds: number[];
  place: string;
  region: string;
  codes: string[];
  /** Numbers to be had there; `more` when counting stopped. */
  stock: number;
  more: boolean;
}
