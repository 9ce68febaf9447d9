import { z } from 'zod';

const NUMBER = 'Give the number in full with its country code, such as +91 98765 43210.';

/** A call placed by hand; what it may do beyond this is checked where it is placed. */
export const placeCallInput = z.object({
  /** The caller number. For a proof the primary number of the pair. */
  from: z.string(NUMBER).trim().min(1, NUMBER).max(40, NUMBER),
  to: z.string(NUMBER).trim().max(40, NUMBER).default(''),
  purpose: z.enum(['customer', 'test', 'proof'], 'The purpose must be customer, test or proof.').default('test'),
  ringTimeoutSeconds: z.coerce
    .number('The ring timeout must be from 1 to 120 seconds.')
    .int('The ring timeout must be whole seconds.')
    .min(1, 'The ring timeout must be from 1 to 120 seconds.')
    .max(120, 'The ring timeout must be from 1 to 120 seconds.')
    .optional(),
  timeLimitSeconds: z.coerce
    .number('The time limit must be from 1 second to 24 hours.')
    .int('The time limit must be whole seconds.')
    .min(1, 'The time limit must be from 1 second to 24 hours.')
    .max(86_400, 'The time limit must be from 1 second to 24 hours.')
    .optional(),
});
export type PlaceCallInput = z.input<typeof placeCallInput>;

/** A call by the id that its record shows. */
export const callUuidInput = z.object({ callUuid: z.uuid('The call’s id is not valid.') });
export type CallUuidInput = z.input<typeof callUuidInput>;
