import 'server-only';
import { randomInt } from 'node:crypto';
import { recordAudit } from '@/lib/audit';
import { tellDemoPassword } from '@/lib/auth/demo-credentials';
import { hashPassword } from '@/lib/auth/password';
import { emailAddress } from '@/lib/auth/schema';
import { asAccountId, type Context } from '@/lib/context';
import { db } from '@/lib/db';
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

/** For a lost password, on the server's own command line: sets a generated one, returned once, and ends all sessions. */
export async function resetPassword(email: string, now: () => Date = () => new Date()): Promise<{ password: string }> {
  const address = parseInput(emailAddress, email);
  const user = await db.user.findUnique({
    where: { email: address },
    select: { id: true, memberships: { select: { accountId: true } } },
  });
  if (!user) throw new AppError('not_found', `There is no user with the e-mail address ${address}.`);
  const password = generatePassword();
  const passwordHash = await hashPassword(password);
  const base = { actor: { type: 'command', name: 'user reset-password' }, requestId: createId('req'), now } as const;
  await db.$transaction(async (tx) => {
    const data = { passwordHash, sessionVersion: { increment: 1 } };
    await tx.user.update({ where: { id: user.id }, data, select: { id: true } });
    for (const { accountId } of user.memberships) {
      const ctx: Context = { ...base, accountId: asAccountId(accountId) };
      await recordAudit(ctx, tx, { action: 'user.reset_password', entityType: 'user', entityId: user.id });
    }
  });
  await tellDemoPassword(address, password);
  return { password };
}
