import type { OidcRefusal } from '@/lib/team/types';

/** Why single sign-on let somebody not in. */
const OIDC_SENTENCES: Readonly<Record<OidcRefusal, string>> = {
  no_account: 'Nobody here has your e-mail address. Ask an owner or admin to invite you.',
  unverified: 'Your provider has not verified your e-mail address, so it does not count here.',
  domain: 'E-mail addresses of your domain may not sign in here.',
  other_identity: 'Your e-mail address belongs to another identity of your provider here. Ask the operator.',
  failed: 'Single sign-on did not work. Try again.',
};

/** The sentence for the sign-in page's `refused` or next-auth's own `error`; null when the address has neither. */
export function oidcSentence(refused: unknown, error: unknown): string | null {
  const known = Object.entries(OIDC_SENTENCES).find(([code]) => code === refused)?.[1];
  if (known) return known;
  return typeof error === 'string' ? OIDC_SENTENCES.failed : null;
}

/** Roles that can be given; the owner's is handed over instead. */
export const GRANTED_ROLES = ['admin', 'developer', 'finance', 'support'] as const;
export type GrantedRole = (typeof GRANTED_ROLES)[number];

/** The role a form names; null for anything else. */
export function grantedRoleOf(text: string): GrantedRole | null {
  return GRANTED_ROLES.find((role) => role === text) ?? null;
}
