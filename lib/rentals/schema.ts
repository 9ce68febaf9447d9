import { z } from 'zod';

const rentalId = z
  .string({ error: 'Number is unknown; choose one of your active numbers.' })
  .regex(/^num_[0-9a-z]{26}$/, 'Number is unknown; choose one of your active numbers.');

export const rentalInput = z.object({ rentalId });
export type RentalInput = z.input<typeof rentalInput>;

export const updateNumberInput = z.object({
  rentalId,
  alias: z
    .string({ error: 'Alias must be text.' })
    .trim()
    .max(80, 'Alias may have at most 80 characters.')
    .refine((text) => !/\p{Cc}/u.test(text), 'Alias must not contain line breaks or control characters.')
    .transform((text) => text || null),
  applicationId: z
    .union([
      z.literal('').transform(() => null),
      z.string().regex(/^app_[0-9a-z]{26}$/, 'Application is unknown; choose one of your applications.'),
      z.null(),
    ], { error: 'Application is unknown; choose one of your applications.' }),
  /** For a fallback number: whether it keeps following its primary's application. */
  followsPrimary: z.boolean({ error: 'Follow the primary must be on or off.' }).optional(),
});
export type UpdateNumberInput = z.input<typeof updateNumberInput>;
