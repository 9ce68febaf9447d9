import type { SessionClaims } from '@/lib/auth';
import type { AccountRole } from '@/lib/context';

export interface Member {
  userId: string;
  name: string;
  email: string;
  role: AccountRole;
  hasTwoFactor: boolean;
  joinedAt: Date;
  lastSignInAt: Date | null;
  isSelf: boolean;
}

export interface PendingInvitation {
  id: string;
  email: string;
  role: AccountRole;
  invitedBy: string;
  createdAt: Date;
  expiresAt: Date;
  isExpired: boolean;
}

/** A link that was just made; it is not known again. */
export interface InvitationLink {
  invitationId: string;
  url: string;
  email: string;
  expiresAt: Date;
  /** Whether the link also goes out by e-mail. */
  isMailed: boolean;
}

/** What somebody with a link is told. */
export type InvitationState =
  | { state: 'open'; accountName: string; email: string; role: AccountRole; invitedBy: string; isKnownUser: boolean }
  | { state: 'used' | 'revoked' | 'expired' | 'unknown' };

/** Why single sign-on let somebody not in; the sign-in page has a sentence for each. */
export type OidcRefusal = 'no_account' | 'unverified' | 'domain' | 'other_identity' | 'failed';

export type OidcOutcome = { ok: true; claims: SessionClaims } | { ok: false; refused: OidcRefusal };
