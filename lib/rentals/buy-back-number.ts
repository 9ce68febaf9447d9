import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { requireAcceptedCompliance } from '@/lib/compliance';
import { type Context, withTransaction } from '@/lib/context';
import type { Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { createPair, lowBalance, movePair, quoteRevival, reviveRental } from '@/lib/provisioning';
import { findFormerPair } from './queries-released';
import { LIVE_STATUSES } from './rules';
import { type RentalInput, rentalInput } from './schema';

const GONE = 'The number can no longer be bought back; search for it in Buy Number.';

/**
 * Brings a released number back within its five days, and its fallback with it when both were
 * released together. Costs nothing before the day they are paid until; rent owed at the release is owed still.
 */
export async function buyBackNumber(ctx: Context, input: RentalInput): Promise<{ pairId: string | null }> {
  authorize(ctx, 'numbers.buy');
  const { rentalId } = parseInput(rentalInput, input);
  return withTransaction(ctx, async (tx) => {
    const inner = { ...ctx, tx };
    const rental = await tx.rental.findFirst({
      where: { id: rentalId, accountId: ctx.accountId },
      include: { account: { select: { timeZone: true } } },
    });
    if (!rental)
      throw new AppError('not_found', 'Number is unknown; choose one of your released numbers.', { field: 'rentalId' });
    if (LIVE_STATUSES.includes(rental.status))
      throw new AppError('conflict', 'The number is active already.', { field: 'rentalId' });
    await requireAcceptedCompliance(inner, rental, rental.complianceApplicationId);
    // Looked up first: once the primary is back it no longer counts as released with its fallback.
    const former = await findFormerPair(inner, rentalId);
    const fallback = former && (await tx.rental.findUniqueOrThrow({ where: { id: former.fallback.id } }));
    const dueMicros = [rental, ...(fallback ? [fallback] : [])]
      .map((side) => quoteRevival(side, rental.account.timeZone, ctx.now()).dueMicros)
      .reduce((sum, due) => sum + due, 0n);
    const revive = (id: string) =>
      reviveRental(inner, tx, id).catch(async (error: unknown) => {
        // Both numbers or none: what is missing is counted over both.
        if (error instanceof AppError && error.code === 'insufficient_balance')
          throw await lowBalance(ctx, dueMicros, rental.currency);
        throw error;
      });
    if ((await revive(rentalId)) === 'gone') throw new AppError('conflict', GONE, { field: 'rentalId' });
    if (!former || (await revive(former.fallback.id)) === 'gone') return { pairId: null };
    return {
      pairId: await restorePair(inner, tx, rentalId, {
        fallbackRentalId: former.fallback.id,
        reach: former.reach,
        origin: former.origin,
      }),
    };
  });
}

interface FormerPair {
  fallbackRentalId: string;
  reach: 'area' | 'state' | 'country';
  origin: 'rented' | 'owned';
}

async function restorePair(
  ctx: Context,
  tx: Transaction,
  primaryRentalId: string,
  former: FormerPair,
): Promise<string> {
  const asked = 'The primary number was bought back.';
  const pairId = await createPair(ctx, tx, { primaryRentalId, ...former, reason: asked });
  const reason = 'Both numbers of the pair came back.';
  await movePair(tx, { pairId, from: 'requested', to: 'active', reason, at: new Date(ctx.now().getTime() + 1) });
  await recordAudit(ctx, tx, {
    action: 'ha.restore',
    entityType: 'rental',
    entityId: primaryRentalId,
    after: { pairId, fallbackRentalId: former.fallbackRentalId },
  });
  return pairId;
}
