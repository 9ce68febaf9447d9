import 'server-only';
import { actingUserId, authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { db } from '@/lib/db';
import { hashInvitationToken } from './rules';
import type { InvitationState, Member, PendingInvitation } from './types';

/** More would be a directory, not a team. */
const MOST_SHOWN = 500;

/** Who works in the account: the owner first, then by name. */
export async function listMembers(ctx: Context): Promise<Member[]> {
  authorize(ctx, 'team.read');
  const self = actingUserId(ctx);
  const rows = await reader(ctx).membership.findMany({
    where: { accountId: ctx.accountId },
    select: {
      role: true,
      createdAt: true,
      user: {
        select: { id: true, name: true, email: true, lastSignInAt: true, twoFactor: { select: { confirmedAt: true } } },
      },
    },
    orderBy: [{ role: 'asc' }, { user: { name: 'asc' } }],
    take: MOST_SHOWN,
  });
  return rows.map(({ role, createdAt, user }) => ({
    userId: user.id,
    name: user.name,
    email: user.email,
    role,
    hasTwoFactor: user.twoFactor?.confirmedAt != null,
    joinedAt: createdAt,
    lastSignInAt: user.lastSignInAt,
    isSelf: user.id === self,
  }));
}

/** Invitations nobody accepted or revoked, newest first; those that ran out are among them. */
export async function listInvitations(ctx: Context): Promise<PendingInvitation[]> {
  authorize(ctx, 'team.manage');
  const rows = await reader(ctx).invitation.findMany({
    where: { accountId: ctx.accountId, acceptedAt: null, revokedAt: null },
    select: {
      ...{ id: true, email: true, role: true, createdAt: true, expiresAt: true },
      inviter: { select: { name: true } },
    },
    orderBy: { createdAt: 'desc' },
    take: MOST_SHOWN,
  });
  const now = ctx.now();
  return rows.map(({ inviter, ...row }) => ({ ...row, invitedBy: inviter.name, isExpired: row.expiresAt <= now }));
}

/** What whoever has a link is shown, without signing in. */
export async function describeInvitation(token: string, now: Date = new Date()): Promise<InvitationState> {
  const found = await db.invitation.findUnique({
    where: { tokenHash: hashInvitationToken(token) },
    include: { account: { select: { name: true } }, inviter: { select: { name: true } } },
  });
  if (!found) return { state: 'unknown' };
  if (found.acceptedAt) return { state: 'used' };
  if (found.revokedAt) return { state: 'revoked' };
  if (found.expiresAt <= now) return { state: 'expired' };
  const { email, role, account, inviter } = found;
  const isKnownUser = (await db.user.count({ where: { email } })) > 0;
  return { state: 'open', accountName: account.name, email, role, invitedBy: inviter.name, isKnownUser };
}
