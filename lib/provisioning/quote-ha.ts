import 'server-only';
import { authorize } from '@/lib/auth';
import { firstChargeTotal } from '@/lib/billing';
import { type Context, reader } from '@/lib/context';
import { Prisma } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { displayNumber } from '@/lib/phone';
import { findFormerFallback } from './enable-ha';
import { getOffer, type Offer } from './queries-offer';
import { quoteRevival } from './quote-revival';
import { assertOffersHighAvailability } from './rules';
import { rentalInput } from './schema';
import type { FallbackTier, HighAvailabilityQuote } from './types';

/** What switching high availability on for a rented number would cost and find. Changes nothing. */
export async function quoteHighAvailability(ctx: Context, input: { rentalId: string }): Promise<HighAvailabilityQuote> {
  authorize(ctx, 'numbers.read');
  const { rentalId } = parseInput(rentalInput, input);
  const rental = await reader(ctx).rental.findFirst({
    where: { id: rentalId, accountId: ctx.accountId },
    select: { number: true, account: { select: { timeZone: true } } },
  });
  if (!rental)
    throw new AppError('not_found', 'Number is unknown; choose one of your active numbers.', { field: 'rentalId' });
  const offer = await getOffer(ctx, ctx.accountId, rental.number);
  assertOffersHighAvailability(offer);
  const [nearest, former] = await Promise.all([findNearest(ctx, offer), findFormerFallback(ctx, rentalId)]);
  const price = offer.fallbackPrice ?? offer.price;
  const revival = former && quoteRevival(former, rental.account.timeZone, ctx.now());
  const dueMicros = revival ? revival.dueMicros : firstChargeTotal(price);
  const short = dueMicros - offer.availableMicros;
  return {
    currency: offer.currency,
    monthlyMicros: former?.monthlyMicros ?? price.monthlyMicros,
    taxBasisPoints: price.taxBasisPoints,
    dueMicros,
    availableMicros: offer.availableMicros,
    missingMicros: short > 0n ? short : 0n,
    place: offer.place,
    region: offer.region,
    nearest,
    former: former && {
      number: former.number,
      display: displayNumber(former.number),
      paidUntil: revival?.months.length === 0 ? revival.paidUntil : null,
    },
  };
}

/** Where a free number that fits is nearest; null when there is none in the country. */
async function findNearest(ctx: Context, offer: Offer): Promise<FallbackTier | null> {
  const free = Prisma.sql`f.status = 'available' AND f.type = ${offer.type}::"NumberType" AND f.series = ${offer.series}
    AND f.carrier_id = ANY(ARRAY(SELECT id FROM carriers WHERE NOT failure_domains && ${offer.failureDomains}::text[]))`;
  const [found] = await reader(ctx).$queryRaw<{ tier: FallbackTier | null }[]>`
    SELECT CASE
      WHEN EXISTS (SELECT 1 FROM inventory_numbers f WHERE ${free} AND f.area_id = ${offer.areaId}) THEN 'area'
      WHEN ${offer.region !== ''} AND EXISTS (SELECT 1 FROM inventory_numbers f WHERE ${free} AND f.area_id = ANY(ARRAY(
        SELECT id FROM areas WHERE country_iso = ${offer.countryIso} AND region = ${offer.region}))) THEN 'state'
      WHEN EXISTS (SELECT 1 FROM inventory_numbers f WHERE ${free} AND f.country_iso = ${offer.countryIso}) THEN 'country'
    END AS tier`;
  return found?.tier ?? null;
}
