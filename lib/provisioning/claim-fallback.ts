import 'server-only';
import { firstChargeTotal, placeHold, type RentalPrice } from '@/lib/billing';
import { requireAcceptedCompliance } from '@/lib/compliance';
import type { Context } from '@/lib/context';
import { asDate, type Day, dayOf } from '@/lib/datetime';
import type { Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { createId } from '@/lib/ids';
import { formatMoney } from '@/lib/money';
import { displayNumber } from '@/lib/phone';
import { enqueueInTransaction } from '@/lib/workflows';
import { FALLBACK_PICK, wishOf } from './pick-fallback';
import { getOffer, type Offer } from './queries-offer';
import { NO_STOCK_REASON } from './rules';
import type { FallbackTier, Reach } from './types';

interface Wish {
  pairId: string;
  primary: { id: string; number: string; applicationId: string | null; complianceApplicationId: string | null };
  reach: Reach;
  /** Rent paid for a fallback that its carrier withdrew: the new one is free until then. */
  creditUntil: Day | null;
}

export type Claim =
  | { result: 'claimed'; rentalId: string; number: string; reason: string }
  | { result: 'no_stock' }
  /** The compliance application is suspended or gone: failover must not get around a regulator. */
  | { result: 'blocked'; refusal: AppError }
  | { result: 'low_balance'; dueMicros: bigint; missingMicros: bigint; offer: Offer };

/** A number that an account brought has no price of its own for its fallback to take over. */
const NO_STANDARD_RATE = new AppError(
  'conflict',
  'Fallback numbers of this country have no standard rate yet; ask the operator of this installation to set one.',
  { field: 'rentalId' },
);

interface Picked {
  number: string;
  area_id: number;
  carrier_id: number;
  tier: FallbackTier;
  place: string;
  region: string;
}

const WHERE_FOUND: Record<FallbackTier, string> = {
  area: 'in the same area',
  state: 'in another area of the same state',
  country: 'in another state',
};

/**
 * Takes a fallback number out of the stock for a pair: claims the stock row, holds the money,
 * makes the rental and enqueues its order, all in the caller's transaction. The caller moves the
 * pair. Without compliance, stock or money nothing is written.
 */
export async function claimFallback(ctx: Context, tx: Transaction, wish: Wish): Promise<Claim> {
  const inner = { ...ctx, tx };
  const offer = await getOffer(inner, ctx.accountId, wish.primary.number);
  const refusal = await complianceRefusal(inner, offer, wish.primary.complianceApplicationId);
  if (refusal) return { result: 'blocked', refusal };
  if (!offer.fallbackPrice && offer.price.monthlyMicros === 0n) return { result: 'blocked', refusal: NO_STANDARD_RATE };
  const picked = await pick(tx, offer, wish.reach);
  if (!picked) return { result: 'no_stock' };
  const price = offer.fallbackPrice ?? offer.price;
  const rentalId = createId('num');
  const createRental = () => createFallbackRental(ctx, tx, { rentalId, offer, picked, price, wish });
  if (wish.creditUntil) await createRental();
  else {
    const dueMicros = firstChargeTotal(price);
    const missingMicros = await placeHold(tx, {
      accountId: ctx.accountId,
      rentalId,
      amountMicros: dueMicros,
      createRental,
    });
    if (missingMicros > 0n) return { result: 'low_balance', dueMicros, missingMicros, offer };
  }
  await tx.inventoryNumber.update({
    where: { number: picked.number },
    data: { status: 'rented', reservationId: null },
  });
  await enqueueInTransaction(tx, 'provisionPair', wish.pairId, rentalId);
  const reason = `${displayNumber(picked.number)} of another carrier, ${WHERE_FOUND[picked.tier]} (${picked.place}), was set aside as the fallback.`;
  return { result: 'claimed', rentalId, number: picked.number, reason };
}

async function complianceRefusal(ctx: Context, offer: Offer, applicationId: string | null): Promise<AppError | null> {
  try {
    await requireAcceptedCompliance(ctx, offer, applicationId);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

async function pick(tx: Transaction, offer: Offer, reach: Reach): Promise<Picked | undefined> {
  const rows = await tx.$queryRaw<Picked[]>`
    WITH wish AS (${wishOf(offer, reach)}), ${FALLBACK_PICK}
    SELECT fb.number, fb.area_id, fb.carrier_id, fb.tier, a.place, a.region FROM fb JOIN areas a ON a.id = fb.area_id`;
  return rows[0];
}

interface NewFallback {
  rentalId: string;
  offer: Offer;
  picked: Picked;
  price: RentalPrice;
  wish: Wish;
}

async function createFallbackRental(ctx: Context, tx: Transaction, fallback: NewFallback): Promise<void> {
  const { rentalId, offer, picked, price, wish } = fallback;
  await tx.rental.create({
    data: {
      id: rentalId,
      accountId: ctx.accountId,
      number: picked.number,
      countryIso: offer.countryIso,
      type: offer.type,
      areaId: picked.area_id,
      carrierId: picked.carrier_id,
      applicationId: wish.primary.applicationId,
      complianceApplicationId: wish.primary.complianceApplicationId,
      currency: price.currency,
      setupMicros: price.setupMicros,
      monthlyMicros: price.monthlyMicros,
      taxBasisPoints: price.taxBasisPoints,
      paidUntil: wish.creditUntil ? asDate(wish.creditUntil) : null,
      createdAt: ctx.now(),
    },
  });
}

/** The credit of a pair as a day; null when it has run out. */
export function creditOf(pair: { creditUntil: Date | null }, today: Day): Day | null {
  if (!pair.creditUntil) return null;
  const until = dayOf(pair.creditUntil);
  return until > today ? until : null;
}

/** What keeps a pair waiting, told to the customer. */
export function obstacleOf(claim: Exclude<Claim, { result: 'claimed' }>): string {
  if (claim.result === 'no_stock') return NO_STOCK_REASON;
  if (claim.result === 'blocked')
    return `No fallback can be rented now: ${claim.refusal.message} Nothing is charged meanwhile.`;
  const missing = formatMoney(claim.missingMicros, claim.offer.currency);
  return `A fallback number is free, but ${missing} is missing on the balance; add funds and it is ordered.`;
}
