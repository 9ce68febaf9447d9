import { z } from 'zod';
import { confirmPasswordInput, singleLine } from '@/lib/auth/schema';
import { KEY_LIFETIMES, SCOPES } from '@/lib/keys/format';

const MOST_OVERLAP_HOURS = 72;

export const createKeyInput = z.object({
  name: singleLine('a name for the key', 60),
  scopes: z
    .array(z.enum(SCOPES, { error: 'Choose what the key may do from the list.' }), {
      error: 'Choose what the key may do.',
    })
    .min(1, 'Choose what the key may do: at least one.')
    .transform((scopes) => [...new Set(scopes)]),
  lifetime: z.enum(KEY_LIFETIMES, { error: 'Choose when the key ends from the list.' }),
});

export const revokeKeyInput = z.object({ keyId: z.string().max(64) });

export const rotateTokenInput = confirmPasswordInput.extend({
  overlapHours: z.coerce
    .number({ error: `Give a whole number of hours from 0 to ${MOST_OVERLAP_HOURS}.` })
    .int(`Give a whole number of hours from 0 to ${MOST_OVERLAP_HOURS}.`)
    .min(0, `Give a whole number of hours from 0 to ${MOST_OVERLAP_HOURS}.`)
    .max(MOST_OVERLAP_HOURS, `Give a whole number of hours from 0 to ${MOST_OVERLAP_HOURS}.`),
});
