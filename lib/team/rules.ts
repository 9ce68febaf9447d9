import { createHash, randomBytes } from 'node:crypto';

const INVITATION_DAYS = 7;
const DAY_MS = 86_400_000;
const TOKEN_BYTES = 32;

export interface InvitationToken {
  /** Part of the link; known only when it is made. */
  token: string;
  hash: Uint8Array<ArrayBuffer>;
}

export function hashInvitationToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest());
}

/** A token nobody can guess: 256 random bits. */
export function createInvitationToken(): InvitationToken {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  return { token, hash: hashInvitationToken(token) };
}

export function invitationExpiry(now: Date): Date {
  return new Date(now.getTime() + INVITATION_DAYS * DAY_MS);
}

/** Of invitations that can still be accepted. */
export function openInvitation(now: Date) {
  return { acceptedAt: null, revokedAt: null, expiresAt: { gt: now } };
}
