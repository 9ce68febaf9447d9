import 'server-only';
import { recordAudit } from '@/lib/audit';
import { hashPassword } from '@/lib/auth';
import { type AccountRole, asAccountId, type Context } from '@/lib/context';
import { db, type Prisma, type Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { createId } from '@/lib/ids';
import { parseInput } from '@/lib/invalid-input';
import { currentRequestId } from '@/lib/log-fields';
import { hashInvitationToken, openInvitation } from './rules';
import { joinAsNewUserInput, joinInput } from './schema';

const NOT_OPEN = 'This invitation was used, revoked or has run out. Ask for a new link.';

export interface Joined {
  userId: string;
  accountId: string;
  sessionVersion: number;
}

interface Invitation {
  id: string;
  accountId: string;
  email: string;
  role: AccountRole;
}

/** Who joins: somebody known, or somebody made now. */
export interface Joiner {
  userId: string;
  isOperator: boolean;
  sessionVersion: number;
}

/** Uses an invitation up: one update, so that it is accepted once however often its link is sent. */
async function claimInvitation(
  tx: Transaction,
  which: Prisma.InvitationWhereInput,
  now: Date,
): Promise<Invitation | null> {
  const [claimed] = await tx.invitation.updateManyAndReturn({
    where: { ...which, ...openInvitation(now) },
    data: { acceptedAt: now },
    select: { id: true, accountId: true, email: true, role: true },
  });
  return claimed ?? null;
}

async function addMember(tx: Transaction, invitation: Invitation, joiner: Joiner, now: () => Date): Promise<Joined> {
  const { accountId, role, email } = invitation;
  const { userId, isOperator, sessionVersion } = joiner;
  const made = await tx.membership.createMany({
    data: [{ userId, accountId, role, createdAt: now() }],
    skipDuplicates: true,
  });
  if (made.count === 0) throw new AppError('conflict', 'You are a member of this account already.');
  const ctx: Context = {
    accountId: asAccountId(accountId),
    actor: { type: 'user', userId, role, isOperator },
    requestId: currentRequestId(),
    now,
  };
  const after = { email, role, invitation: invitation.id };
  await recordAudit(ctx, tx, { action: 'member.join', entityType: 'user', entityId: userId, after });
  return { userId, accountId, sessionVersion };
}

interface JoinOptions {
  which: Prisma.InvitationWhereInput;
  now: () => Date;
  /** Finds or makes who joins; throws to refuse. */
  joiner: (tx: Transaction, invitation: Invitation) => Promise<Joiner>;
}

/** Accepts an invitation; null when none that is open is meant. Refused, it stays open. */
export function acceptInvitation({ which, now, joiner }: JoinOptions): Promise<Joined | null> {
  return db.$transaction(async (tx) => {
    const invitation = await claimInvitation(tx, which, now());
    return invitation && addMember(tx, invitation, await joiner(tx, invitation), now);
  });
}

/** Makes a user for an invitation's address; a password of '' is none. */
export async function createJoiner(
  tx: Transaction,
  person: { email: string; name: string; passwordHash: string; oidcSubject?: string },
  now: Date,
): Promise<Joiner> {
  const userId = createId('usr');
  const made = await tx.user.createMany({ data: [{ ...person, id: userId, createdAt: now }], skipDuplicates: true });
  if (made.count === 0)
    throw new AppError('conflict', 'There is a user with this e-mail address already. Sign in, then open the link.');
  return { userId, isOperator: false, sessionVersion: 1 };
}

/** The caller joins the account their invitation is for. The invitation must be for their own e-mail address. */
export async function joinAccount(ctx: Context, input: unknown): Promise<Joined> {
  const { token } = parseInput(joinInput, input);
  const { actor } = ctx;
  if (actor.type !== 'user') throw new AppError('forbidden', 'Only a signed-in person can do this.');
  const joined = await acceptInvitation({
    which: { tokenHash: hashInvitationToken(token) },
    now: ctx.now,
    joiner: async (tx, { email }) => {
      const user = await tx.user.findUniqueOrThrow({
        where: { id: actor.userId },
        select: { email: true, sessionVersion: true },
      });
      if (user.email !== email)
        throw new AppError('forbidden', `This invitation is for ${email}. Sign out, and in with that address.`);
      return { userId: actor.userId, isOperator: actor.isOperator, sessionVersion: user.sessionVersion };
    },
  });
  if (!joined) throw new AppError('not_found', NOT_OPEN);
  return joined;
}

/** Somebody who has no user yet makes one and joins; whoever has the link is who was invited. */
export async function joinAsNewUser(input: unknown, now: () => Date = () => new Date()): Promise<Joined> {
  const { token, name, password } = parseInput(joinAsNewUserInput, input);
  const which = { tokenHash: hashInvitationToken(token) };
  // Before the costly password hash: this verb is open to everybody.
  const open = await db.invitation.count({ where: { ...which, ...openInvitation(now()) } });
  if (open === 0) throw new AppError('not_found', NOT_OPEN);
  const passwordHash = await hashPassword(password);
  const joined = await acceptInvitation({
    which,
    now,
    joiner: (tx, { email }) => createJoiner(tx, { email, name, passwordHash }, now()),
  });
  if (!joined) throw new AppError('not_found', NOT_OPEN);
  return joined;
}
