import 'server-only';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db';
import { endPair } from './disable-ha';
import { releaseRentals } from './release-rentals';
import { isInFlight, LIVE_PAIR_STATES } from './rules';

/**
 * Ends a rental whose rent stayed unpaid, in the transaction of the renewal that found it: a primary
 * takes its fallback with it, a fallback ends its pair and leaves the primary. False, with nothing
 * written, while the pair's other number is just being set up: the next renewal tries again.
 */
export async function releaseUnpaid(ctx: Context, tx: Transaction, rentalId: string, reason: string): Promise<boolean> {
  const pair = await tx.haPair.findFirst({
    where: {
      accountId: ctx.accountId,
      state: { in: [...LIVE_PAIR_STATES] },
      OR: [{ primaryRentalId: rentalId }, { fallbackRentalId: rentalId }],
    },
    select: { id: true, state: true, primaryRentalId: true, fallbackRentalId: true },
  });
  if (!pair) return (await releaseRentals(ctx, tx, [rentalId], reason)) === 1;
  if (isInFlight(pair.state)) return false;
  const isPrimary = pair.primaryRentalId === rentalId;
  const end = isPrimary
    ? `${reason} The pair was switched off and its numbers were released.`
    : `${reason} The pair was switched off and the fallback number was released.`;
  await endPair(ctx, tx, { pair, reason: end, fallback: 'release' });
  if (isPrimary) await releaseRentals(ctx, tx, [rentalId], reason);
  return true;
}
