import 'server-only';
import { recordAudit } from '@/lib/audit';
import { actingUserId, authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import type { Transaction } from '@/lib/db';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { createId } from '@/lib/ids';
import { parseInput } from '@/lib/invalid-input';
import { isMailConfigured, queueInvitation } from '@/lib/mail';
import type { GrantedRole } from './format';
import { createInvitationToken, invitationExpiry } from './rules';
import { invitationInput, inviteMemberInput } from './schema';
import type { InvitationLink } from './types';

interface NewInvitation {
  email: string;
  role: GrantedRole;
}

/** So that nobody fills strangers' mailboxes from here. */
const MAX_PER_HOUR = 50;
const HOUR_MS = 3_600_000;

/** Whoever invites for the same account waits, so that two at once do not pass the bound together. */
async function refuseTooMany(tx: Transaction, { accountId, now }: Context): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM accounts WHERE id = ${accountId} FOR NO KEY UPDATE`;
  const since = new Date(now().getTime() - HOUR_MS);
  const recent = await tx.invitation.count({ where: { accountId, createdAt: { gt: since } } });
  if (recent < MAX_PER_HOUR) return;
  const sentence = `An account sends at most ${MAX_PER_HOUR} invitations an hour. Try again later.`;
  throw new AppError('rate_limited', sentence);
}

async function refuseMembers(tx: Transaction, ctx: Context, email: string): Promise<void> {
  const member = await tx.membership.findFirst({
    where: { accountId: ctx.accountId, user: { email } },
    select: { userId: true },
  });
  if (member) throw new AppError('conflict', `${email} is a member already.`, { field: 'email' });
}

/** Writes an invitation in the place of those the address had here. */
async function writeInvitation(tx: Transaction, ctx: Context, wish: NewInvitation): Promise<InvitationLink> {
  const now = ctx.now();
  const { token, hash } = createInvitationToken();
  const open = { accountId: ctx.accountId, email: wish.email, acceptedAt: null, revokedAt: null };
  await tx.invitation.updateMany({ where: open, data: { revokedAt: now } });
  const invitation = {
    ...wish,
    id: createId('inv'),
    accountId: ctx.accountId,
    invitedBy: actingUserId(ctx),
    createdAt: now,
    expiresAt: invitationExpiry(now),
  };
  await tx.invitation.create({ data: { ...invitation, tokenHash: hash }, select: { id: true } });
  const { id, email, role, expiresAt } = invitation;
  const url = `${env().TWINLINE_URL}/join/${token}`;
  await queueInvitation(tx, { accountId: ctx.accountId, invitationId: id, address: email, url, at: now });
  const after = { email, role, expiresAt };
  await recordAudit(ctx, tx, { action: 'member.invite', entityType: 'invitation', entityId: id, after });
  return { invitationId: id, email, expiresAt, url, isMailed: isMailConfigured() };
}

/** Invites somebody by e-mail address; the link is answered once, and an earlier one for the address stops working. */
export async function inviteMember(ctx: Context, input: unknown): Promise<InvitationLink> {
  authorize(ctx, 'team.manage');
  const wish = parseInput(inviteMemberInput, input);
  return withTransaction(ctx, async (tx) => {
    await refuseTooMany(tx, ctx);
    await refuseMembers(tx, ctx, wish.email);
    return writeInvitation(tx, ctx, wish);
  });
}

/** Makes a new link, with a new week, for an invitation that nobody accepted; the old link stops working. */
export async function renewInvitation(ctx: Context, input: unknown): Promise<InvitationLink> {
  authorize(ctx, 'team.manage');
  const { invitationId } = parseInput(invitationInput, input);
  return withTransaction(ctx, async (tx) => {
    await refuseTooMany(tx, ctx);
    const [old] = await tx.invitation.updateManyAndReturn({
      where: { id: invitationId, accountId: ctx.accountId, acceptedAt: null, revokedAt: null },
      data: { revokedAt: ctx.now() },
      select: { email: true, role: true },
    });
    if (!old) throw new AppError('not_found', 'This invitation was accepted or revoked. Look at the list again.');
    await refuseMembers(tx, ctx, old.email);
    return writeInvitation(tx, ctx, inviteMemberInput.parse(old));
  });
}
