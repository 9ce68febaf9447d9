import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { requireAcceptedCompliance } from '@/lib/compliance';
import { type Context, withTransaction } from '@/lib/context';
import type { Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { createPair } from './create-pair';
import { followApplication, requirePairable } from './enable-ha';
import { movePair } from './move-pair';
import { LIVE_PAIR_STATES, sharesNoDomain } from './rules';
import { type PairOwnedNumbersInput, pairOwnedNumbersInput } from './schema';

/**
 * Makes one number the account already rents the fallback of another: nothing new is rented. The
 * two must be of carriers that share no failure domain and of the same series, and neither may be
 * in a pair; only a fallback whose primary was withdrawn may get a new primary.
 */
export async function pairOwnedNumbers(ctx: Context, input: PairOwnedNumbersInput): Promise<{ pairId: string }> {
  authorize(ctx, 'ha.update');
  const { rentalId, fallbackRentalId } = parseInput(pairOwnedNumbersInput, input);
  return withTransaction(ctx, async (tx) => {
    const inner = { ...ctx, tx };
    // Always in the order of the ids: two people pairing the same two numbers wait, not deadlock.
    await tx.$queryRaw`SELECT id FROM rentals WHERE id = ANY(${[rentalId, fallbackRentalId]}) ORDER BY id FOR UPDATE`;
    await endOrphanedPair(inner, tx, fallbackRentalId);
    const primary = await requirePairable(inner, tx, rentalId);
    const fallback = await requireFallback(inner, tx, fallbackRentalId);
    await requireFit(tx, primary, fallback);
    await requireAcceptedCompliance(inner, primary, primary.complianceApplicationId);
    const pairId = await createPair(inner, tx, {
      primaryRentalId: rentalId,
      fallbackRentalId,
      origin: 'owned',
      reason: 'Two numbers already rented were paired.',
    });
    const reason = 'Both numbers were active already; nothing new was rented.';
    await movePair(tx, { pairId, from: 'requested', to: 'active', reason, at: new Date(ctx.now().getTime() + 1) });
    const { complianceApplicationId } = primary;
    await tx.rental.update({
      where: { id: fallbackRentalId },
      data: { complianceApplicationId, followsPrimary: true },
    });
    await followApplication(inner, tx, fallback, primary.applicationId);
    const audited = {
      action: 'ha.pair_owned',
      entityType: 'rental',
      after: { pairId, primary: primary.number, fallback: fallback.number },
    };
    await recordAudit(inner, tx, { ...audited, entityId: rentalId });
    await recordAudit(inner, tx, { ...audited, entityId: fallbackRentalId });
    return { pairId };
  });
}

/** A fallback whose primary the carrier withdrew still stands in its old pair: end that first. */
async function endOrphanedPair(ctx: Context, tx: Transaction, fallbackRentalId: string): Promise<void> {
  const orphan = await tx.haPair.findFirst({
    where: {
      accountId: ctx.accountId,
      fallbackRentalId,
      state: 'replacing',
      primary: { status: { notIn: ['active', 'past_due', 'provisioning'] } },
    },
    select: { id: true },
  });
  if (!orphan) return;
  const reason = 'A new primary number was chosen for the fallback.';
  await movePair(tx, { pairId: orphan.id, from: 'replacing', to: 'off', reason, at: ctx.now() });
}

async function requireFallback(ctx: Context, tx: Transaction, id: string) {
  const field = 'fallbackRentalId';
  const rental = await tx.rental.findFirst({
    where: { id, accountId: ctx.accountId },
    select: { id: true, number: true, status: true, countryIso: true, type: true, applicationId: true },
  });
  if (!rental)
    throw new AppError('not_found', 'Fallback number is unknown; choose one of your active numbers.', { field });
  if (rental.status !== 'active') throw new AppError('conflict', 'The fallback number must be active.', { field });
  const paired = await tx.haPair.count({
    where: { state: { in: [...LIVE_PAIR_STATES] }, OR: [{ primaryRentalId: id }, { fallbackRentalId: id }] },
  });
  if (paired > 0)
    throw new AppError('conflict', 'The fallback number is already in a pair; choose one that is not.', { field });
  return rental;
}

interface Side {
  id: string;
  number: string;
  countryIso: string;
  type: string;
}

async function requireFit(tx: Transaction, primary: Side, fallback: Side): Promise<void> {
  const field = 'fallbackRentalId';
  if (primary.id === fallback.id)
    throw new AppError('invalid_input', 'A number cannot be its own fallback.', { field });
  const [a, b] = await Promise.all(
    [primary, fallback].map((side) =>
      tx.inventoryNumber.findUniqueOrThrow({
        where: { number: side.number },
        select: { series: true, carrier: { select: { failureDomains: true } } },
      }),
    ),
  );
  const sameKind =
    primary.countryIso === fallback.countryIso && primary.type === fallback.type && a?.series === b?.series;
  if (!a || !b || !sameKind) {
    throw new AppError('conflict', 'The fallback number must be an India local number of the same series.', { field });
  }
  if (!sharesNoDomain(a.carrier.failureDomains, b.carrier.failureDomains)) {
    throw new AppError(
      'conflict',
      'The two numbers could fail together: their carriers share equipment. Choose a number of another carrier.',
      { field },
    );
  }
}
