import { z } from 'zod';
import { CURRENCIES } from '@/lib/accounts/rules';
import { emailAddress, newPassword, personName, singleLine } from '@/lib/auth';
import { timeZones } from '@/lib/datetime/time-zones';

/** The first person of an installation and their account, in the order of the form: the first problem is the one told. */
export const newOwnerInput = z.object({
  name: personName,
  email: emailAddress,
  password: newPassword,
  accountName: singleLine('an account name'),
  currency: z.enum(CURRENCIES, { error: 'Choose INR or USD as the currency.' }),
  timeZone: z
    .string({ error: 'Choose a time zone from the list.' })
    .refine((zone) => timeZones().includes(zone), 'Choose a time zone from the list.'),
});
export type NewOwnerInput = z.input<typeof newOwnerInput>;
