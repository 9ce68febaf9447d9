import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { keepsFallback } from './queries';
import { getOffer, type Offer } from './queries-offer';
import { quoteOf } from './quote-purchase';
import { numberInput, reservationInput } from './schema';
import type { FallbackTier, OwnClaim, PurchaseQuote, ReservationDetail } from './types';

/** Where a fallback is, seen from its primary. */
export function tierBetween(
  primary: { areaId: number; region: string },
  fallback: { areaId: number; region: string },
): FallbackTier {
  if (primary.areaId === fallback.areaId) return 'area';
  return primary.region === fallback.region ? 'state' : 'country';
}

/** While no fallback is set aside nothing is due for one: the price is shown, the totals leave it out. */
function quoteReserved(offer: Offer, highAvailability: boolean, found: Offer | null): PurchaseQuote {
  const quote = quoteOf(offer, highAvailability, found);
  return found || !highAvailability ? quote : { ...quoteOf(offer, false, null), fallback: quote.fallback };
}

/** The purchase a used reservation became: the account's first one of the number since. */
async function purchaseAfter(ctx: Context, reservation: { number: string; createdAt: Date }): Promise<string> {
  const purchase = await reader(ctx).purchase.findFirstOrThrow({
    where: { accountId: ctx.accountId, number: reservation.number, createdAt: { gte: reservation.createdAt } },
    orderBy: { createdAt: 'asc' },
    select: { id: true },
  });
  return purchase.id;
}

/** A reservation of the account with what confirming it would cost, or what became of it. */
export async function getReservation(ctx: Context, input: { reservationId: string }): Promise<ReservationDetail> {
  authorize(ctx, 'numbers.read');
  const { reservationId } = parseInput(reservationInput, input);
  const reservation = await reader(ctx).reservation.findFirst({
    where: { id: reservationId, accountId: ctx.accountId },
    select: {
      id: true,
      number: true,
      fallbackNumber: true,
      highAvailability: true,
      reach: true,
      state: true,
      expiresAt: true,
      createdAt: true,
    },
  });
  if (!reservation) throw new AppError('not_found', 'Reservation is unknown.', { field: 'reservationId' });
  const { number, fallbackNumber, highAvailability, reach, expiresAt } = reservation;
  if (reservation.state === 'used') return { state: 'used', number, purchaseId: await purchaseAfter(ctx, reservation) };
  if (reservation.state !== 'held' || expiresAt <= ctx.now() || !(await keepsFallback(ctx, reservation)))
    return { state: 'ended', number, highAvailability, reach };
  const offer = await getOffer(ctx, ctx.accountId, number);
  const found = fallbackNumber ? await getOffer(ctx, ctx.accountId, fallbackNumber) : null;
  return {
    state: 'held',
    id: reservationId,
    number,
    highAvailability,
    reach,
    expiresAt,
    quote: quoteReserved(offer, highAvailability, found),
    fallbackTier: found && tierBetween(offer, found),
  };
}

/** Whether the account rents a number already or has it reserved. */
export async function getOwnClaim(ctx: Context, input: string): Promise<OwnClaim> {
  authorize(ctx, 'numbers.read');
  const number = parseInput(numberInput, input);
  const [rental, reservation] = await Promise.all([
    reader(ctx).rental.findFirst({
      where: { accountId: ctx.accountId, number, status: { notIn: ['released', 'failed'] } },
      select: { id: true },
    }),
    reader(ctx).reservation.findFirst({
      where: { accountId: ctx.accountId, number, state: 'held', expiresAt: { gt: ctx.now() } },
      select: { id: true, highAvailability: true, reach: true, expiresAt: true },
    }),
  ]);
  return { rents: rental !== null, reservation };
}
