import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import type { Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { displayNumber } from '@/lib/phone';
import { movePair } from './move-pair';
import { releaseRentals } from './release-rentals';
import { isInFlight, LIVE_PAIR_STATES } from './rules';
import { type DisableHighAvailabilityInput, disableHighAvailabilityInput } from './schema';

export const IN_FLIGHT = 'The fallback number is just being set up; try again when it is active or has failed.';

/**
 * Switches high availability off for a primary. The fallback is released (no refund, kept for
 * buy-back) or stays as an ordinary rental. A request that still waits for stock is withdrawn.
 */
export async function disableHighAvailability(
  ctx: Context,
  input: DisableHighAvailabilityInput,
): Promise<{ pairId: string }> {
  authorize(ctx, 'ha.update');
  const { rentalId, fallback } = parseInput(disableHighAvailabilityInput, input);
  return withTransaction(ctx, async (tx) => {
    const inner = { ...ctx, tx };
    const pair = await requireLivePair(inner, tx, rentalId);
    if (isInFlight(pair.state)) throw new AppError('conflict', IN_FLIGHT, { field: 'rentalId' });
    const releases = fallback === 'release' && pair.fallbackRentalId !== null;
    if (releases && pair.fallback?.isProtected)
      throw new AppError('conflict', PROTECTED_FALLBACK, { field: 'fallback' });
    const reason = reasonFor(pair.state === 'waiting_for_stock', releases);
    await endPair(inner, tx, { pair, reason, fallback });
    await recordAudit(inner, tx, {
      action: 'ha.disable',
      entityType: 'rental',
      entityId: rentalId,
      before: { pairId: pair.id, state: pair.state },
      after: { pairId: pair.id, state: 'off', fallback },
    });
    return { pairId: pair.id };
  });
}

const PROTECTED_FALLBACK =
  'The fallback number is protected from release: keep it as an ordinary rental, or switch its protection off first.';

function reasonFor(waited: boolean, releases: boolean): string {
  if (waited) return 'The request for a fallback was withdrawn; nothing was charged.';
  return releases
    ? 'High availability was switched off; the fallback number was released.'
    : 'High availability was switched off; the fallback number stays as an ordinary rental.';
}

/** The live pair of a primary of this account, locked; throws when there is none. */
export async function requireLivePair(ctx: Context, tx: Transaction, rentalId: string) {
  await tx.$queryRaw`SELECT id FROM rentals WHERE id = ${rentalId} AND account_id = ${ctx.accountId} FOR UPDATE`;
  const pair = await tx.haPair.findFirst({
    where: { primaryRentalId: rentalId, accountId: ctx.accountId, state: { in: [...LIVE_PAIR_STATES] } },
    select: { id: true, state: true, fallbackRentalId: true, fallback: { select: { isProtected: true } } },
  });
  if (pair) return pair;
  const asFallback = await tx.haPair.findFirst({
    where: { fallbackRentalId: rentalId, accountId: ctx.accountId, state: { in: [...LIVE_PAIR_STATES] } },
    select: { primary: { select: { number: true } } },
  });
  const sentence = asFallback
    ? `This number is the fallback of ${displayNumber(asFallback.primary.number)}; switch high availability off there.`
    : 'High availability is not on for this number.';
  throw new AppError('conflict', sentence, { field: 'rentalId' });
}

interface PairEnd {
  pair: { id: string; state: Awaited<ReturnType<typeof requireLivePair>>['state']; fallbackRentalId: string | null };
  reason: string;
  fallback: 'release' | 'keep';
}

/** Takes a settled pair to `off` through `releasing` where a fallback is released with it. */
export async function endPair(ctx: Context, tx: Transaction, { pair, reason, fallback }: PairEnd): Promise<void> {
  if (fallback === 'keep' || !pair.fallbackRentalId) {
    await movePair(tx, { pairId: pair.id, from: pair.state, to: 'off', reason, at: ctx.now() });
    return;
  }
  await movePair(tx, {
    pairId: pair.id,
    from: pair.state,
    to: 'releasing',
    reason: 'The fallback number is being released.',
    at: ctx.now(),
  });
  await releaseRentals(ctx, tx, [pair.fallbackRentalId], reason);
  await movePair(tx, { pairId: pair.id, from: 'releasing', to: 'off', reason, at: new Date(ctx.now().getTime() + 1) });
}
