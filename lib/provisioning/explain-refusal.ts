import 'server-only';
import { requireApplication } from '@/lib/applications';
import { requireAcceptedCompliance } from '@/lib/compliance';
import type { Context } from '@/lib/context';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { type CurrencyCode, formatMoney } from '@/lib/money';
import { findPurchase, keepsFallback } from './queries';
import { getOffer } from './queries-offer';
import { assertOffersHighAvailability } from './rules';
import type { PurchaseResult } from './types';

interface Refused {
  number: string;
  high_availability: boolean;
  reservation_id: string | null;
  idempotency_key: string;
  application_id: string | null;
  compliance_id: string | null;
}

/**
 * Finds out why a purchase wrote nothing, and throws it as a sentence; `due` is what it would have
 * cost, null when the number or its reserved fallback could not be claimed. Returns the purchase when the very same
 * one was made before or meanwhile.
 */
export async function explainRefusal(ctx: Context, refused: Refused, due: bigint | null): Promise<PurchaseResult> {
  // Waits for whoever holds the row, so that the outcome is known and not guessed.
  await db.$queryRaw`SELECT number FROM inventory_numbers WHERE number = ${refused.number} FOR SHARE`;
  const twin = await findPurchase(ctx, refused.idempotency_key);
  if (twin) return twin;
  const offer = await getOffer(ctx, ctx.accountId, refused.number);
  if (refused.application_id) await requireApplication(ctx, refused.application_id);
  if (refused.reservation_id) await requireReservation(ctx, refused.reservation_id);
  else if (refused.high_availability) assertOffersHighAvailability(offer);
  await requireAcceptedCompliance(ctx, offer, refused.compliance_id);
  if (due !== null) throw await lowBalance(ctx, due, offer.currency);
  throw await takenOrFreed(ctx, refused.number, offer.status);
}

async function requireReservation(ctx: Context, id: string): Promise<void> {
  const reservation = await db.reservation.findFirst({
    where: { id, accountId: ctx.accountId },
    select: { id: true, state: true, expiresAt: true, fallbackNumber: true },
  });
  const field = 'reservationId';
  if (!reservation) throw new AppError('not_found', 'Reservation is unknown.', { field });
  if (reservation.state === 'held' && reservation.expiresAt > ctx.now()) {
    if (await keepsFallback(ctx, reservation)) return;
    const sentence = 'The reserved fallback number is no longer there; nothing was bought: review the number again.';
    throw new AppError('reservation_expired', sentence, { field });
  }
  const sentence = 'The reservation has ended; the number may still be free: review it again.';
  throw new AppError('reservation_expired', sentence, { field });
}

/** Why a stock row could not be claimed: somebody has it, this account itself, or nobody any more. */
export async function takenOrFreed(ctx: Context, number: string, status: string): Promise<AppError> {
  const field = 'number';
  if (status === 'available') {
    return new AppError('conflict', 'Another order of this number was just given up; try again.', { field });
  }
  const own = await db.rental.count({
    where: { accountId: ctx.accountId, number, status: { notIn: ['released', 'failed'] } },
  });
  if (own > 0) return new AppError('conflict', 'You already rent this number: see Active Numbers.', { field });
  return new AppError('number_taken', 'This number was just taken by someone else.', { field });
}

/** The refusal that says how much is due, available and missing. */
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
