import 'server-only';
import { randomInt } from 'node:crypto';
import { recordAudit } from '@/lib/audit';
import { tellDemoPassword } from '@/lib/auth/demo-credentials';
import { hashPassword } from '@/lib/auth/password';
import { emailAddress } from '@/lib/auth/schema';
import { asAccountId, type Context } from '@/lib/context';
import { db, type Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { createId } from '@/lib/ids';
import { parseInput } from '@/lib/invalid-input';

// No look-alikes (0 O 1 l I): the password is read off a terminal.
const ALPHABET = '23456789abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ';
const GROUPS = 4;
const GROUP_LENGTH = 5;

/** A random password, about 116 bits, in groups for reading. */
export function generatePassword(): string {
  const group = () => Array.from({ length: GROUP_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

interface ResetUser {
  id: string;
  memberships: readonly { accountId: string }[];
}

async function findUser(email: string): Promise<{ address: string; user: ResetUser }> {
  const address = parseInput(emailAddress, email);
  const user = await db.user.findUnique({
    where: { email: address },
    select: { id: true, memberships: { select: { accountId: true } } },
  });
  if (!user) throw new AppError('not_found', `There is no user with the e-mail address ${address}.`);
  return { address, user };
}

/** Notes in every account of the user what was done on the server's own command line. */
async function noteReset(tx: Transaction, user: ResetUser, { action, now }: { action: string; now: () => Date }) {
  const base = { actor: { type: 'command', name: `user ${action}` }, requestId: createId('req'), now } as const;
  for (const { accountId } of user.memberships) {
    const ctx: Context = { ...base, accountId: asAccountId(accountId) };
    const entry = { action: `user.${action.replaceAll('-', '_')}`, entityType: 'user', entityId: user.id };
    await recordAudit(ctx, tx, entry);
  }
}

/** For a lost password, on the server's own command line: sets a generated one, returned once, and ends all sessions. */
export async function resetPassword(email: string, now: () => Date = () => new Date()): Promise<{ password: string }> {
  const { address, user } = await findUser(email);
  const password = generatePassword();
  const passwordHash = await hashPassword(password);
  await db.$transaction(async (tx) => {
    const data = { passwordHash, sessionVersion: { increment: 1 } };
    await tx.user.update({ where: { id: user.id }, data, select: { id: true } });
    await tx.userSession.deleteMany({ where: { userId: user.id } });
    await noteReset(tx, user, { action: 'reset-password', now });
  });
  await tellDemoPassword(address, password);
  return { password };
}

/** For a lost phone and lost recovery codes, on the server's own command line: sign-in asks for the password alone again. */
export async function resetTwoFactor(email: string, now: () => Date = () => new Date()): Promise<void> {
  const { address, user } = await findUser(email);
  await db.$transaction(async (tx) => {
    const removed = await tx.twoFactor.deleteMany({ where: { userId: user.id } });
    if (removed.count === 0) throw new AppError('conflict', `${address} has no two-factor sign-in.`);
    await tx.recoveryCode.deleteMany({ where: { userId: user.id } });
    await noteReset(tx, user, { action: 'reset-two-factor', now });
  });
}
