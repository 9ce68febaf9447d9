import 'server-only';
import { cache } from 'react';
import { readSessionCookie, type SessionClaims } from '@/lib/auth/session-token';
import type { Session } from '@/lib/auth/types';
import { asAccountId } from '@/lib/context';
import { db } from '@/lib/db';
import { currentRequestId } from '@/lib/log-fields';

/** The session the claims stand for; null once the user, the membership or the session version is gone. */
export async function resolveSession(claims: SessionClaims): Promise<Session | null> {
  const membership = await db.membership.findUnique({
    where: { userId_accountId: { userId: claims.userId, accountId: claims.accountId } },
    select: {
      role: true,
      user: { select: { id: true, name: true, email: true, isOperator: true, sessionVersion: true } },
      account: { select: { id: true, name: true, currency: true, timeZone: true, isDemo: true } },
    },
  });
  if (!membership || membership.user.sessionVersion !== claims.sessionVersion) return null;
  const { sessionVersion: _, ...user } = membership.user;
  const accountId = asAccountId(membership.account.id);
  const { role } = membership;
  return {
    user,
    account: { ...membership.account, id: accountId },
    role,
    ctx: {
      accountId,
      actor: { type: 'user', userId: user.id, role, isOperator: user.isOperator },
      requestId: currentRequestId(),
      now: () => new Date(),
    },
  };
}

/** Who is signed in, re-read from the database once per request, so that a revoked session dies at once. */
export const findSession = cache(async (): Promise<Session | null> => {
  const claims = await readSessionCookie();
  return claims && resolveSession(claims);
});

/** Whether anybody can sign in yet; before that the first visitor makes the owner. */
export const hasUsers = cache(async (): Promise<boolean> => {
  return (await db.user.findFirst({ select: { id: true } })) !== null;
});

// Loaded on use: next/navigation does not load in the worker and the commands, which share this domain's index.
async function goTo(path: '/login' | '/setup'): Promise<never> {
  const { redirect } = await import('next/navigation');
  return redirect(path);
}

/** The gate of every signed-in page, action and route: the session, or a redirect to sign in. */
export async function requireSession(): Promise<Session> {
  const session = await findSession();
  return session ?? goTo((await hasUsers()) ? '/login' : '/setup');
}
