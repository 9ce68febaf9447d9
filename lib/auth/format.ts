import type { AccountRole } from '@/lib/context';

/** The roles' words on screen, and what each may do in one sentence. */
export const ROLE_WORDS: Readonly<Record<AccountRole, { name: string; meaning: string }>> = {
  owner: { name: 'Owner', meaning: 'May do everything in this account, and hand it over.' },
  admin: { name: 'Admin', meaning: 'May do everything in this account but hand it over.' },
  developer: { name: 'Developer', meaning: 'May buy, change and release numbers; does not see billing.' },
  finance: { name: 'Finance', meaning: 'May see numbers and billing and add funds; changes no numbers.' },
  support: { name: 'Support', meaning: 'May see numbers and change nothing.' },
};

/** What sign-in answers when the password was right and a second factor is asked for; the form then shows its field. */
export const SECOND_STEP = 'Enter the code of your authenticator app, or a recovery code.';

export const PASSWORD_MIN_LENGTH = 12;
export const PASSWORD_MAX_LENGTH = 200;

const COMMON =
  /^(password|passwort|qwerty|letmein|welcome|admin|twinline|changeme|iloveyou|abc123|monkey|dragon)+[\W\d_]*$/i;
const MIN_DISTINCT = 5;

function isRun(text: string): boolean {
  const steps = new Set<number>();
  for (let i = 1; i < text.length; i += 1) steps.add(text.charCodeAt(i) - text.charCodeAt(i - 1));
  return steps.size <= 2;
}

/** Why a password is refused, as a sentence; null when it may be used. */
export function passwordWeakness(password: string): string | null {
  const length = [...password].length;
  if (length < PASSWORD_MIN_LENGTH) return `Use at least ${PASSWORD_MIN_LENGTH} characters for the password.`;
  if (length > PASSWORD_MAX_LENGTH) return `Use at most ${PASSWORD_MAX_LENGTH} characters for the password.`;
  if (COMMON.test(password)) return 'This password is among the first that attackers try. Choose another.';
  if (new Set(password.toLowerCase()).size < MIN_DISTINCT) {
    return 'This password repeats too few characters. Choose a less regular one.';
  }
  if (isRun(password)) return 'This password is a simple sequence. Choose a less regular one.';
  return null;
}

export interface PasswordStrength {
  level: 'empty' | 'refused' | 'good' | 'strong';
  /** Said under the field while it is being filled in. */
  sentence: string;
}

const STRONG_LENGTH = 20;
const STRONG_MIXED_LENGTH = 16;
const STRONG_CLASSES = 3;

/** How strong a new password is, and what would make it better. */
export function passwordStrength(password: string): PasswordStrength {
  const length = [...password].length;
  if (length === 0)
    return { level: 'empty', sentence: `At least ${PASSWORD_MIN_LENGTH} characters; several words make a good one.` };
  if (length < PASSWORD_MIN_LENGTH) {
    const missing = PASSWORD_MIN_LENGTH - length;
    return { level: 'refused', sentence: `Too short: ${missing} more ${missing === 1 ? 'character' : 'characters'}.` };
  }
  const weakness = passwordWeakness(password);
  if (weakness) return { level: 'refused', sentence: weakness };
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((kind) => kind.test(password)).length;
  const isStrong = length >= STRONG_LENGTH || (length >= STRONG_MIXED_LENGTH && classes >= STRONG_CLASSES);
  if (isStrong) return { level: 'strong', sentence: 'Strong password.' };
  return { level: 'good', sentence: 'Good password. Longer is stronger.' };
}
