import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { type Day, dayOf } from '@/lib/datetime';
import type { LedgerKind } from './types';

const MOST = 60;

/** One ledger entry of a number. */
export interface RentalCharge {
  id: string;
  at: Date;
  kind: LedgerKind;
  description: string;
  amountMicros: bigint;
  /** The days it pays for: from inclusive, until exclusive. */
  periodFrom: Day | null;
  periodUntil: Day | null;
}

/** What a number was charged, newest first, and what is set aside for it. */
export async function listRentalCharges(
  ctx: Context,
  rentalId: string,
): Promise<{ charges: RentalCharge[]; heldMicros: bigint }> {
  authorize(ctx, 'billing.read');
  const [entries, held] = await Promise.all([
    reader(ctx).ledgerEntry.findMany({
      where: { accountId: ctx.accountId, rentalId },
      // Entries of one charge in the order they were written, rent before its tax.
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      take: MOST,
      select: {
        id: true,
        createdAt: true,
        kind: true,
        description: true,
        amountMicros: true,
        periodFrom: true,
        periodUntil: true,
      },
    }),
    reader(ctx).balanceHold.aggregate({
      where: { accountId: ctx.accountId, rentalId, state: 'held' },
      _sum: { amountMicros: true },
    }),
  ]);
  const charges = entries.map(({ id, createdAt, periodFrom, periodUntil, ...entry }) => ({
    ...entry,
    id: id.toString(),
    at: createdAt,
    periodFrom: periodFrom && dayOf(periodFrom),
    periodUntil: periodUntil && dayOf(periodUntil),
  }));
  return { charges, heldMicros: held._sum.amountMicros ?? 0n };
}
