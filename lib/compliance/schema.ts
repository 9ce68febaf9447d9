import { z } from 'zod';
import { emailAddress, singleLine } from '@/lib/auth';
import { COUNTRIES } from '@/lib/phone';
import { needsCompliance } from './rules';

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
