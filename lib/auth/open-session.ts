import 'server-only';
import type { Browser } from '@/lib/auth/client-address';
import { SESSION_MAX_AGE_SECONDS } from '@/lib/auth/session-cookie';
import type { SessionClaims } from '@/lib/auth/session-token';
import { db, type Transaction } from '@/lib/db';
import { createId } from '@/lib/ids';

export interface SessionOwner {
  userId: string;
  accountId: string;
  sessionVersion: number;
}

interface OpenSessionOptions {
  browser: Browser;
  now: () => Date;
  /** The transaction of the sign-in. */
  tx?: Transaction;
}

/** The moment before which sessions have run out with their cookies. */
export function oldestSession(now: Date): Date {
  return new Date(now.getTime() - SESSION_MAX_AGE_SECONDS * 1_000);
}

/**
 * Signs a browser in: a session of its own, with an id that nobody had before. Whoever calls this has made sure who it is.
 * The user's sessions that have run out are forgotten with it.
 */
export async function openSession(owner: SessionOwner, options: OpenSessionOptions): Promise<SessionClaims> {
  const { browser, now, tx = db } = options;
  const { userId, accountId, sessionVersion } = owner;
  const at = now();
  await tx.userSession.deleteMany({ where: { userId, createdAt: { lte: oldestSession(at) } } });
  const session = { id: createId('ses'), userId, accountId, ...browser, createdAt: at, lastSeenAt: at };
  await tx.userSession.create({ data: session, select: { id: true } });
  return { userId, sessionId: session.id, sessionVersion };
}
