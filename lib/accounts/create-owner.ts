import 'server-only';
import { type AccountCredentials, createAccount } from '@/lib/accounts/create-account';
import { type NewOwnerInput, newOwnerInput } from '@/lib/accounts/schema';
import { recordAudit } from '@/lib/audit';
import { hashPassword } from '@/lib/auth';
import { type AccountId, type Actor, asAccountId, type Context, withTransaction } from '@/lib/context';
import type { Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { createId } from '@/lib/ids';
import { parseInput } from '@/lib/invalid-input';

interface CreateOwnerOptions {
  /** Who makes the owner; the owner themself unless told otherwise. */
  actor?: Actor;
  requestId?: string;
  now?: () => Date;
  /** An outer transaction to join. */
  tx?: Transaction;
  isDemo?: boolean;
  /** Runs first in the transaction; throws to refuse. */
  guard?: (tx: Transaction) => Promise<void>;
}

export interface CreatedOwner extends AccountCredentials {
  userId: string;
  accountId: AccountId;
}

function contextFor(userId: string, options: CreateOwnerOptions): Context {
  return {
    accountId: asAccountId(createId('acc')),
    actor: options.actor ?? { type: 'user', userId, role: 'owner', isOperator: true },
    requestId: options.requestId ?? createId('req'),
    now: options.now ?? (() => new Date()),
    ...(options.tx && { tx: options.tx }),
  };
}

/** Makes a user who operates the installation and owns a new account. */
export async function createOwner(input: NewOwnerInput, options: CreateOwnerOptions = {}): Promise<CreatedOwner> {
  const owner = parseInput(newOwnerInput, input);
  const passwordHash = await hashPassword(owner.password);
  const userId = createId('usr');
  const ctx = contextFor(userId, options);
  const user = { email: owner.email, name: owner.name, isOperator: true };
  const account = {
    name: owner.accountName,
    currency: owner.currency,
    timeZone: owner.timeZone,
    isDemo: options.isDemo ?? false,
  };
  return withTransaction(ctx, async (tx) => {
    await options.guard?.(tx);
    const taken = await tx.user.findUnique({ where: { email: owner.email }, select: { id: true } });
    if (taken) throw new AppError('conflict', 'A user with this e-mail address exists already.', { field: 'email' });
    const credentials = await createAccount({ ...ctx, tx }, account);
    const at = ctx.now();
    await tx.user.create({ data: { ...user, id: userId, passwordHash, createdAt: at }, select: { id: true } });
    await tx.membership.create({ data: { userId, accountId: ctx.accountId, role: 'owner', createdAt: at } });
    const after = { ...user, role: 'owner' };
    await recordAudit(ctx, tx, { action: 'user.create', entityType: 'user', entityId: userId, after });
    return { userId, accountId: ctx.accountId, ...credentials };
  });
}
