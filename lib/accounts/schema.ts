import { z } from 'zod';
import { CURRENCIES, timeZones } from '@/lib/accounts/rules';
import { emailAddress, newPassword, personName, singleLine } from '@/lib/auth';

export const newAccountInput = z.object({
  accountName: singleLine('an account name'),
  currency: z.enum(CURRENCIES, { error: 'Choose INR or USD as the currency.' }),
  timeZone: z
    .string({ error: 'Choose a time zone from the list.' })
    .refine((zone) => timeZones().includes(zone), 'Choose a time zone from the list.'),
});

/** The first person of an installation and their account. */
export const newOwnerInput = newAccountInput.extend({
  name: personName,
  email: emailAddress,
  password: newPassword,
});
export type NewOwnerInput = z.input<typeof newOwnerInput>;
