import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { requireAcceptedCompliance } from '@/lib/compliance';
import { type Context, reader, withTransaction } from '@/lib/context';
import type { Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { displayNumber } from '@/lib/phone';
import { lockRental } from './activate-rental';
import { claimFallback, obstacleOf } from './claim-fallback';
import { createPair } from './create-pair';
import { lowBalance } from './explain-refusal';
import { movePair } from './move-pair';
import { reviveRental } from './revive-rental';
import {
  assertOffersHighAvailability,
  fallbackOfSentence,
  HA_ALREADY_ON,
  LIVE_PAIR_STATES,
  NOT_PAIRABLE,
} from './rules';
import { type EnableHighAvailabilityInput, enableHighAvailabilityInput } from './schema';
import type { PairState } from './types';

/**
 * Gives a rented India local number a fallback. The fallback it had less than five days ago comes
 * back at no charge; otherwise one is rented from a carrier that shares no failure domain, or
 * waited for when there is none.
 */
export async function enableHighAvailability(
  ctx: Context,
  input: EnableHighAvailabilityInput,
): Promise<{ pairId: string; state: PairState }> {
  authorize(ctx, 'ha.update');
  const { rentalId, reach } = parseInput(enableHighAvailabilityInput, input);
  return withTransaction(ctx, async (tx) => {
    const inner = { ...ctx, tx };
    const primary = await requirePairable(inner, tx, rentalId);
    const reason = 'High availability was switched on.';
    const pairId = await createPair(inner, tx, { primaryRentalId: rentalId, fallbackRentalId: null, reach, reason });
    await recordAudit(inner, tx, {
      action: 'ha.enable',
      entityType: 'rental',
      entityId: rentalId,
      after: { pairId, reach },
    });
    const returned = await bringBackFormer(inner, tx, { pairId, primary });
    if (returned) return { pairId, state: 'active' as const };
    const claim = await claimFallback(inner, tx, { pairId, primary, reach, creditUntil: null });
    if (claim.result === 'blocked') throw claim.refusal;
    if (claim.result === 'low_balance') throw await lowBalance(inner, claim.dueMicros, claim.offer.currency);
    const state = claim.result === 'claimed' ? ('reserved' as const) : ('waiting_for_stock' as const);
    const at = new Date(ctx.now().getTime() + 1);
    const move = { pairId, from: 'requested' as const, to: state, at };
    if (claim.result === 'claimed')
      await movePair(tx, { ...move, reason: claim.reason, fallbackRentalId: claim.rentalId });
    else await movePair(tx, { ...move, reason: obstacleOf(claim) });
    return { pairId, state };
  });
}

/** The rental, locked, when it may be a primary; throws the sentence that says why not. */
export async function requirePairable(ctx: Context, tx: Transaction, rentalId: string) {
  const own = await tx.rental.findFirst({ where: { id: rentalId, accountId: ctx.accountId }, select: { id: true } });
  if (!own)
    throw new AppError('not_found', 'Number is unknown; choose one of your active numbers.', { field: 'rentalId' });
  const rental = await lockRental(tx, rentalId);
  assertOffersHighAvailability(rental);
  if (rental.status !== 'active') throw new AppError('conflict', NOT_PAIRABLE[rental.status], { field: 'rentalId' });
  const pairs = await tx.haPair.findMany({
    where: {
      state: { in: [...LIVE_PAIR_STATES] },
      OR: [{ primaryRentalId: rentalId }, { fallbackRentalId: rentalId }],
    },
    select: { primaryRentalId: true, primary: { select: { number: true } } },
  });
  for (const pair of pairs) {
    if (pair.primaryRentalId === rentalId) throw new AppError('conflict', HA_ALREADY_ON, { field: 'rentalId' });
    throw new AppError('conflict', fallbackOfSentence(displayNumber(pair.primary.number)), { field: 'rentalId' });
  }
  return rental;
}

/** A number released as this primary's fallback that can still be bought back. */
export async function findFormerFallback(ctx: Context, primaryRentalId: string) {
  const former = await reader(ctx).haPair.findFirst({
    where: {
      primaryRentalId,
      accountId: ctx.accountId,
      state: 'off',
      fallback: { status: 'released', buyBackUntil: { gt: ctx.now() } },
    },
    orderBy: { updatedAt: 'desc' },
    select: { fallback: true },
  });
  return former?.fallback ?? null;
}

interface Returning {
  pairId: string;
  primary: {
    id: string;
    countryIso: string;
    type: string;
    applicationId: string | null;
    complianceApplicationId: string | null;
  };
}

/** Within the buy-back days the former fallback returns; its rent is due only when paid days ran out meanwhile. */
async function bringBackFormer(ctx: Context, tx: Transaction, { pairId, primary }: Returning): Promise<boolean> {
  const former = await findFormerFallback(ctx, primary.id);
  if (!former) return false;
  await requireAcceptedCompliance(ctx, primary, primary.complianceApplicationId);
  if ((await reviveRental(ctx, tx, former.id)) === 'gone') return false;
  if (former.followsPrimary) await followApplication(ctx, tx, former, primary.applicationId);
  const reason = 'The former fallback number came back.';
  await movePair(tx, {
    pairId,
    from: 'requested',
    to: 'active',
    reason,
    fallbackRentalId: former.id,
    at: new Date(ctx.now().getTime() + 1),
  });
  return true;
}

/** Puts a fallback in step with its primary's application. */
export async function followApplication(
  ctx: Context,
  tx: Transaction,
  fallback: { id: string; applicationId: string | null },
  applicationId: string | null,
): Promise<void> {
  if (fallback.applicationId === applicationId) return;
  await tx.rental.update({ where: { id: fallback.id }, data: { applicationId } });
  await recordAudit(ctx, tx, {
    action: 'number.update',
    entityType: 'rental',
    entityId: fallback.id,
    before: { applicationId: fallback.applicationId },
    after: { applicationId },
  });
}
