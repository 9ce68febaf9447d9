import 'server-only';
import { authorize } from '@/lib/auth';
import { releaseDayOf } from '@/lib/billing';
import { type Context, reader } from '@/lib/context';
import { dayOf } from '@/lib/datetime';
import { displayNumber } from '@/lib/phone';
import { getSummaries } from './queries-summary';
import type { PairDetail, PairSide, RentalDetail, RentalPair } from './types';

/** A number of the account with everything its page shows: the live rental, else the latest; null when there never was one. */
export async function findRental(ctx: Context, number: string): Promise<RentalDetail | null> {
  authorize(ctx, 'numbers.read');
  const [found] = await reader(ctx).$queryRaw<{ id: string }[]>`
    SELECT id FROM rentals WHERE account_id = ${ctx.accountId} AND number = ${number}
     ORDER BY status IN ('provisioning', 'active', 'past_due') DESC, created_at DESC LIMIT 1`;
  if (!found) return null;
  const [[summary], rental] = await Promise.all([
    getSummaries(ctx, [found.id]),
    reader(ctx).rental.findUniqueOrThrow({
      where: { id: found.id, accountId: ctx.accountId },
      include: { compliance: { select: { id: true, alias: true, status: true } } },
    }),
  ]);
  if (!summary) return null;
  return {
    ...summary,
    applicationId: rental.applicationId,
    compliance: rental.compliance,
    followsPrimary: rental.followsPrimary,
    taxBasisPoints: rental.taxBasisPoints,
    setupMicros: rental.setupMicros,
    createdAt: rental.createdAt,
    activatedAt: rental.activatedAt,
    paidUntil: rental.paidUntil && dayOf(rental.paidUntil),
    pastDueSince: rental.pastDueSince && dayOf(rental.pastDueSince),
    endsOn: rental.pastDueSince && releaseDayOf(dayOf(rental.pastDueSince)),
    releasedAt: rental.releasedAt,
    buyBackUntil: rental.buyBackUntil,
    pair: summary.pair && (await getPairDetail(ctx, summary.pair)),
  };
}

const sideColumns = {
  id: true,
  number: true,
  areaId: true,
  status: true,
  monthlyMicros: true,
  paidUntil: true,
  followsPrimary: true,
  carrier: { select: { name: true } },
  application: { select: { name: true } },
} as const;

interface SideRow {
  id: string;
  number: string;
  areaId: number;
  status: PairSide['status'];
  monthlyMicros: bigint;
  paidUntil: Date | null;
  followsPrimary: boolean;
  carrier: { name: string };
  application: { name: string } | null;
}

async function getPairDetail(ctx: Context, seen: RentalPair): Promise<PairDetail> {
  const pair = await reader(ctx).haPair.findUniqueOrThrow({
    where: { id: seen.id, accountId: ctx.accountId },
    include: {
      primary: { select: sideColumns },
      fallback: { select: sideColumns },
      events: { orderBy: [{ at: 'asc' }, { id: 'asc' }], select: { id: true, state: true, reason: true, at: true } },
    },
  });
  const sides = [pair.primary, ...(pair.fallback ? [pair.fallback] : [])];
  const areas = await reader(ctx).area.findMany({ where: { id: { in: sides.map((side) => side.areaId) } } });
  const toSide = (side: SideRow): PairSide => {
    const area = areas.find(({ id }) => id === side.areaId);
    return {
      rentalId: side.id,
      number: side.number,
      display: displayNumber(side.number),
      carrierName: side.carrier.name,
      place: area?.place ?? '',
      region: area?.region ?? '',
      status: side.status,
      monthlyMicros: side.monthlyMicros,
      paidUntil: side.paidUntil && dayOf(side.paidUntil),
      applicationName: side.application?.name ?? null,
      followsPrimary: side.followsPrimary,
    };
  };
  return {
    ...seen,
    ...{ proof: pair.proof, provenAt: pair.provenAt, proofReason: pair.proofReason },
    manualFailback: pair.manualFailback,
    reach: pair.reach,
    origin: pair.origin,
    consentUntil: pair.consentUntil,
    primary: toSide(pair.primary),
    fallback: pair.fallback && toSide(pair.fallback),
    events: pair.events,
  };
}
