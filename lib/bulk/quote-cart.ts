import 'server-only';
import { authorize } from '@/lib/auth';
import { firstChargeTotal, renewalTotal, taxBasisPointsFor } from '@/lib/billing';
import { type Context, reader } from '@/lib/context';
import { parseInput } from '@/lib/invalid-input';
import { displayNumber } from '@/lib/phone';
import { listOffers, type Offer, offersHighAvailability } from '@/lib/provisioning';
import { type QuoteCartInput, quoteCartInput } from './schema';
import type { CartLine, CartQuote } from './types';

const GONE = 'No carrier offers this number any more.';
const TAKEN = 'This number was just taken by someone else.';
const OWN = 'You already rent this number.';

/** What an offer costs alone and with a fallback, as a line of a purchase of several. */
export function lineOf(offer: Offer, chosen: { highAvailability: boolean; refusal: string | null }): CartLine {
  const offersHa = offersHighAvailability(offer);
  const fallbackPrice = offersHa ? (offer.fallbackPrice ?? { ...offer.price, setupMicros: 0n }) : null;
  return {
    number: offer.number,
    display: displayNumber(offer.number),
    place: offer.place,
    region: offer.region,
    carrierName: offer.carrierName,
    series: offer.series,
    offersHighAvailability: offersHa,
    highAvailability: chosen.highAvailability && offersHa,
    refusal: chosen.refusal,
    setupMicros: offer.price.setupMicros,
    monthlyMicros: offer.price.monthlyMicros,
    fallbackMonthlyMicros: fallbackPrice?.monthlyMicros ?? null,
    fallback: null,
    dueMicros: firstChargeTotal(offer.price),
    eachMonthMicros: renewalTotal(offer.price),
    fallbackDueMicros: fallbackPrice ? firstChargeTotal(fallbackPrice) : 0n,
  };
}

/** What buying the chosen numbers would cost, each for itself, and which of them cannot be bought. Changes nothing. */
export async function quoteCart(ctx: Context, input: QuoteCartInput): Promise<CartQuote> {
  authorize(ctx, 'numbers.read');
  const { items } = parseInput(quoteCartInput, input);
  const numbers = items.map(({ number }) => number);
  const [account, offers, owned, reserved] = await Promise.all([
    reader(ctx).account.findUniqueOrThrow({
      where: { id: ctx.accountId },
      select: { currency: true, balanceMicros: true, heldMicros: true },
    }),
    listOffers(ctx, ctx.accountId, numbers),
    reader(ctx).rental.findMany({
      where: {
        accountId: ctx.accountId,
        number: { in: numbers },
        status: { in: ['provisioning', 'active', 'past_due'] },
      },
      select: { number: true },
    }),
    reader(ctx).reservation.findMany({
      where: { accountId: ctx.accountId, number: { in: numbers }, state: 'held', expiresAt: { gt: ctx.now() } },
      select: { number: true },
    }),
  ]);
  const own = new Set(owned.map(({ number }) => number));
  const mine = new Set(reserved.map(({ number }) => number));
  const refusalOf = (offer: Offer) => {
    if (offer.status === 'available' || mine.has(offer.number)) return null;
    if (own.has(offer.number)) return OWN;
    return offer.status === 'withdrawn' ? GONE : TAKEN;
  };
  return {
    currency: account.currency,
    taxBasisPoints: taxBasisPointsFor(account.currency),
    availableMicros: account.balanceMicros - account.heldMicros,
    lines: items.map(({ number, highAvailability }) => {
      const offer = offers.get(number);
      return offer ? lineOf(offer, { highAvailability, refusal: refusalOf(offer) }) : unknownLine(number);
    }),
  };
}

/** A number that no carrier ever offered here: an address somebody wrote by hand. */
export function unknownLine(number: string): CartLine {
  return {
    number,
    display: displayNumber(number),
    ...{
      place: '',
      region: '',
      carrierName: '',
      series: 'standard',
      offersHighAvailability: false,
      highAvailability: false,
    },
    ...{ refusal: GONE, setupMicros: 0n, monthlyMicros: 0n, fallbackMonthlyMicros: null, fallback: null },
    ...{ dueMicros: 0n, eachMonthMicros: 0n, fallbackDueMicros: 0n },
  };
}
