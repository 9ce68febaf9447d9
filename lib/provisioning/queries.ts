import 'server-only';
import { type Context, reader } from '@/lib/context';
import type { PurchaseResult } from './types';

/** The purchase made under an idempotency key, if any. */
export async function findPurchase(ctx: Context, idempotencyKey: string): Promise<PurchaseResult | null> {
  const purchase = await reader(ctx).purchase.findUnique({
    where: { accountId_idempotencyKey: { accountId: ctx.accountId, idempotencyKey } },
    select: { id: true, rentalId: true, number: true, pairId: true },
  });
  if (!purchase) return null;
  const pair = purchase.pairId
    ? await reader(ctx).haPair.findUnique({
        where: { id: purchase.pairId },
        select: { fallback: { select: { id: true, number: true } } },
      })
    : null;
  return {
    purchaseId: purchase.id,
    rentalId: purchase.rentalId,
    number: purchase.number,
    pairId: purchase.pairId,
    fallbackNumber: pair?.fallback?.number ?? null,
    fallbackRentalId: pair?.fallback?.id ?? null,
  };
}

/** Whether a held reservation still has the fallback that its review shows; one without a fallback lacks nothing. */
export async function keepsFallback(
  ctx: Context,
  reservation: { id: string; fallbackNumber: string | null },
): Promise<boolean> {
  const { id: reservationId, fallbackNumber: number } = reservation;
  if (number === null) return true;
  const kept = await reader(ctx).inventoryNumber.count({ where: { number, status: 'reserved', reservationId } });
  return kept === 1;
}
