import { z } from 'zod';
import { PASSWORD_MAX_LENGTH, passwordWeakness } from '@/lib/auth/format';
import { timeZones } from '@/lib/datetime/time-zones';

const EMAIL_MAX_LENGTH = 254;
const NAME_MAX_LENGTH = 100;

// PostgreSQL refuses NUL in text, and line breaks or control characters in a name only serve to deceive.
const CONTROL_CHARACTER = /\p{Cc}/u;

/** One line of text a person typed: trimmed, bounded, without control characters. */
export function singleLine(what: string, maxLength: number = NAME_MAX_LENGTH) {
  return z
    .string({ error: `Enter ${what}.` })
    .trim()
    .min(1, `Enter ${what}.`)
    .max(maxLength, `Use at most ${maxLength} characters for ${what}.`)
    .refine((text) => !CONTROL_CHARACTER.test(text), `Leave line breaks and control characters out of ${what}.`);
}

const INVALID_EMAIL = 'Enter an e-mail address like name@example.com.';

export const emailAddress = z
  .string({ error: INVALID_EMAIL })
  .trim()
  .max(EMAIL_MAX_LENGTH, `Use at most ${EMAIL_MAX_LENGTH} characters for the e-mail address.`)
  .toLowerCase()
  .pipe(z.email(INVALID_EMAIL));

export const personName = singleLine('your name');

export const newPassword = z.string({ error: 'Enter a password.' }).superRefine((password, check) => {
  const weakness = passwordWeakness(password);
  if (weakness) check.addIssue({ code: 'custom', message: weakness });
});

/** A password as somebody claims it to be: bounded, otherwise anything. */
const givenPassword = z
  .string({ error: 'Enter your password.' })
  .min(1, 'Enter your password.')
  .max(4 * PASSWORD_MAX_LENGTH, 'This password is too long.');

/** A code of the app or a recovery code, as somebody typed it; a form without the field sends nothing. */
const givenCode = z.string({ error: 'Enter the code.' }).trim().max(100, 'This code is too long.');

const neededCode = givenCode.min(1, 'Enter the code.');

export const signInInput = z.object({ email: emailAddress, password: givenPassword, code: givenCode.optional() });

/** The caller's own password once more. */
export const confirmPasswordInput = z.object({ password: givenPassword });

/** A code of the authenticator app. */
export const appCodeInput = z.object({ code: neededCode });

/** The caller’s own password and a code once more. */
export const bothFactorsInput = z.object({ password: givenPassword, code: neededCode });

export const endSessionInput = z.object({ sessionId: z.string().max(64) });

export const switchAccountInput = z.object({ accountId: z.string().max(64) });

export const changePasswordInput = z.object({
  currentPassword: givenPassword,
  newPassword,
});

export const updateProfileInput = z.object({
  name: personName,
  /** Empty: the account's. Not given: as it is. */
  timeZone: z
    .string({ error: 'Choose a time zone from the list.' })
    .refine((zone) => zone === '' || timeZones().includes(zone), 'Choose a time zone from the list.')
    .transform((zone) => zone || null)
    .optional(),
});
