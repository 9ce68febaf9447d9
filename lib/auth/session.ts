import 'server-only';
import { cache } from 'react';
import { oldestSession } from '@/lib/auth/open-session';
import { readSessionCookie, type SessionClaims } from '@/lib/auth/session-token';
import type { Session } from '@/lib/auth/types';
import { type AccountRole, asAccountId } from '@/lib/context';
import { db } from '@/lib/db';
import { currentRequestId } from '@/lib/log-fields';

/** How exactly the list of sessions knows when each was last seen; every request writing it would cost too much. */
const SEEN_EVERY_MS = 5 * 60_000;

interface SessionRow {
  lastSeenAt: Date;
  userId: string;
  userName: string;
  email: string;
  isOperator: boolean;
  role: AccountRole;
  accountId: string;
  accountName: string;
  currency: 'INR' | 'USD';
  timeZone: string;
  userTimeZone: string | null;
  isDemo: boolean;
}

async function findRow({ sessionId, userId, sessionVersion }: SessionClaims, now: Date): Promise<SessionRow | null> {
  const [row] = await db.$queryRaw<SessionRow[]>`
    SELECT s.last_seen_at AS "lastSeenAt", u.id AS "userId", u.name AS "userName", u.email, u.is_operator AS "isOperator",
           m.role::text AS role, a.id AS "accountId", a.name AS "accountName", a.currency::text AS currency,
           a.time_zone AS "timeZone", u.time_zone AS "userTimeZone", a.is_demo AS "isDemo"
      FROM user_sessions s
      JOIN users u ON u.id = s.user_id
      JOIN memberships m ON m.user_id = s.user_id AND m.account_id = s.account_id
      JOIN accounts a ON a.id = s.account_id
     WHERE s.id = ${sessionId} AND s.user_id = ${userId} AND u.session_version = ${sessionVersion}
       AND s.created_at > ${oldestSession(now)}`;
  return row ?? null;
}

async function noteSeen(sessionId: string, now: Date): Promise<void> {
  const lastSeenAt = { lt: new Date(now.getTime() - SEEN_EVERY_MS) };
  await db.userSession.updateMany({ where: { id: sessionId, lastSeenAt }, data: { lastSeenAt: now } });
}

/** The session the claims stand for; null once it was ended, or the user or the membership is gone. */
export async function resolveSession(claims: SessionClaims): Promise<Session | null> {
  const now = new Date();
  const row = await findRow(claims, now);
  if (!row) return null;
  const { sessionId } = claims;
  if (now.getTime() - row.lastSeenAt.getTime() > SEEN_EVERY_MS) await noteSeen(sessionId, now);
  const { userId, role, isOperator, currency, timeZone, userTimeZone, isDemo } = row;
  const accountId = asAccountId(row.accountId);
  return {
    user: { id: userId, name: row.userName, email: row.email, isOperator, timeZone: userTimeZone },
    account: { id: accountId, name: row.accountName, currency, timeZone, isDemo },
    role,
    sessionId,
    ctx: {
      accountId,
      actor: { type: 'user', userId, role, isOperator },
      requestId: currentRequestId(),
      now: () => new Date(),
      timeZone: userTimeZone ?? timeZone,
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
