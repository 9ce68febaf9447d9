import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { dayOf } from '@/lib/datetime';
import type { Prisma } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { displayNumber } from '@/lib/phone';
import { tierBetween } from './queries-reservation';
import { purchaseInput } from './schema';
import type { NumberProgress, PairProgress, PurchaseCharge, PurchaseProgress } from './types';

const rentalColumns = {
  id: true,
  number: true,
  areaId: true,
  status: true,
  statusReason: true,
  paidUntil: true,
  currency: true,
  carrier: { select: { name: true } },
  holds: { where: { state: 'held' }, select: { amountMicros: true } },
} as const satisfies Prisma.RentalSelect;

type RentalRow = Prisma.RentalGetPayload<{ select: typeof rentalColumns }>;
type Place = { place: string; region: string };

function toProgress(row: RentalRow, { place, region }: Place): NumberProgress {
  return {
    number: row.number,
    display: displayNumber(row.number),
    place,
    region,
    carrierName: row.carrier.name,
    state: row.status,
    stateReason: row.statusReason,
    paidUntil: row.paidUntil && dayOf(row.paidUntil),
    heldMicros: row.holds.reduce((sum, hold) => sum + hold.amountMicros, 0n),
  };
}

/** Set-up fee, first month and tax are at most this many entries. */
const FIRST_CHARGE = 3;

/** What a rental's activation was charged; its renewals belong to Billing. */
async function firstCharges(ctx: Context, rental: RentalRow): Promise<PurchaseCharge[]> {
  const entries = await reader(ctx).ledgerEntry.findMany({
    where: { accountId: ctx.accountId, rentalId: rental.id, kind: { in: ['setup_fee', 'rental', 'tax'] } },
    orderBy: { id: 'asc' },
    take: FIRST_CHARGE,
    select: { id: true, description: true, amountMicros: true, periodFrom: true },
  });
  const first = entries[0]?.periodFrom?.getTime();
  return entries
    .filter((entry) => entry.periodFrom?.getTime() === first)
    .map((entry) => ({
      id: entry.id.toString(),
      numberDisplay: displayNumber(rental.number),
      description: entry.description,
      amountMicros: -entry.amountMicros,
    }));
}

const pairColumns = {
  state: true,
  stateReason: true,
  fallback: { select: rentalColumns },
  events: { select: { id: true, state: true, reason: true, at: true }, orderBy: { at: 'asc' } },
} as const satisfies Prisma.HaPairSelect;

type PairRow = Prisma.HaPairGetPayload<{ select: typeof pairColumns }>;

/** A purchase of the account: where its number, its pair and its charges are now. */
export async function getPurchase(ctx: Context, input: { purchaseId: string }): Promise<PurchaseProgress> {
  authorize(ctx, 'numbers.read');
  const { purchaseId } = parseInput(purchaseInput, input);
  const own = { accountId: ctx.accountId };
  const purchase = await reader(ctx).purchase.findFirst({
    where: { ...own, id: purchaseId },
    select: { rentalId: true, pairId: true, createdAt: true },
  });
  if (!purchase) throw new AppError('not_found', 'Purchase is unknown.', { field: 'purchaseId' });
  const [rental, pair] = await Promise.all([
    reader(ctx).rental.findFirstOrThrow({ where: { ...own, id: purchase.rentalId }, select: rentalColumns }),
    purchase.pairId
      ? reader(ctx).haPair.findFirst({ where: { ...own, id: purchase.pairId }, select: pairColumns })
      : null,
  ]);
  const rentals = pair?.fallback ? [rental, pair.fallback] : [rental];
  const [areas, charges] = await Promise.all([
    reader(ctx).area.findMany({ where: { id: { in: rentals.map((row) => row.areaId) } } }),
    Promise.all(rentals.map((row) => firstCharges(ctx, row))),
  ]);
  const placeOf = (row: RentalRow): Place => areas.find((area) => area.id === row.areaId) ?? { place: '', region: '' };
  return {
    purchaseId,
    currency: rental.currency,
    boughtAt: purchase.createdAt,
    primary: toProgress(rental, placeOf(rental)),
    pair: pair && toPair(pair, rental, placeOf),
    charges: charges.flat(),
  };
}

function toPair(pair: PairRow, rental: RentalRow, placeOf: (row: RentalRow) => Place): PairProgress {
  const { state, stateReason, events, fallback } = pair;
  const located = (row: RentalRow) => ({ areaId: row.areaId, region: placeOf(row).region });
  return {
    state,
    stateReason,
    events,
    fallback: fallback && toProgress(fallback, placeOf(fallback)),
    fallbackTier: fallback && tierBetween(located(rental), located(fallback)),
  };
}
