import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import type { Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { formatMoney } from '@/lib/money';
import { postEntries } from './post-entries';
import { collectPastDue } from './renew-rentals';
import { mayAddFunds, TOP_UP_MAX_MICROS } from './rules';
import { type AddFundsInput, addFundsInput } from './schema';
import type { FundsAdded } from './types';

/**
 * Adds money to the account's balance and tries its unpaid rent again at once. For the operator,
 * who has received the money elsewhere, and for demo accounts. The same idempotency key is the same
 * top-up.
 *
 * @throws AppError forbidden, invalid_input, conflict (the key was used for another amount).
 */
export async function addFunds(ctx: Context, input: AddFundsInput): Promise<FundsAdded> {
  authorize(ctx, 'billing.add_funds');
  const { amount: amountMicros, idempotencyKey } = parseInput(addFundsInput, input);
  const added = await withTransaction(ctx, async (tx) => {
    const account = await lockAccount(tx, ctx);
    if (!mayAddFunds(ctx, account)) {
      throw new AppError('forbidden', 'Funds are added by the operator of this installation; ask them.');
    }
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
    await postEntries(tx, ctx.accountId, [{ kind: 'top_up', amountMicros, description: 'Funds added', uniqueKey }]);
    await recordAudit(ctx, tx, {
      action: 'billing.add_funds',
      entityType: 'account',
      entityId: ctx.accountId,
      before: { balanceMicros: account.balanceMicros },
      after: { balanceMicros: account.balanceMicros + amountMicros },
    });
    return { currency, isRepeat: false };
  });
  // After the commit: rent locks the rental before the account, and the other way round could deadlock.
  // Within a caller's transaction the renewal job, which runs often, does it.
  const recoveredCount = ctx.tx || added.isRepeat ? 0 : await collectPastDue(ctx.accountId, ctx.now());
  return { amountMicros, currency: added.currency, recoveredCount };
}

/** The account, locked: two submits of one form are one after the other. */
async function lockAccount(tx: Transaction, ctx: Context) {
  await tx.$queryRaw`SELECT id FROM accounts WHERE id = ${ctx.accountId} FOR NO KEY UPDATE`;
  return tx.account.findUniqueOrThrow({
    where: { id: ctx.accountId },
    select: { currency: true, isDemo: true, balanceMicros: true },
  });
}
