import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { dayOf } from '@/lib/datetime';
import { displayNumber } from '@/lib/phone';
import { quoteRevival } from '@/lib/provisioning';
import type { NumberReference, ReleasedNumber } from './types';

const MOST = 500;

const side = { select: { id: true, number: true, status: true, releasedAt: true } } as const;

/** The latest pairs of released numbers, switched off, newest first. */
async function listFormerPairs(ctx: Context, rentalIds: string[]) {
  return reader(ctx).haPair.findMany({
    where: {
      accountId: ctx.accountId,
      state: 'off',
      OR: [{ primaryRentalId: { in: rentalIds } }, { fallbackRentalId: { in: rentalIds } }],
    },
    orderBy: { updatedAt: 'desc' },
    select: { primaryRentalId: true, fallbackRentalId: true, reach: true, origin: true, primary: side, fallback: side },
  });
}

type FormerPair = Awaited<ReturnType<typeof listFormerPairs>>[number];
type WithFallback = FormerPair & { fallback: NonNullable<FormerPair['fallback']> };

/** Both numbers went at the same moment: they come back together. */
function wentTogether(pair: FormerPair): pair is WithFallback {
  const { primary, fallback } = pair;
  return (
    primary.status === 'released' &&
    fallback?.status === 'released' &&
    fallback.releasedAt?.getTime() === primary.releasedAt?.getTime()
  );
}

function reference(rental: { id: string; number: string }): NumberReference {
  return { rentalId: rental.id, number: rental.number, display: displayNumber(rental.number) };
}

/** The pair a released primary stood in when both its numbers were released at once. */
export async function findFormerPair(ctx: Context, primaryRentalId: string): Promise<WithFallback | null> {
  const pairs = await listFormerPairs(ctx, [primaryRentalId]);
  const latest = pairs.find((pair) => pair.primaryRentalId === primaryRentalId);
  return latest && wentTogether(latest) ? latest : null;
}

/** Rentals that can still be bought back: not over, and their stock still kept. */
async function listKeptRentals(ctx: Context) {
  const rentals = await reader(ctx).rental.findMany({
    where: { accountId: ctx.accountId, status: 'released', buyBackUntil: { gt: ctx.now() } },
    orderBy: [{ buyBackUntil: 'asc' }, { number: 'asc' }],
    take: MOST,
  });
  const kept = await reader(ctx).inventoryNumber.findMany({
    where: { number: { in: rentals.map((rental) => rental.number) }, status: 'held_for_buyback' },
    select: { number: true, area: { select: { place: true } } },
  });
  const places = new Map(kept.map(({ number, area }) => [number, area.place]));
  return rentals.flatMap((rental) => {
    const place = places.get(rental.number);
    const { releasedAt, buyBackUntil } = rental;
    return place === undefined || !releasedAt || !buyBackUntil ? [] : [{ ...rental, place, releasedAt, buyBackUntil }];
  });
}

/**
 * Numbers the account can still buy back, the one that ends first at the top. A fallback released
 * with its primary is part of its primary's entry.
 */
export async function listReleasedNumbers(ctx: Context, timeZone: string): Promise<ReleasedNumber[]> {
  authorize(ctx, 'numbers.read');
  const rentals = await listKeptRentals(ctx);
  const byId = new Map(rentals.map((rental) => [rental.id, rental]));
  const pairs = await listFormerPairs(ctx, [...byId.keys()]);
  const latestOf = new Map(pairs.toReversed().map((pair) => [pair.primaryRentalId, pair]));
  const together = [...latestOf.values()].filter(wentTogether).filter((pair) => byId.has(pair.primaryRentalId));
  const fallbackOf = new Map(together.map((pair) => [pair.primaryRentalId, byId.get(pair.fallback.id)]));
  const nested = new Set(together.map((pair) => pair.fallback.id));
  return rentals
    .filter((rental) => !nested.has(rental.id))
    .map((rental) => {
      const fallback = fallbackOf.get(rental.id);
      const revivals = [rental, ...(fallback ? [fallback] : [])].map((side) => quoteRevival(side, timeZone, ctx.now()));
      const former = pairs.find((pair) => pair.fallbackRentalId === rental.id);
      return {
        ...reference(rental),
        countryIso: rental.countryIso,
        place: rental.place,
        releasedAt: rental.releasedAt,
        buyBackUntil: rental.buyBackUntil,
        reason: rental.statusReason,
        paidUntil: rental.paidUntil && dayOf(rental.paidUntil),
        dueMicros: revivals.reduce((sum, revival) => sum + revival.dueMicros, 0n),
        unpaidSince: revivals.flatMap((revival) => revival.unpaidSince ?? []).sort()[0] ?? null,
        currency: rental.currency,
        fallback: fallback ? reference(fallback) : null,
        formerPrimary: former?.primary.status === 'active' ? reference(former.primary) : null,
      };
    });
}
