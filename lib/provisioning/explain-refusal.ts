import 'server-only';
import type { Context } from '@/lib/context';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { type CurrencyCode, formatMoney } from '@/lib/money';
import { findPurchase } from './queries';
import type { PurchaseResult } from './types';

interface Refused {
  number: string;
  currency: CurrencyCode;
  idempotencyKey: string | null;
  reservationId: string | null;
  /** What it would have cost; null when the number itself could not be claimed. */
  due: bigint | null;
}

/**
 * Finds out why a claim wrote nothing, and throws it as a sentence. Returns the purchase when the
 * very same one was made meanwhile.
 */
export async function explainRefusal(ctx: Context, refused: Refused): Promise<PurchaseResult> {
  if (refused.due !== null) throw await lowBalance(ctx, refused.due, refused.currency);
  const status = await settledStatus(refused.number);
  const twin = refused.idempotencyKey ? await findPurchase(ctx, refused.idempotencyKey) : null;
  if (twin) return twin;
  if (refused.reservationId) {
    throw new AppError('reservation_expired', 'The reservation has ended; the number may still be free: review it again.', {
      field: 'reservationId',
    });
  }
  if (status === 'available') {
    throw new AppError('conflict', 'Another order of this number was just given up; try again.', { field: 'number' });
  }
  const own = await db.rental.findFirst({
    where: { accountId: ctx.accountId, number: refused.number, status: { notIn: ['released', 'failed'] } },
    select: { id: true },
  });
  if (own) throw new AppError('conflict', 'You already rent this number: see Active Numbers.', { field: 'number' });
  throw new AppError('number_taken', 'This number was just taken by someone else.', { field: 'number' });
}

/** The stock row's status once whoever holds its lock is done. */
async function settledStatus(number: string): Promise<string | undefined> {
  const rows = await db.$queryRaw<{ status: string }[]>`
    SELECT status::text AS status FROM inventory_numbers WHERE number = ${number} FOR SHARE`;
  return rows[0]?.status;
}

export async function lowBalance(ctx: Context, due: bigint, currency: CurrencyCode): Promise<AppError> {
  const account = await db.account.findUniqueOrThrow({
    where: { id: ctx.accountId },
    select: { balanceMicros: true, heldMicros: true },
  });
  const available = account.balanceMicros - account.heldMicros;
  const missing = due - available;
  return new AppError(
    'insufficient_balance',
    `The balance is too low: ${formatMoney(due, currency)} is due now and ${formatMoney(available, currency)} is available, so ${formatMoney(missing, currency)} is missing. Nothing was reserved or charged.`,
    { field: 'balance' },
  );
}
