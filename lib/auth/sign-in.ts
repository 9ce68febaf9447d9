import 'server-only';
import { recordAudit } from '@/lib/audit';
import { checkSecondFactor, hasTwoFactor } from '@/lib/auth/check-second-factor';
import type { Browser } from '@/lib/auth/client-address';
import { SECOND_STEP } from '@/lib/auth/format';
import { openSession } from '@/lib/auth/open-session';
import { verifyAgainstNobody, verifyPassword } from '@/lib/auth/password';
import { countPasswordAttempt } from '@/lib/auth/rate-limit';
import { signInInput } from '@/lib/auth/schema';
import type { SessionClaims } from '@/lib/auth/session-token';
import { type AccountRole, asAccountId, type Context, withTransaction } from '@/lib/context';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { createId } from '@/lib/ids';
import { parseInput } from '@/lib/invalid-input';

const WRONG = 'The e-mail address or the password is wrong.';

/** What signing a user in needs to know of them. */
export const SIGN_IN_COLUMNS = {
  id: true,
  sessionVersion: true,
  isOperator: true,
  memberships: { select: { accountId: true, role: true }, orderBy: { createdAt: 'asc' } },
} as const;

interface SigningIn {
  id: string;
  sessionVersion: number;
  isOperator: boolean;
  memberships: readonly { accountId: string; role: AccountRole }[];
}

interface Proof {
  browser: Browser;
  /** How the person showed who they are, for the audit log. */
  by: string;
  now: () => Date;
}

/** Opens the session of a person who has shown who they are, in the first of their accounts, and notes it. */
export async function completeSignIn(user: SigningIn, { browser, by, now }: Proof): Promise<SessionClaims> {
  const membership = user.memberships[0];
  if (!membership) throw new AppError('forbidden', 'You are not a member of any account. Ask an owner to invite you.');
  const ctx: Context = {
    accountId: asAccountId(membership.accountId),
    actor: { type: 'user', userId: user.id, role: membership.role, isOperator: user.isOperator },
    requestId: createId('req'),
    now,
  };
  return withTransaction(ctx, async (tx) => {
    await tx.user.update({ where: { id: user.id }, data: { lastSignInAt: ctx.now() }, select: { id: true } });
    const after = { address: browser.address, by };
    await recordAudit(ctx, tx, { action: 'user.sign_in', entityType: 'user', entityId: user.id, after });
    const owner = { userId: user.id, accountId: membership.accountId, sessionVersion: user.sessionVersion };
    return openSession(owner, { browser, now, tx });
  });
}

/**
 * Checks e-mail address and password, and the second factor of those who have one, and returns what the session token will
 * say. Unknown addresses, and those without a password, cost the same time and get the same answer as wrong passwords. That a second factor is needed is
 * told only after the right password, and the attempt stays counted until the code was right too.
 */
export async function signIn(
  input: unknown,
  browser: Browser,
  now: () => Date = () => new Date(),
): Promise<SessionClaims> {
  const { email, password, code } = parseInput(signInInput, input);
  const attempt = await countPasswordAttempt(`email ${email}`, browser.address);
  const user = await db.user.findUnique({ where: { email }, select: { ...SIGN_IN_COLUMNS, passwordHash: true } });
  // A user without a password has signed in by single sign-on alone.
  if (!user || user.passwordHash === '') {
    await verifyAgainstNobody(password);
    throw new AppError('unauthenticated', WRONG);
  }
  if (!(await verifyPassword(user.passwordHash, password))) throw new AppError('unauthenticated', WRONG);
  let by = 'password';
  if (await hasTwoFactor(user.id)) {
    if (!code) throw new AppError('unauthenticated', SECOND_STEP);
    by = `password and ${await checkSecondFactor(user.id, code, now())}`;
  }
  await attempt.succeeded();
  return completeSignIn(user, { browser, by, now });
}
