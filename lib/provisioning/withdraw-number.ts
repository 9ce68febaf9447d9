import 'server-only';
import { recordAudit } from '@/lib/audit';
import { updatePairRisk } from '@/lib/billing';
import { asAccountId, type Context, systemContext } from '@/lib/context';
import { dayIn } from '@/lib/datetime';
import { db, type Prisma, type Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { notifyAccount } from '@/lib/events';
import { claimFallback, creditOf, obstacleOf } from './claim-fallback';
import { movePair } from './move-pair';
import { raisePairProblem } from './raise-pair-problem';
import { giveUpReservation } from './reserve-numbers';
import { consentUntil, LIVE_PAIR_STATES } from './rules';

const WITHDRAWN = 'The carrier withdrew the number.';

/**
 * A carrier's notice that it takes a number back. A rented number ends at once. A fallback is
 * replaced at no second set-up fee or month; when a primary goes, its fallback keeps calls going
 * and the customer chooses a new primary.
 *
 * @throws AppError not_found for a number no carrier offers, conflict while it is being set up.
 */
export async function withdrawNumber(number: string, now: Date = new Date()): Promise<'stock' | 'rental'> {
  return db.$transaction(async (tx) => {
    await dropReservation(tx, number);
    const [stock] = await tx.$queryRaw<{ reservation_id: string | null }[]>`
      SELECT reservation_id FROM inventory_numbers WHERE number = ${number} FOR UPDATE`;
    if (!stock) throw new AppError('not_found', 'No carrier offers this number.', { field: 'number' });
    if (stock.reservation_id) {
      throw new AppError('conflict', 'The number was just reserved; send the notice again.', { field: 'number' });
    }
    const rental = await tx.rental.findFirst({
      where: { number, status: { in: ['provisioning', 'active', 'past_due'] } },
      include: { account: { select: { timeZone: true } } },
    });
    if (rental?.status === 'provisioning') {
      throw new AppError('conflict', 'The number is just being set up; send the notice again when it is active.', {
        field: 'number',
      });
    }
    await tx.inventoryNumber.update({ where: { number }, data: { status: 'withdrawn' } });
    // Also of a released number in its buy-back days: it cannot come back any more.
    const open = { number, state: { in: ['placing' as const, 'placed' as const, 'active' as const] } };
    await tx.carrierOrder.updateMany({ where: open, data: { state: 'released', reason: WITHDRAWN } });
    if (!rental) return 'stock';
    const ctx = { ...systemContext(asAccountId(rental.accountId), 'carrier-withdrawal', () => now), tx };
    await endRental(ctx, tx, rental);
    await replaceInPair(ctx, tx, rental);
    await notifyAccount(tx, ctx.accountId, 'numbers');
    return 'rental';
  });
}

/** Whoever is just reviewing the number is told that the reservation has ended. */
async function dropReservation(tx: Transaction, number: string): Promise<void> {
  const stock = await tx.inventoryNumber.findUnique({ where: { number }, select: { reservationId: true } });
  if (stock?.reservationId) await giveUpReservation(tx, stock.reservationId, 'cancelled');
}

async function endRental(ctx: Context, tx: Transaction, rental: { id: string; status: string }): Promise<void> {
  const reason = WITHDRAWN;
  await tx.rental.update({
    where: { id: rental.id },
    data: { status: 'released', statusReason: reason, releasedAt: ctx.now() },
  });
  await recordAudit(ctx, tx, {
    action: 'number.withdraw',
    entityType: 'rental',
    entityId: rental.id,
    before: { status: rental.status },
    after: { status: 'released', reason },
  });
}

interface Withdrawn {
  id: string;
  origin: 'rented' | 'brought';
  paidUntil: Date | null;
  account: { timeZone: string };
}

const PAIR_OF_BOTH = { include: { primary: true } } satisfies Prisma.HaPairDefaultArgs;
type Pair = Prisma.HaPairGetPayload<typeof PAIR_OF_BOTH>;

async function replaceInPair(ctx: Context, tx: Transaction, rental: Withdrawn): Promise<void> {
  const pair = await tx.haPair.findFirst({
    where: {
      state: { in: [...LIVE_PAIR_STATES] },
      OR: [{ primaryRentalId: rental.id }, { fallbackRentalId: rental.id }],
    },
    ...PAIR_OF_BOTH,
  });
  if (!pair) return;
  if (pair.state === 'replacing') {
    const reason = 'The carriers withdrew both numbers of the pair.';
    await movePair(tx, { pairId: pair.id, from: 'replacing', to: 'off', reason, at: ctx.now() });
    await raisePairProblem(tx, { pairId: pair.id, reason, at: ctx.now() });
    return;
  }
  if (pair.state !== 'active' && pair.state !== 'waiting_for_stock') {
    throw new AppError('conflict', 'The fallback is just being set up; send the notice again in a minute.', {
      field: 'number',
    });
  }
  if (pair.primaryRentalId === rental.id) await losePrimary(ctx, tx, { id: pair.id, state: pair.state });
  else await loseFallback(ctx, tx, pair, rental);
  await updatePairRisk(ctx, tx, pair.primaryRentalId, dayIn(rental.account.timeZone, ctx.now()));
}

async function losePrimary(
  ctx: Context,
  tx: Transaction,
  { id: pairId, state: from }: { id: string; state: 'active' | 'waiting_for_stock' },
): Promise<void> {
  const hasFallback = from === 'active';
  const reason = hasFallback
    ? 'The carrier withdrew the primary number. The fallback keeps calls going; choose a new primary number for it.'
    : 'The carrier withdrew the primary number.';
  await movePair(tx, { pairId, from, to: hasFallback ? 'replacing' : 'off', reason, at: ctx.now() });
  if (!hasFallback) await raisePairProblem(tx, { pairId, reason, at: ctx.now() });
}

/** Of the account's own contract, and so never charged here: nobody consented to rent another one in its place. */
async function loseBrought(ctx: Context, tx: Transaction, { id: pairId }: Pair): Promise<void> {
  const reason =
    'The carrier withdrew the fallback number, which was of your own contract; switch high availability on to rent another one.';
  const at = ctx.now();
  await movePair(tx, { pairId, from: 'active', to: 'off', reason, fallbackRentalId: null, at });
  await raisePairProblem(tx, { pairId, reason, at });
}

/** Another fallback is claimed at once when there is one; the rent paid for the old one counts for it. */
async function loseFallback(ctx: Context, tx: Transaction, pair: Pair, rental: Withdrawn): Promise<void> {
  if (rental.origin === 'brought') return loseBrought(ctx, tx, pair);
  const { id: pairId } = pair;
  const reason = 'The carrier withdrew the fallback number; another one is looked for at no new charge.';
  // A pair of long ago may now wait for stock as long as a new one.
  const waits = { creditUntil: rental.paidUntil, consentUntil: consentUntil(ctx.now()) };
  await tx.haPair.update({ where: { id: pairId }, data: waits });
  await movePair(tx, { pairId, from: 'active', to: 'replacing', reason, fallbackRentalId: null, at: ctx.now() });
  const creditUntil = creditOf({ creditUntil: rental.paidUntil }, dayIn(rental.account.timeZone, ctx.now()));
  const claim = await claimFallback(ctx, tx, { pairId, primary: pair.primary, reach: pair.reach, creditUntil });
  const at = new Date(ctx.now().getTime() + 1);
  if (claim.result === 'claimed') {
    const { reason: found, rentalId: fallbackRentalId } = claim;
    await movePair(tx, { pairId, from: 'replacing', to: 'reserved', reason: found, fallbackRentalId, at });
    return;
  }
  await movePair(tx, { pairId, from: 'replacing', to: 'waiting_for_stock', reason: obstacleOf(claim), at });
}
