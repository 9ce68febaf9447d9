import 'server-only';
import { authorize } from '@/lib/auth';
import { firstChargeLines, firstChargeTotal, type RentalPrice, renewalTotal } from '@/lib/billing';
import type { Context } from '@/lib/context';
import { parseInput } from '@/lib/invalid-input';
import { displayNumber } from '@/lib/phone';
import { getOffer, type Offer } from './queries-offer';
import { assertOffersHighAvailability } from './rules';
import { type QuotePurchaseInput, quotePurchaseInput } from './schema';
import type { PurchaseQuote, QuotedNumber } from './types';

function quoted(offer: Offer, price: RentalPrice): QuotedNumber {
  return {
    number: offer.number,
    display: displayNumber(offer.number),
    place: offer.place,
    region: offer.region,
    carrierName: offer.carrierName,
    lines: firstChargeLines(price),
    monthlyMicros: price.monthlyMicros,
  };
}

/** Builds the itemised cost; `found` is the reserved fallback, null while none is chosen. */
export function quoteOf(offer: Offer, highAvailability: boolean, found: Offer | null): PurchaseQuote {
  const fallbackPrice = offer.fallbackPrice ?? offer.price;
  const fallbackDue = highAvailability ? firstChargeTotal(fallbackPrice) : 0n;
  const dueNowMicros = firstChargeTotal(offer.price) + fallbackDue;
  const short = dueNowMicros - offer.availableMicros;
  return {
    currency: offer.currency,
    primary: quoted(offer, offer.price),
    fallback: highAvailability
      ? {
          lines: firstChargeLines(fallbackPrice),
          monthlyMicros: fallbackPrice.monthlyMicros,
          found: found ? quoted(found, fallbackPrice) : null,
        }
      : null,
    taxBasisPoints: offer.price.taxBasisPoints,
    dueNowMicros,
    eachMonthMicros: renewalTotal(offer.price) + (highAvailability ? renewalTotal(fallbackPrice) : 0n),
    availableMicros: offer.availableMicros,
    balanceAfterMicros: offer.availableMicros - dueNowMicros,
    missingMicros: short > 0n ? short : 0n,
  };
}

/** What buying a number would cost now and each month. Changes nothing. */
export async function quotePurchase(ctx: Context, input: QuotePurchaseInput): Promise<PurchaseQuote> {
  authorize(ctx, 'numbers.read');
  const { number, highAvailability } = parseInput(quotePurchaseInput, input);
  const offer = await getOffer(ctx, ctx.accountId, number);
  if (highAvailability) assertOffersHighAvailability(offer);
  return quoteOf(offer, highAvailability, null);
}
