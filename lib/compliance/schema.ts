import { z } from 'zod';
import { emailAddress, singleLine } from '@/lib/auth';
import { COUNTRIES } from '@/lib/phone';
import { COMPLIANCE_ITEMS, COMPLIANCE_STATUSES, DOCUMENT_ITEMS, needsCompliance } from './rules';

const countries = COUNTRIES.map(({ iso }) => iso).filter(needsCompliance);

/** An application as an operator accepts it on the command line. */
export const acceptApplicationInput = z.object({
  email: emailAddress,
  countryIso: z
    .string({ error: 'Give a country of two letters.' })
    .trim()
    .toUpperCase()
    .refine((iso) => countries.some((known) => known === iso), {
      error: `Country must be one that asks for an application: ${countries.join(', ')}.`,
    }),
  businessName: singleLine('a business name'),
});

const CONTROL_CHARACTER = /\p{Cc}/u;

/** A text that may still be missing. */
function draftText(what: string, maxLength: number) {
  return z
    .string({ error: `${what} must be text.` })
    .trim()
    .max(maxLength, `${what} may have at most ${maxLength} characters.`)
    .refine((text) => !CONTROL_CHARACTER.test(text), `${what} must not contain line breaks or control characters.`)
    .default('');
}

const draftDetails = {
  businessName: draftText('Business name', 50),
  registrationNumber: draftText('Registration number', 40),
  firstName: draftText('First name', 50),
  lastName: draftText('Last name', 50),
  email: draftText('E-mail', 254),
  addressLine1: draftText('Address', 100),
  addressLine2: draftText('Address, second line', 100),
  city: draftText('City', 60),
  state: draftText('State', 60),
  postalCode: draftText('PIN code', 6),
};

/** The fields as they are stored, whatever is missing. */
export const storedDetails = z.object(draftDetails);

/** Why items were rejected, as it is stored. */
export const storedReasons = z.partialRecord(
  z.enum(COMPLIANCE_ITEMS),
  z.object({ reason: z.string(), isCorrected: z.boolean() }),
);

/** The fields as they must be to be submitted: the first sentence is the one told. */
export const completeDetails = z.object({
  businessName: singleLine('the business name', 50),
  registrationNumber: singleLine('the registration number', 40).regex(/^[A-Za-z0-9][A-Za-z0-9 /.-]{4,39}$/, {
    error: 'Registration number must be 5 to 40 letters, digits, dashes or slashes.',
  }),
  firstName: singleLine('the first name', 50),
  lastName: singleLine('the last name', 50),
  email: emailAddress,
  addressLine1: singleLine('the address', 100),
  addressLine2: draftText('Address, second line', 100),
  city: singleLine('the city', 60),
  state: singleLine('the state', 60),
  postalCode: z.string().regex(/^[1-9]\d{5}$/, 'PIN code must be six digits such as 560001.'),
});

const UNKNOWN = 'Compliance application is unknown; choose one of yours.';
const applicationId = z.string({ error: UNKNOWN }).regex(/^cmp_[0-9a-z]{26}$/, UNKNOWN);

const alias = singleLine('a name for the application', 80);

export const createApplicationInput = z.object({ alias, ...draftDetails });
export type CreateApplicationInput = z.input<typeof createApplicationInput>;

export const updateApplicationInput = createApplicationInput.extend({ applicationId });
export type UpdateApplicationInput = z.input<typeof updateApplicationInput>;

export const applicationInput = z.object({ applicationId });
export type ApplicationInput = z.input<typeof applicationInput>;

export const addDocumentInput = z.object({
  applicationId,
  item: z.enum(DOCUMENT_ITEMS, { error: `Document must be one of: ${DOCUMENT_ITEMS.join(', ')}.` }),
});

const DOCUMENT_UNKNOWN = 'There is no such document.';
export const documentInput = z.object({
  documentId: z.string({ error: DOCUMENT_UNKNOWN }).regex(/^doc_[0-9a-z]{26}$/, DOCUMENT_UNKNOWN),
});

/** Numbers of one bulk link. */
const MAX_LINKED = 1_000;

export const linkNumbersInput = z.object({
  applicationId,
  rentalIds: z
    .array(z.string().max(40, 'Number is unknown.'), { error: 'Choose at least one number.' })
    .min(1, 'Choose at least one number.')
    .max(MAX_LINKED, `Link at most ${MAX_LINKED} numbers at a time.`),
});
export type LinkNumbersInput = z.input<typeof linkNumbersInput>;

const reason = (what: string) =>
  z
    .string({ error: `Say why ${what}.` })
    .trim()
    .min(1, `Say why ${what}.`)
    .max(500, 'Use at most 500 characters for a reason.')
    .refine((text) => !CONTROL_CHARACTER.test(text.replaceAll('\n', ' ')), 'Leave control characters out of a reason.');

const submission = z.number({ error: 'Submission is missing.' }).int().min(1, 'Submission is missing.');

/** 31 April would become 1 May. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

export const acceptSubmittedInput = z.object({
  applicationId,
  /** The submission that was looked at. */
  submission,
  /** Last valid day; empty when it does not end. */
  validUntil: z.preprocess(
    (day) => (day === '' ? null : day),
    z
      .string({ error: 'Valid until must be a day such as 2027-03-31.' })
      .regex(DAY, { error: 'Valid until must be a day such as 2027-03-31.', abort: true })
      .refine(isDay, { error: 'Valid until must be a day that exists.' })
      .nullable(),
  ),
});
export type AcceptSubmittedInput = z.input<typeof acceptSubmittedInput>;

export const rejectSubmittedInput = z.object({
  applicationId,
  submission,
  /** Item to why; items that are fine are left out. */
  reasons: z
    .partialRecord(z.enum(COMPLIANCE_ITEMS, { error: 'Item is not known.' }), reason('the item is rejected'))
    .refine((reasons) => Object.keys(reasons).length > 0, { error: 'Say of at least one item why it is rejected.' }),
});
export type RejectSubmittedInput = z.input<typeof rejectSubmittedInput>;

export const suspendApplicationInput = z.object({ applicationId, reason: reason('it is suspended') });
export type SuspendApplicationInput = z.input<typeof suspendApplicationInput>;

export const listReviewsInput = z.object({
  status: z.enum(COMPLIANCE_STATUSES).exclude(['draft']).default('submitted').catch('submitted'),
  page: z.number().int().min(1).max(100_000).default(1).catch(1),
});
export type ListReviewsInput = z.input<typeof listReviewsInput>;
