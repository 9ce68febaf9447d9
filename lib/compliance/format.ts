import type { BusinessDetails, ComplianceItem, ComplianceStatus, DocumentItem, MediaType, SeriesUse } from './types';

export const ITEM_WORDS: Readonly<Record<ComplianceItem, string>> = {
  business_details: 'Business details',
  registration_certificate: 'Registration certificate',
  gst_certificate: 'GST certificate',
};

/** What each document must be, before it is chosen. */
export const DOCUMENT_HINTS: Readonly<Record<DocumentItem, string>> = {
  registration_certificate: 'Certificate of Incorporation (MCA) or Udyam registration, sealed and signed.',
  gst_certificate: 'GST registration certificate, with the same business name.',
};

/** Bytes a document may have. */
export const MAX_DOCUMENT_BYTES = 5 * 1024 * 1024;
export const MAX_FILE_NAME = 99;
export const DOCUMENT_KINDS_SENTENCE = 'PDF, JPEG or PNG, up to 5 MB.';
/** For a file input: what its dialog offers first; content decides. */
export const DOCUMENT_ACCEPT = 'application/pdf,image/jpeg,image/png';

export const MEDIA_WORDS: Readonly<Record<MediaType, string>> = {
  'application/pdf': 'PDF',
  'image/jpeg': 'JPEG image',
  'image/png': 'PNG image',
};

export interface DetailField {
  name: keyof BusinessDetails;
  label: string;
  hint?: string;
  maxLength: number;
  optional?: true;
  /** For the browser's own filling. */
  autoComplete: string;
}

/** The fields of the requirement, in the order of the form. */
export const DETAIL_FIELDS: readonly DetailField[] = [
  {
    name: 'businessName',
    label: 'Business name',
    hint: 'Exactly as on both certificates.',
    maxLength: 50,
    autoComplete: 'organization',
  },
  {
    name: 'registrationNumber',
    label: 'Registration number',
    hint: 'CIN or Udyam number of the registration certificate.',
    maxLength: 40,
    autoComplete: 'off',
  },
  { name: 'firstName', label: 'First name', maxLength: 50, autoComplete: 'given-name' },
  { name: 'lastName', label: 'Last name', maxLength: 50, autoComplete: 'family-name' },
  { name: 'email', label: 'E-mail', hint: 'Of the authorised person.', maxLength: 254, autoComplete: 'email' },
  { name: 'addressLine1', label: 'Address', maxLength: 100, autoComplete: 'address-line1' },
  {
    name: 'addressLine2',
    label: 'Address, second line',
    maxLength: 100,
    optional: true,
    autoComplete: 'address-line2',
  },
  { name: 'city', label: 'City', maxLength: 60, autoComplete: 'address-level2' },
  { name: 'state', label: 'State', maxLength: 60, autoComplete: 'address-level1' },
  { name: 'postalCode', label: 'PIN code', hint: 'Six digits.', maxLength: 6, autoComplete: 'postal-code' },
];

export const NO_DETAILS: BusinessDetails = {
  businessName: '',
  registrationNumber: '',
  firstName: '',
  lastName: '',
  email: '',
  addressLine1: '',
  addressLine2: '',
  city: '',
  state: '',
  postalCode: '',
};

/** What a status means for its owner, in one sentence. */
export const STATUS_SENTENCES: Readonly<Record<ComplianceStatus, string>> = {
  draft: 'Not submitted yet: fill it in, add both certificates and submit it.',
  submitted: 'Being reviewed. It cannot be changed meanwhile; you are told of the outcome.',
  accepted: 'India local numbers can be rented under it.',
  rejected: 'Correct what was rejected and submit it again.',
  suspended: 'Calls from its numbers, fallback numbers included, are blocked, and no number can be rented under it.',
  expired: 'Calls from its numbers are blocked. Bring it up to date and submit it again.',
};

/** "1.4 MB", "312 KB". */
export function formatBytes(bytes: number): string {
  if (bytes >= 1024 * 1024) return `${(bytes / (1024 * 1024)).toFixed(1)} MB`;
  return `${Math.max(1, Math.round(bytes / 1024))} KB`;
}

function countOf(count: number, one: string, many: string): string {
  return `${new Intl.NumberFormat('en-IN').format(count)} ${count === 1 ? one : many}`;
}

/** What a suspension would do, before it is done. */
export function suspensionSentence({ numbers, pairs }: { numbers: number; pairs: number }): string {
  if (numbers === 0) return 'No number is rented under it; none can be from then on.';
  const paired = pairs === 0 ? '' : `, both numbers of ${countOf(pairs, 'pair', 'pairs')} among them`;
  return `Blocks calls from ${countOf(numbers, 'number', 'numbers')}${paired}, at once. Calls in progress go on.`;
}

interface SeriesRule {
  /** What calls may be made from it. */
  allowed: string;
  /** What calls may not, and from where they are made instead. */
  forbidden: string;
  /** What there is to do before calls go out; null when nothing. */
  before: string | null;
}

const OFFLINE =
  'Its carrier sets it up by hand once header and templates are registered (DLT) and the letter of no objection is there: 5 to 14 working days.';

export const SERIES_RULES: Readonly<Record<SeriesUse, SeriesRule>> = {
  landline: {
    allowed: 'Service and transactional calls.',
    forbidden:
      'No promotional calls: these are made from 140 numbers. Banks, insurers and other financial firms make their service and transactional calls from 160 numbers.',
    before: null,
  },
  '140': {
    allowed: 'Promotional calls only, to people who agreed to them.',
    forbidden:
      'No service or transactional calls: these are made from a landline number, by financial firms from a 160 number.',
    before: OFFLINE,
  },
  '160': {
    allowed: 'Service and transactional calls of banks, insurers and other financial firms only.',
    forbidden: 'No promotional calls, and no calls of other businesses.',
    before: OFFLINE,
  },
};

/** Why the series matters, in one sentence. */
export const SERIES_WARNING =
  'Calls from the wrong series count as unsolicited: complaints block the compliance application, and with it all its numbers.';
