import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { dayOf, plusDays, startOfDayIn } from '@/lib/datetime';
import type { Prisma } from '@/lib/db';
import { displayNumber } from '@/lib/phone';
import type { LedgerCursor, LedgerFilters, LedgerPage, LedgerRow } from './types';

export const LEDGER_PAGE_SIZE = 50;
/** Counting stops here; beyond it the page says "more than". */
const TOTAL_COUNTED = 10_000;
const EXPORT_BATCH = 1_000;

const columns = {
  id: true,
  createdAt: true,
  kind: true,
  description: true,
  number: true,
  rentalId: true,
  periodFrom: true,
  periodUntil: true,
  amountMicros: true,
  balanceAfterMicros: true,
} satisfies Prisma.LedgerEntrySelect;

function toRow(entry: Prisma.LedgerEntryGetPayload<{ select: typeof columns }>): LedgerRow {
  const { id, createdAt, periodFrom, periodUntil, ...rest } = entry;
  return {
    ...rest,
    id: id.toString(),
    at: createdAt,
    numberDisplay: entry.number && displayNumber(entry.number),
    periodFrom: periodFrom && dayOf(periodFrom),
    periodUntil: periodUntil && dayOf(periodUntil),
  };
}

async function whereOf(ctx: Context, filters: LedgerFilters): Promise<Prisma.LedgerEntryWhereInput> {
  const { kind, number, from, to } = filters;
  const { timeZone } = await reader(ctx).account.findUniqueOrThrow({
    where: { id: ctx.accountId },
    select: { timeZone: true },
  });
  return {
    accountId: ctx.accountId,
    ...(kind && { kind }),
    ...(number && { number: { contains: number } }),
    ...((from || to) && {
      createdAt: {
        ...(from && { gte: startOfDayIn(timeZone, from) }),
        ...(to && { lt: startOfDayIn(timeZone, plusDays(to, 1)) }),
      },
    }),
  };
}

/** One page of the account's ledger, newest entry first; without a cursor the newest page. */
export async function listLedger(ctx: Context, filters: LedgerFilters, cursor: LedgerCursor): Promise<LedgerPage> {
  authorize(ctx, 'billing.read');
  const where = await whereOf(ctx, filters);
  const isGoingBack = cursor.after !== null && cursor.before === null;
  const id = cursor.before ? { lt: BigInt(cursor.before) } : cursor.after ? { gt: BigInt(cursor.after) } : undefined;
  const [found, total] = await Promise.all([
    reader(ctx).ledgerEntry.findMany({
      where: { ...where, ...(id && { id }) },
      select: columns,
      orderBy: { id: isGoingBack ? 'asc' : 'desc' },
      take: LEDGER_PAGE_SIZE + 1,
    }),
    reader(ctx).ledgerEntry.count({ where, take: TOTAL_COUNTED + 1 }),
  ]);
  const hasMore = found.length > LEDGER_PAGE_SIZE;
  const page = found.slice(0, LEDGER_PAGE_SIZE).map(toRow);
  const rows = isGoingBack ? page.reverse() : page;
  const isMiddle = id !== undefined;
  return {
    rows,
    total: Math.min(total, TOTAL_COUNTED),
    isTotalExact: total <= TOTAL_COUNTED,
    newer: (isGoingBack ? hasMore : isMiddle) ? (rows[0]?.id ?? null) : null,
    older: (isGoingBack ? isMiddle : hasMore) ? (rows.at(-1)?.id ?? null) : null,
  };
}

/** All entries that fit, newest first, in batches; entries written meanwhile are not among them. */
export async function* ledgerBatches(ctx: Context, filters: LedgerFilters): AsyncGenerator<LedgerRow[]> {
  const where = await whereOf(ctx, filters);
  let below: bigint | undefined;
  for (;;) {
    const entries = await reader(ctx).ledgerEntry.findMany({
      where: { ...where, ...(below !== undefined && { id: { lt: below } }) },
      select: columns,
      orderBy: { id: 'desc' },
      take: EXPORT_BATCH,
    });
    if (entries.length > 0) yield entries.map(toRow);
    below = entries.at(-1)?.id;
    if (entries.length < EXPORT_BATCH) return;
  }
}
