import { z } from 'zod';
import { idempotencyKeyInput } from '@/lib/idempotency-key';

/** E.164 digits; a plus sign, spaces and dashes are dropped. */
export const numberInput = z
  .string({ error: 'Number must be a phone number in E.164 form, for instance +918041234567.' })
  .max(32, 'Number must be a phone number in E.164 form, for instance +918041234567.')
  .transform((text) => text.replace(/[\s+()-]/g, ''))
  .pipe(
    z.string().regex(/^[1-9]\d{6,14}$/, 'Number must be a phone number in E.164 form, for instance +918041234567.'),
  );

const id = (prefix: string, what: string) =>
  z.string().regex(new RegExp(`^${prefix}_[0-9a-z]{26}$`), `${what} is unknown.`);

export const rentalIdInput = id('num', 'Number');
export const reservationIdInput = id('rsv', 'Reservation');
export const applicationIdInput = id('app', 'Application');
export const complianceIdInput = id('cmp', 'Compliance application');

export const aliasInput = z
  .string({ error: 'Alias must be text.' })
  .trim()
  .max(80, 'Alias may have at most 80 characters.')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is refused
  .regex(/^[^\u0000-\u001f\u007f]*$/, 'Alias must not contain line breaks or control characters.');

export const reachInput = z.enum(['area', 'state', 'country'], {
  error: 'Fallback area must be one of: area, state, country.',
});

export const quotePurchaseInput = z.object({
  number: numberInput,
  highAvailability: z.boolean({ error: 'High availability must be on or off.' }).default(false),
  reach: reachInput.default('country'),
});
export type QuotePurchaseInput = z.input<typeof quotePurchaseInput>;

const emptyAsNull = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' || value === undefined ? null : value), schema.nullable());

/** What the number is set to from its first moment on. */
const newNumberSettings = {
  alias: emptyAsNull(aliasInput).optional(),
  applicationId: emptyAsNull(applicationIdInput).optional(),
  complianceApplicationId: emptyAsNull(complianceIdInput).optional(),
};

/** The settings are not kept with the reservation; they are checked now, so that the purchase will not be refused for them. */
export const reserveNumbersInput = quotePurchaseInput.extend(newNumberSettings);
export type ReserveNumbersInput = z.input<typeof reserveNumbersInput>;

export const purchaseNumberInput = quotePurchaseInput.extend({
  ...newNumberSettings,
  reservationId: emptyAsNull(reservationIdInput).optional(),
  /** Made with the form: the same key is the same purchase. */
  idempotencyKey: idempotencyKeyInput,
});
export type PurchaseNumberInput = z.input<typeof purchaseNumberInput>;

export const enableHighAvailabilityInput = z.object({ rentalId: rentalIdInput, reach: reachInput.default('country') });
export type EnableHighAvailabilityInput = z.input<typeof enableHighAvailabilityInput>;

export const pairOwnedNumbersInput = z.object({ rentalId: rentalIdInput, fallbackRentalId: rentalIdInput });
export type PairOwnedNumbersInput = z.input<typeof pairOwnedNumbersInput>;

export const disableHighAvailabilityInput = z.object({
  rentalId: rentalIdInput,
  /** What becomes of the fallback number. */
  fallback: z
    .enum(['release', 'keep'], { error: 'Fallback number must be either released or kept.' })
    .default('release'),
});
export type DisableHighAvailabilityInput = z.input<typeof disableHighAvailabilityInput>;

export const rentalInput = z.object({ rentalId: rentalIdInput });
export const reservationInput = z.object({ reservationId: reservationIdInput });
export const purchaseInput = z.object({
  purchaseId: id('pur', 'Purchase'),
});
