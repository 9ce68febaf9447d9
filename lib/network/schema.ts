import { z } from 'zod';

const OUTCOMES = [
  'answered',
  'busy',
  'no-answer',
  'rejected',
  'invalid-number',
  'caller-cancelled',
  'network',
  'congestion',
  'silence',
  'capability',
  'account',
  'redirect',
  'destination',
] as const;
const NEXT_ROUTES = ['yes', 'no', 'other-capabilities', 'same-hop-once', 'second-opinion', 'when-allowed'] as const;

/** How a trunk uses codes differently from the outcome table. */
export const outcomeOverridesSchema = z
  .array(
    z.strictObject({
      match: z
        .strictObject({
          sipCode: z.int('SIP code must be from 300 to 699.').min(300).max(699).optional(),
          cause: z.int('Cause must be from 1 to 127.').min(1).max(127).optional(),
        })
        .refine(
          ({ sipCode, cause }) => sipCode !== undefined || cause !== undefined,
          'Each row must name a SIP code, a Q.850 cause or both.',
        ),
      next: z.enum(NEXT_ROUTES, `Next route must be one of ${NEXT_ROUTES.join(', ')}.`),
      blame: z.boolean('Blame must be true or false.'),
      outcome: z.enum(OUTCOMES, `Outcome must be one of ${OUTCOMES.join(', ')}.`),
      reason: z
        .string()
        .trim()
        .min(1, 'Each row must say its reason.')
        .max(200, 'A reason has at most 200 characters.'),
    }),
  )
  .max(50, 'A trunk has at most 50 outcome rows of its own.');
