import 'server-only';
import { recordAudit } from '@/lib/audit';
import { actingUserId } from '@/lib/auth/acting-user';
import { deviceOf } from '@/lib/auth/format-device';
import { oldestSession } from '@/lib/auth/open-session';
import { endSessionInput, switchAccountInput } from '@/lib/auth/schema';
import type { OwnAccount, OwnSession } from '@/lib/auth/types';
import { type Context, reader, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';

/** Where the caller is signed in, last seen first. `currentId` is the session that asks. */
export async function listSessions(ctx: Context, currentId: string): Promise<OwnSession[]> {
  const rows = await reader(ctx).userSession.findMany({
    where: { userId: actingUserId(ctx), createdAt: { gt: oldestSession(ctx.now()) } },
    select: {
      ...{ id: true, userAgent: true, address: true, createdAt: true, lastSeenAt: true },
      account: { select: { name: true } },
    },
    orderBy: { lastSeenAt: 'desc' },
  });
  return rows.map(({ userAgent, account, ...row }) => ({
    ...row,
    device: deviceOf(userAgent),
    accountName: account.name,
    isCurrent: row.id === currentId,
  }));
}

/** Signs one of the caller's browsers out. */
export async function endSession(ctx: Context, input: unknown): Promise<void> {
  const userId = actingUserId(ctx);
  const { sessionId } = parseInput(endSessionInput, input);
  await withTransaction(ctx, async (tx) => {
    const ended = await tx.userSession.deleteMany({ where: { id: sessionId, userId } });
    if (ended.count === 0) throw new AppError('not_found', 'This session has ended already.');
    await recordAudit(ctx, tx, { action: 'user.end_session', entityType: 'user', entityId: userId });
  });
}

/** Ends the session of the browser that asks; one that has ended already is as well. */
export async function signOut(ctx: Context, sessionId: string): Promise<void> {
  await reader(ctx).userSession.deleteMany({ where: { id: sessionId, userId: actingUserId(ctx) } });
}

/** Signs every other browser of the caller out; says how many. */
export async function endOtherSessions(ctx: Context, currentId: string): Promise<{ ended: number }> {
  const userId = actingUserId(ctx);
  return withTransaction(ctx, async (tx) => {
    const { count } = await tx.userSession.deleteMany({ where: { userId, id: { not: currentId } } });
    const entry = { action: 'user.end_other_sessions', entityType: 'user', entityId: userId, after: { ended: count } };
    if (count > 0) await recordAudit(ctx, tx, entry);
    return { ended: count };
  });
}

/** The accounts the caller is a member of, by name. */
export async function listOwnAccounts(ctx: Context): Promise<OwnAccount[]> {
  const rows = await reader(ctx).membership.findMany({
    where: { userId: actingUserId(ctx) },
    select: { role: true, account: { select: { id: true, name: true } } },
    orderBy: [{ account: { name: 'asc' } }, { accountId: 'asc' }],
  });
  return rows.map(({ role, account }) => ({ ...account, role, isCurrent: account.id === ctx.accountId }));
}

/** Lets a session of the caller go on in another of their accounts. */
export async function switchAccount(ctx: Context, sessionId: string, input: unknown): Promise<void> {
  const userId = actingUserId(ctx);
  const { accountId } = parseInput(switchAccountInput, input);
  const moved = await reader(ctx).userSession.updateMany({
    where: { id: sessionId, userId, user: { memberships: { some: { accountId } } } },
    data: { accountId },
  });
  if (moved.count === 0) throw new AppError('not_found', 'You are not a member of that account.');
}
