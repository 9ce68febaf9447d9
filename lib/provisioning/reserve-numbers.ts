import 'server-only';
import { requireApplication } from '@/lib/applications';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { firstChargeTotal } from '@/lib/billing';
import { requireAcceptedCompliance } from '@/lib/compliance';
import { type Context, withTransaction } from '@/lib/context';
import { db, type Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { createId } from '@/lib/ids';
import { parseInput } from '@/lib/invalid-input';
import { lowBalance, takenOrFreed } from './explain-refusal';
import { FALLBACK_PICK, wishOf } from './pick-fallback';
import { keepsFallback } from './queries';
import { getOffer, type Offer } from './queries-offer';
import { assertOffersHighAvailability, MAX_RESERVATIONS, RESERVATION_MINUTES } from './rules';
import { type ReserveNumbersInput, reserveNumbersInput } from './schema';

export interface ReserveOptions {
  /** Open reservations the account may have with this one. */
  most?: number;
}

interface Parsed {
  number: string;
  highAvailability: boolean;
  reach: 'area' | 'state' | 'country';
}

/**
 * Takes a number, and a fallback with it when high availability is asked for, out of the stock for
 * ten minutes. Asking again for the same returns the same reservation with its own clock. Costs
 * nothing, but is refused when the balance would not suffice.
 */
export async function reserveNumbers(
  ctx: Context,
  input: ReserveNumbersInput,
  { most = MAX_RESERVATIONS }: ReserveOptions = {},
): Promise<{ reservationId: string }> {
  authorize(ctx, 'numbers.buy');
  const parsed = parseInput(reserveNumbersInput, input);
  const offer = await getOffer(ctx, ctx.accountId, parsed.number);
  if (parsed.highAvailability) assertOffersHighAvailability(offer);
  if (parsed.applicationId) await requireApplication(ctx, parsed.applicationId);
  await requireAcceptedCompliance(ctx, offer, parsed.complianceApplicationId ?? null);
  const outcome = await withTransaction(ctx, (tx) =>
    reserveInTransaction({ ...ctx, tx }, tx, offer, { ...parsed, most }),
  );
  if (outcome !== 'taken') return outcome;
  // Waits for whoever holds the row, so that the refusal tells what became of it.
  const settled = await db.$queryRaw<{ status: string }[]>`
    SELECT status::text AS status FROM inventory_numbers WHERE number = ${offer.number} FOR SHARE`;
  throw await takenOrFreed(ctx, offer.number, settled[0]?.status ?? 'withdrawn');
}

async function reserveInTransaction(ctx: Context, tx: Transaction, offer: Offer, wish: Parsed & { most: number }) {
  const { most, ...parsed } = wish;
  // One reservation of an account at a time makes the count below exact. Not the account's row: a purchase locks that
  // after its reservation, and each would wait for the other.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`reserve:${ctx.accountId}`}, 0))`;
  const open = await tx.reservation.findMany({
    where: { accountId: ctx.accountId, state: 'held', expiresAt: { gt: ctx.now() } },
    select: { id: true, number: true, fallbackNumber: true, highAvailability: true, reach: true },
  });
  const same = open.find((reservation) => reservation.number === offer.number);
  if (same && isSameWish(same, parsed) && (await keepsFallback(ctx, same))) return { reservationId: same.id };
  if (same) await giveUpReservation(tx, same.id, 'cancelled');
  else if (open.length >= most) {
    throw new AppError('conflict', `At most ${most} numbers can be reserved at a time; buy or drop one first.`);
  }
  await endOverdue(ctx, tx, offer.number);
  return claim(ctx, tx, offer, parsed);
}

function isSameWish(one: Omit<Parsed, 'number'>, other: Parsed): boolean {
  return one.highAvailability === other.highAvailability && (!one.highAvailability || one.reach === other.reach);
}

/** A reservation that ran out may not have been swept yet: the number must not look taken meanwhile. */
async function endOverdue(ctx: Context, tx: Transaction, number: string): Promise<void> {
  const overdue = await tx.reservation.findMany({
    where: { state: 'held', expiresAt: { lte: ctx.now() }, inventory: { some: { number } } },
    select: { id: true },
  });
  for (const { id } of overdue) await giveUpReservation(tx, id, 'expired');
}

async function claim(ctx: Context, tx: Transaction, offer: Offer, parsed: Parsed) {
  const [row] = await tx.$queryRaw<{ picked: boolean; fallback_number: string | null }[]>`
    WITH pick AS (
      SELECT number FROM inventory_numbers WHERE number = ${offer.number} AND status = 'available' FOR UPDATE SKIP LOCKED
    ), wish AS (
      SELECT w.* FROM (${wishOf(offer, parsed.reach)}) w WHERE ${parsed.highAvailability}::boolean AND EXISTS (SELECT 1 FROM pick)
    ), ${FALLBACK_PICK}
    SELECT EXISTS (SELECT 1 FROM pick) AS picked, (SELECT number FROM fb) AS fallback_number`;
  if (!row?.picked) return 'taken' as const;
  // Checked once it is known whether there is a fallback to pay for; refusing takes the picks back.
  const fallbackDue = row.fallback_number ? firstChargeTotal(offer.fallbackPrice ?? offer.price) : 0n;
  const due = firstChargeTotal(offer.price) + fallbackDue;
  if (due > offer.availableMicros) throw await lowBalance(ctx, due, offer.currency);
  const id = createId('rsv');
  const expiresAt = new Date(ctx.now().getTime() + RESERVATION_MINUTES * 60_000);
  const data = { number: offer.number, fallbackNumber: row.fallback_number, highAvailability: parsed.highAvailability };
  await tx.reservation.create({
    data: { id, accountId: ctx.accountId, ...data, reach: parsed.reach, expiresAt, createdAt: ctx.now() },
  });
  await tx.inventoryNumber.updateMany({
    where: { number: { in: row.fallback_number ? [offer.number, row.fallback_number] : [offer.number] } },
    data: { status: 'reserved', reservationId: id },
  });
  await recordAudit(ctx, tx, { action: 'number.reserve', entityType: 'reservation', entityId: id, after: data });
  return { reservationId: id };
}

/** Puts a reservation's numbers back on offer. The reservation row goes first: its lock decides races. */
export async function giveUpReservation(tx: Transaction, id: string, state: 'cancelled' | 'expired'): Promise<boolean> {
  const { count } = await tx.reservation.updateMany({ where: { id, state: 'held' }, data: { state } });
  if (count === 0) return false;
  await tx.inventoryNumber.updateMany({
    where: { reservationId: id, status: 'reserved' },
    data: { status: 'available', reservationId: null },
  });
  return true;
}
