import 'server-only';
import { recordAudit } from '@/lib/audit';
import { verifyAgainstNobody, verifyPassword } from '@/lib/auth/password';
import { countPasswordAttempt } from '@/lib/auth/rate-limit';
import { signInInput } from '@/lib/auth/schema';
import type { SessionClaims } from '@/lib/auth/session-token';
import { asAccountId, type Context, withTransaction } from '@/lib/context';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { createId } from '@/lib/ids';
import { parseInput } from '@/lib/invalid-input';

const WRONG = 'The e-mail address or the password is wrong.';

function findByEmail(email: string) {
  return db.user.findUnique({
    where: { email },
    select: {
      id: true,
      passwordHash: true,
      sessionVersion: true,
      isOperator: true,
      memberships: { select: { accountId: true, role: true }, orderBy: { createdAt: 'asc' }, take: 1 },
    },
  });
}

/**
 * Checks e-mail address and password and returns what the session token will say. Unknown addresses cost the same time and
 * get the same answer as wrong passwords.
 */
export async function signIn(
  input: unknown,
  address: string,
  now: () => Date = () => new Date(),
): Promise<SessionClaims> {
  const { email, password } = parseInput(signInInput, input);
  const attempt = await countPasswordAttempt(`email ${email}`, address);
  const user = await findByEmail(email);
  if (!user) {
    await verifyAgainstNobody(password);
    throw new AppError('unauthenticated', WRONG);
  }
  if (!(await verifyPassword(user.passwordHash, password))) throw new AppError('unauthenticated', WRONG);
  await attempt.succeeded();
  const membership = user.memberships[0];
  if (!membership) throw new AppError('forbidden', 'You are not a member of any account. Ask an owner to invite you.');
  const ctx: Context = {
    accountId: asAccountId(membership.accountId),
    actor: { type: 'user', userId: user.id, role: membership.role, isOperator: user.isOperator },
    requestId: createId('req'),
    now,
  };
  await withTransaction(ctx, async (tx) => {
    await tx.user.update({ where: { id: user.id }, data: { lastSignInAt: ctx.now() } });
    await recordAudit(ctx, tx, { action: 'user.sign_in', entityType: 'user', entityId: user.id, after: { address } });
  });
  return { userId: user.id, accountId: membership.accountId, sessionVersion: user.sessionVersion };
}
