import 'server-only';
import { recordAudit } from '@/lib/audit';
import { type Context, withTransaction } from '@/lib/context';
import type { Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { formatMoney } from '@/lib/money';
import { postEntries } from './post-entries';
import { collectPastDue } from './renew-rentals';
import { mayAddFunds, TOP_UP_MAX_MICROS } from './rules';
import type { FundsAdded } from './types';

interface TopUp {
  amountMicros: bigint;
  /** The same key is the same top-up. */
  idempotencyKey: string;
  /** Why, as the account's ledger tells it. */
  reason?: string;
}

/**
 * Adds money to the balance of `ctx.accountId`, once a key, and tries its unpaid rent again. The caller has authorised it.
 *
 * @throws AppError forbidden, invalid_input (more than one top-up may add), conflict (the key was used for another amount).
 */
export async function postTopUp(ctx: Context, topUp: TopUp): Promise<FundsAdded> {
  const added = await withTransaction(ctx, (tx) => addOnce(ctx, tx, topUp));
  // After the commit: rent locks the rental before the account, and the other way round could deadlock.
  // Within a caller's transaction the renewal job, which runs often, does it.
  const recoveredCount = ctx.tx || added.isRepeat ? 0 : await collectPastDue(ctx.accountId, ctx.now());
  return { amountMicros: topUp.amountMicros, currency: added.currency, recoveredCount };
}

async function addOnce(ctx: Context, tx: Transaction, { amountMicros, idempotencyKey, reason }: TopUp) {
  const account = await lockAccount(tx, ctx);
  if (!mayAddFunds(ctx, account))
    throw new AppError('forbidden', 'Funds are added by the operator of this installation; ask them.');
  const { currency } = account;
  const most = TOP_UP_MAX_MICROS[currency];
  if (amountMicros > most) {
    const sentence = `Amount may be at most ${formatMoney(most, currency)} at a time.`;
    throw new AppError('invalid_input', sentence, { field: 'amount' });
  }
  const uniqueKey = `top_up:${ctx.accountId}:${idempotencyKey}`;
  const earlier = await tx.ledgerEntry.findUnique({ where: { uniqueKey }, select: { amountMicros: true } });
  if (earlier && earlier.amountMicros !== amountMicros) {
    const sentence = `This form already added ${formatMoney(earlier.amountMicros, currency)}; open it again to add more.`;
    throw new AppError('conflict', sentence, { field: 'amount' });
  }
  if (earlier) return { currency, isRepeat: true };
  const description = reason ? `Funds added: ${reason}` : 'Funds added';
  await postEntries(tx, ctx.accountId, [{ kind: 'top_up', amountMicros, description, uniqueKey }]);
  await recordAudit(ctx, tx, {
    action: 'billing.add_funds',
    entityType: 'account',
    entityId: ctx.accountId,
    before: { balanceMicros: account.balanceMicros },
    after: { balanceMicros: account.balanceMicros + amountMicros, ...(reason && { reason }) },
  });
  return { currency, isRepeat: false };
}

/** The account, locked: two submits of one form are one after the other. */
async function lockAccount(tx: Transaction, ctx: Context) {
  await tx.$queryRaw`SELECT id FROM accounts WHERE id = ${ctx.accountId} FOR NO KEY UPDATE`;
  return tx.account.findUniqueOrThrow({
    where: { id: ctx.accountId },
    select: { currency: true, isDemo: true, balanceMicros: true },
  });
}
