import 'server-only';
import { type Context, reader } from '@/lib/context';
import { dayOf } from '@/lib/datetime';
import { AppError } from '@/lib/errors';
import { displayNumber } from '@/lib/phone';
import { BUY_BACK_DAYS, LIVE_PAIR_STATES } from '@/lib/provisioning';
import { releaseRefusal } from './rules';
import type { PairRole, ReleasePreview } from './types';

const side = { select: { id: true, number: true, status: true, paidUntil: true, isProtected: true } } as const;

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
  const isFallback = pair?.fallbackRentalId === rental.id;
  const other = isFallback ? pair.primary : (pair?.fallback ?? null);
  return releaseRefusal({
    ...rental,
    pair: pair && {
      role: isFallback ? 'fallback' : 'primary',
      state: pair.state,
      other: other && { ...other, display: displayNumber(other.number) },
    },
  });
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
    isProtected: rental.isProtected,
    pair,
  };
}
