import 'server-only';
import { z } from 'zod';
import { type Browser, completeSignIn, emailAddress, SIGN_IN_COLUMNS } from '@/lib/auth';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { log } from '@/lib/log';
import { acceptInvitation, createJoiner } from './join-account';
import type { OidcOutcome, OidcRefusal } from './types';

/** What the provider's ID token says of a person, as far as it counts here. */
const oidcClaims = z.object({
  sub: z.string().min(1).max(255),
  email: emailAddress,
  email_verified: z.boolean().optional(),
  name: z.string().trim().max(100).optional(),
});
type OidcClaims = z.output<typeof oidcClaims>;

class Refused extends Error {
  constructor(readonly reason: OidcRefusal) {
    super(reason);
  }
}

function findUser(where: { email: string } | { oidcSubject: string }) {
  return db.user.findFirst({ where, select: { ...SIGN_IN_COLUMNS, oidcSubject: true } });
}

/**
 * Binds an identity to the user of its address, once: a second identity with the same address is somebody else. Whoever
 * made the user may not have had the address: the password and the sessions of before end.
 */
async function bind(userId: string, oidcSubject: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const bound = await tx.user.updateMany({
      where: { id: userId, oidcSubject: null },
      data: { oidcSubject, passwordHash: '', sessionVersion: { increment: 1 } },
    });
    if (bound.count === 0) throw new Refused('other_identity');
    await tx.userSession.deleteMany({ where: { userId } });
  });
}

/** Somebody without a user, who was invited: joins by the newest invitation for the address. */
async function joinInvited(claims: OidcClaims, oidcSubject: string, now: () => Date): Promise<void> {
  const { email } = claims;
  const name = claims.name || email;
  const newest = await db.invitation.findFirst({
    where: { email, acceptedAt: null, revokedAt: null, expiresAt: { gt: now() } },
    orderBy: { createdAt: 'desc' },
    select: { id: true },
  });
  if (!newest) throw new Refused('no_account');
  const joined = await acceptInvitation({
    which: { id: newest.id },
    now,
    joiner: (tx) => createJoiner(tx, { email, name, passwordHash: '', oidcSubject }, now()),
  });
  if (!joined) throw new Refused('no_account');
}

/** The user whom an identity belongs to. By the identity itself when it is known, else by its verified e-mail address. */
async function findOrJoin(claims: OidcClaims, now: () => Date) {
  const oidcSubject = `${env().OIDC_ISSUER} ${claims.sub}`;
  const known = await findUser({ oidcSubject });
  if (known) return known;
  // An address that the provider did not verify can be anybody's.
  if (claims.email_verified !== true) throw new Refused('unverified');
  const user = await findUser({ email: claims.email });
  if (user) await bind(user.id, oidcSubject);
  else await joinInvited(claims, oidcSubject, now);
  return findUser({ oidcSubject });
}

function refuseOtherDomains(email: string): void {
  const domains = env().OIDC_ALLOWED_DOMAINS;
  if (domains.length > 0 && !domains.includes(email.slice(email.lastIndexOf('@') + 1))) throw new Refused('domain');
}

/**
 * Signs in by single sign-on, whose answer next-auth has checked (state, nonce, PKCE, signature, issuer, audience). In comes
 * who is a user or was invited; nobody becomes a user merely because the provider knows them.
 */
export async function joinByOidc(
  profile: unknown,
  browser: Browser,
  now: () => Date = () => new Date(),
): Promise<OidcOutcome> {
  try {
    const claims = oidcClaims.parse(profile);
    refuseOtherDomains(claims.email);
    const user = await findOrJoin(claims, now);
    if (!user) throw new Refused('no_account');
    return { ok: true, claims: await completeSignIn(user, { browser, by: 'single sign-on', now }) };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refused: error.reason };
    if (error instanceof AppError) return { ok: false, refused: 'no_account' };
    log.error({ err: error }, 'single sign-on failed');
    return { ok: false, refused: 'failed' };
  }
}
