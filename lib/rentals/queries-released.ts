import 'server-only';
import { renewalTotal } from '@/lib/billing';
import { type Context, reader } from '@/lib/context';
import { dayIn, dayOf } from '@/lib/datetime';
import { displayNumber } from '@/lib/phone';
import type { ReleasedNumber } from './types';

/** The pair a released primary stood in when both its numbers were released at once. */
export async function findFormerPair(ctx: Context, primaryRentalId: string) {
  const pair = await reader(ctx).haPair.findFirst({
    where: { accountId: ctx.accountId, primaryRentalId, state: 'off' },
    orderBy: { updatedAt: 'desc' },
    select: {
      fallbackRentalId: true,
      reach: true,
      origin: true,
      primary: { select: { releasedAt: true } },
      fallback: { select: { id: true, number: true, releasedAt: true, status: true } },
    },
  });
  if (!pair?.fallback || pair.fallback.status !== 'released') return null;
  if (pair.fallback.releasedAt?.getTime() !== pair.primary.releasedAt?.getTime()) return null;
  return { fallbackRentalId: pair.fallback.id, fallbackNumber: pair.fallback.number, reach: pair.reach, origin: pair.origin };
}

/** Numbers the account can still buy back, the one that ends first at the top. */
export async function listReleasedNumbers(ctx: Context, timeZone: string): Promise<ReleasedNumber[]> {
  const rentals = await reader(ctx).rental.findMany({
    where: { accountId: ctx.accountId, status: 'released', buyBackUntil: { gt: ctx.now() } },
    orderBy: [{ buyBackUntil: 'asc' }, { number: 'asc' }],
    take: 500,
  });
  const places = new Map(
    (
      await reader(ctx).area.findMany({ where: { id: { in: rentals.map((rental) => rental.areaId) } }, select: { id: true, place: true } })
    ).map((area) => [area.id, area.place]),
  );
  const today = dayIn(timeZone, ctx.now());
  return Promise.all(
    rentals.flatMap((rental) => {
      const { releasedAt, buyBackUntil } = rental;
      if (!releasedAt || !buyBackUntil) return [];
      const paidUntil = rental.paidUntil && dayOf(rental.paidUntil);
      return [
        findFormerPair(ctx, rental.id).then((former): ReleasedNumber => ({
          rentalId: rental.id,
          number: rental.number,
          display: displayNumber(rental.number),
          countryIso: rental.countryIso,
          place: places.get(rental.areaId) ?? '',
          releasedAt,
          buyBackUntil,
          reason: rental.statusReason,
          paidUntil,
          dueMicros: paidUntil && paidUntil > today ? 0n : renewalTotal(rental),
          currency: rental.currency,
          fallback: former && {
            rentalId: former.fallbackRentalId,
            number: former.fallbackNumber,
            display: displayNumber(former.fallbackNumber),
          },
        })),
      ];
    }),
  );
}
