import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { type CsvColumn, csvStream } from '@/lib/csv';
import { dayIn } from '@/lib/datetime';
import { Prisma } from '@/lib/db';
import { parseInput } from '@/lib/invalid-input';
import { toDecimal } from '@/lib/money';
import { matchingRentals } from './compose-rental-filter';
import { getSummaries } from './queries-summary';
import { type RentalFilter, type RentalFilterInput, rentalFilterInput } from './schema';
import type { RentalSummary } from './types';

const BATCH = 1_000;

const CAPABILITIES = ['voice', 'sms', 'mms'] as const;

const COLUMNS: CsvColumn<RentalSummary>[] = [
  { header: 'number', value: (row) => row.number },
  { header: 'alias', value: (row) => row.alias },
  { header: 'tags', value: (row) => row.tags.join(' ') },
  { header: 'notes', value: (row) => row.notes },
  { header: 'country', value: (row) => row.countryIso },
  { header: 'type', value: (row) => row.type },
  { header: 'place', value: (row) => row.place },
  { header: 'region', value: (row) => row.region },
  { header: 'carrier', value: (row) => row.carrierName },
  { header: 'application', value: (row) => row.applicationName },
  { header: 'status', value: (row) => row.status },
  { header: 'status_reason', value: (row) => row.statusReason },
  { header: 'high_availability', value: (row) => row.pair?.state ?? (row.highAvailability ? 'off' : 'automatic') },
  { header: 'pair_role', value: (row) => row.pair?.role ?? null },
  { header: 'paired_with', value: (row) => row.pair?.other?.number ?? null },
  { header: 'capabilities', value: ({ capabilities }) => CAPABILITIES.filter((name) => capabilities[name]).join(' ') },
  { header: 'currency', value: (row) => row.currency },
  { header: 'monthly', value: (row) => toDecimal(row.monthlyMicros, row.monthlyMicros % 10_000n === 0n ? 2 : 6) },
  { header: 'renews', value: (row) => row.renewsOn },
  { header: 'protected', value: (row) => (row.isProtected ? 'yes' : 'no') },
  { header: 'origin', value: (row) => (row.isBrought ? 'own contract' : 'rented') },
];

/** Rentals that fit, in number order, read behind a cursor: what changes meanwhile shifts no row. */
async function* rentalBatches(ctx: Context, filter: RentalFilter): AsyncGenerator<RentalSummary[]> {
  const matching = matchingRentals(ctx, filter);
  let last: { number: string; id: string } | undefined;
  for (;;) {
    const after = last ? Prisma.sql`AND (r.number, r.id) > (${last.number}, ${last.id})` : Prisma.empty;
    const found = await reader(ctx).$queryRaw<{ number: string; id: string }[]>`
      SELECT r.number, r.id FROM rentals r WHERE ${matching} ${after} ORDER BY r.number, r.id LIMIT ${BATCH}`;
    if (found.length > 0)
      yield await getSummaries(
        ctx,
        found.map(({ id }) => id),
      );
    last = found.at(-1);
    if (found.length < BATCH) return;
  }
}

/** The active numbers that fit the filters as CSV, streamed: any number of them in the memory of a batch. */
export async function exportRentals(
  ctx: Context,
  input: RentalFilterInput,
): Promise<{ fileName: string; body: ReadableStream<Uint8Array> }> {
  authorize(ctx, 'numbers.read');
  const filter = parseInput(rentalFilterInput, input);
  const { timeZone } = await reader(ctx).account.findUniqueOrThrow({
    where: { id: ctx.accountId },
    select: { timeZone: true },
  });
  const fileName = `twinline-numbers-${dayIn(timeZone, ctx.now())}.csv`;
  return { fileName, body: csvStream(COLUMNS, rentalBatches(ctx, filter)) };
}
