import { listApplications } from '@/lib/applications';
import { listHistory } from '@/lib/audit';
import { isAllowed, type Session } from '@/lib/auth';
import { formatTaxRate, listRentalCharges } from '@/lib/billing';
import { findLastProof, listNumberCalls } from '@/lib/calls';
import type { Context } from '@/lib/context';
import { findPairRouting } from '@/lib/network';
import { parseDialled } from '@/lib/phone';
import { quoteHighAvailability } from '@/lib/provisioning';
import { findRental, listPairCandidates, previewRelease, type RentalDetail } from '@/lib/rentals';

/** The digits an address names; null when they cannot be a number. */
export function digitsOf(text: string): string | null {
  try {
    return parseDialled(decodeURIComponent(text));
  } catch {
    return null;
  }
}

/** Whether it could get a fallback now: offered, active, in no live pair. */
function mayGetFallback({ highAvailability, status, pair }: RentalDetail): boolean {
  return highAvailability && status === 'active' && (pair === null || pair.state === 'failed');
}

/** Where the calls of an active pair go; null without one. */
function loadRouting(ctx: Context, pair: RentalDetail['pair']) {
  return pair?.state === 'active' && pair.fallback ? findPairRouting(ctx, pair.id) : null;
}

/** The last call that tested the number's fallback; null on a fallback's own page. */
function loadLastProof(ctx: Context, pair: RentalDetail['pair']) {
  const isShown = pair?.role === 'primary' && pair.state === 'active' && pair.fallback !== null;
  return isShown && isAllowed(ctx, 'calls.read') ? findLastProof(ctx, pair.fallback?.number ?? '') : null;
}

/** Everything the page of a number shows; null when the account never rented it. */
export async function loadNumber({ ctx }: Session, text: string) {
  const digits = digitsOf(text);
  const rental = digits ? await findRental(ctx, digits) : null;
  if (!rental) return null;
  const { rentalId, taxBasisPoints, status, pair } = rental;
  const isUsed = status === 'active' || status === 'past_due' || status === 'provisioning';
  const mayPair = mayGetFallback(rental) && pair?.role !== 'fallback';
  const [applications, history, charges, quote, candidates, release, calls, routing, lastProof] = await Promise.all([
    listApplications(ctx),
    listHistory(ctx, 'rental', rentalId),
    isAllowed(ctx, 'billing.read') ? listRentalCharges(ctx, rentalId) : null,
    mayPair ? quoteHighAvailability(ctx, { rentalId }) : null,
    mayPair || pair?.state === 'replacing' ? listPairCandidates(ctx, rentalId) : [],
    isUsed && isAllowed(ctx, 'numbers.release') ? previewRelease(ctx, { rentalId }) : null,
    isAllowed(ctx, 'calls.read') ? listNumberCalls(ctx, rental.number) : null,
    loadRouting(ctx, pair),
    loadLastProof(ctx, pair),
  ]);
  return {
    ...{ rental, applications, history, charges, quote, candidates, release, calls, routing, lastProof, isUsed },
    taxRate: taxBasisPoints > 0 ? formatTaxRate(taxBasisPoints) : null,
    may: {
      update: isAllowed(ctx, 'numbers.update'),
      ha: isAllowed(ctx, 'ha.update'),
      call: isAllowed(ctx, 'calls.place'),
      billing: isAllowed(ctx, 'billing.read'),
    },
  };
}

export type NumberData = NonNullable<Awaited<ReturnType<typeof loadNumber>>>;
