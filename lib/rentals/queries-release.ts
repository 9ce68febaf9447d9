import 'server-only';
import { type Context, reader } from '@/lib/context';
import { dayOf } from '@/lib/datetime';
import { AppError } from '@/lib/errors';
import { displayNumber } from '@/lib/phone';
import { BUY_BACK_DAYS, IN_FLIGHT, isInFlight, LIVE_PAIR_STATES } from '@/lib/provisioning';
import type { PairRole, ReleasePreview } from './types';

const side = { select: { id: true, number: true, status: true, paidUntil: true } } as const;

/** The live pair a rental is in, seen as a release sees it. */
export async function findPairOf(ctx: Context, rentalId: string) {
  return reader(ctx).haPair.findFirst({
    where: {
      accountId: ctx.accountId,
      state: { in: [...LIVE_PAIR_STATES] },
      OR: [{ primaryRentalId: rentalId }, { fallbackRentalId: rentalId }],
    },
    select: { id: true, state: true, primaryRentalId: true, fallbackRentalId: true, primary: side, fallback: side },
  });
}

type Pair = NonNullable<Awaited<ReturnType<typeof findPairOf>>>;
type Side = Pair['primary'];

function refusalOf(rental: Side, pair: Pair | null): string | null {
  if (rental.status === 'provisioning') return 'The number is still being set up; release it once it is active.';
  if (rental.status !== 'active' && rental.status !== 'past_due') return 'The number is not active any more.';
  if (!pair) return null;
  const isFallback = pair.fallbackRentalId === rental.id;
  const primaryLives = pair.primary.status === 'active' || pair.primary.status === 'past_due';
  if (isFallback && primaryLives) {
    return `This number is the fallback of ${displayNumber(pair.primary.number)}; switch high availability off there to release it.`;
  }
  return isInFlight(pair.state) ? IN_FLIGHT : null;
}

function previewed(rental: Side, role: PairRole | null) {
  const { id, number, paidUntil } = rental;
  return { rentalId: id, number, display: displayNumber(number), role, paidUntil: paidUntil && dayOf(paidUntil) };
}

/** What releasing a number would do, read on the caller's transaction when there is one. */
export async function getReleasePreview(
  ctx: Context,
  rentalId: string,
): Promise<ReleasePreview & { pair: Pair | null }> {
  const rental = await reader(ctx).rental.findFirst({ where: { id: rentalId, accountId: ctx.accountId }, ...side });
  if (!rental)
    throw new AppError('not_found', 'Number is unknown; choose one of your active numbers.', { field: 'rentalId' });
  const pair = await findPairOf(ctx, rentalId);
  const isPrimary = pair?.primaryRentalId === rentalId;
  const role = pair ? (isPrimary ? 'primary' : 'fallback') : null;
  const fallback = isPrimary && pair.fallback ? [previewed(pair.fallback, 'fallback' as const)] : [];
  return {
    numbers: [previewed(rental, role), ...fallback],
    buyBackUntil: new Date(ctx.now().getTime() + BUY_BACK_DAYS * 86_400_000),
    refusal: refusalOf(rental, pair),
    pair,
  };
}
