import 'server-only';
import { type AuditContext, recordAudit } from '@/lib/audit';
import { db, type Transaction } from '@/lib/db';
import { createId } from '@/lib/ids';
import { ensureTrunks } from '@/lib/network';
import { type Allotment, allotNumbers, fullPrefix } from './allot-numbers';
import { withoutIndexes } from './bulk-load';
import type { ProgressListener } from './types';
import { areaKey, ensureAreas, ensureCatalogue, rateKey } from './write-catalogue';

export interface GenerateStockOptions {
  /** How many numbers to make; those that exist already are kept as they are. */
  count: number;
  /** The same seed makes the same numbers. */
  seed?: number;
  onProgress?: ProgressListener;
}

/** Numbers a statement inserts: enough to make its overhead nothing, few enough to show progress. */
const BATCH = 100_000;

/** A load of ten million takes minutes. */
const LOAD_TIMEOUT_MS = 6 * 3_600_000;

function batchesOf(allotments: readonly Allotment[]): Allotment[][] {
  const batches: Allotment[][] = [[]];
  let size = 0;
  for (const allotment of allotments) {
    batches.at(-1)?.push(allotment);
    size += allotment.count;
    if (size < BATCH) continue;
    batches.push([]);
    size = 0;
  }
  return batches.filter((batch) => batch.length > 0);
}

interface Ids {
  carriers: ReadonlyMap<string, number>;
  areas: ReadonlyMap<string, number>;
  ratePlans: ReadonlyMap<string, number>;
}

/** The numbers are worked out by the database: number i of an allotment is its prefix and (start + i × step) modulo its size. */
function insertBatch(
  tx: Transaction,
  batch: readonly Allotment[],
  { carriers, areas, ratePlans }: Ids,
): Promise<number> {
  const column = <T>(pick: (allotment: Allotment) => T): T[] => batch.map(pick);
  const areaOf = ({ kind, place }: Allotment) => areas.get(areaKey({ country: kind.country, ...place })) ?? 0;
  return tx.$executeRaw`
    INSERT INTO inventory_numbers (number, country_iso, type, area_id, carrier_id, rate_plan_id, sms, mms)
    SELECT lot.prefix || lpad(((lot.start + i * lot.step) % (10::numeric ^ lot.free)::bigint)::text, lot.free, '0') AS number,
        lot.country_iso, lot.type::"NumberType", lot.area_id, lot.carrier_id, lot.rate_plan_id, lot.sms, lot.mms
      FROM unnest(${column(fullPrefix)}::text[], ${column(({ range }) => range.free)}::int[], ${column(({ count }) => count)}::int[],
          ${column(({ start }) => start)}::bigint[], ${column(({ step }) => step)}::bigint[], ${column(({ kind }) => kind.country)}::text[],
          ${column(({ kind }) => kind.type)}::text[], ${column(areaOf)}::int[], ${column(({ carrier }) => carriers.get(carrier) ?? 0)}::int[],
          ${column(({ kind }) => ratePlans.get(rateKey(kind.rate)) ?? 0)}::int[], ${column(({ kind }) => kind.sms)}::boolean[],
          ${column(({ kind }) => kind.mms)}::boolean[])
        AS lot(prefix, free, count, start, step, country_iso, type, area_id, carrier_id, rate_plan_id, sms, mms)
      CROSS JOIN LATERAL generate_series(0, lot.count - 1) AS i
     ORDER BY 1
    ON CONFLICT DO NOTHING`;
}

async function insertAll(
  tx: Transaction,
  allotments: readonly Allotment[],
  ids: Ids,
  onProgress: ProgressListener,
): Promise<number> {
  const total = allotments.reduce((sum, { count }) => sum + count, 0);
  let done = 0;
  let inserted = 0;
  for (const batch of batchesOf(allotments)) {
    inserted += await insertBatch(tx, batch, ids);
    done += batch.reduce((sum, { count }) => sum + count, 0);
    onProgress({ phase: 'inserting numbers', done, total });
  }
  return inserted;
}

/** Whether putting the indexes back is cheaper than keeping them up to date row by row. */
async function isBulk(tx: Transaction, count: number): Promise<boolean> {
  const [found] = await tx.$queryRaw<{ few: boolean }[]>`
    SELECT count(*) < ${count} AS few FROM (SELECT 1 FROM inventory_numbers LIMIT ${count}) known`;
  return found?.few ?? false;
}

/** Fresh statistics for the planner, and pages known to hold nothing old, which lets searches stay in the index. */
export async function settleStock(): Promise<void> {
  await db.$executeRaw`VACUUM (ANALYZE) inventory_numbers`;
  await db.$executeRaw`VACUUM (ANALYZE) areas`;
}

/**
 * Fills the stock with invented carriers' numbers over the real numbering plans: every number is
 * valid, and the same seed makes the same ones. One transaction; how many were new is returned.
 */
export async function generateStock({
  count,
  seed = 1,
  onProgress = () => undefined,
}: GenerateStockOptions): Promise<number> {
  onProgress({ phase: 'reading numbering plans', done: 0, total: 1 });
  const allotments = await allotNumbers(count, seed);
  const inserted = await db.$transaction(
    async (tx) => {
      const { carriers, ratePlans } = await ensureCatalogue(tx);
      const areas = await ensureAreas(
        tx,
        allotments.map(({ kind, place }) => ({ country: kind.country, ...place })),
      );
      const load = () => insertAll(tx, allotments, { carriers, areas, ratePlans }, onProgress);
      const added = (await isBulk(tx, count))
        ? await withoutIndexes(tx, { table: 'inventory_numbers', onProgress }, load)
        : await load();
      await ensureTrunks(generator(), tx);
      await recordAudit(generator(), tx, {
        action: 'stock.generate',
        entityType: 'stock',
        entityId: `seed ${seed}`,
        after: { numbers: added },
      });
      return added;
    },
    { maxWait: 10_000, timeout: LOAD_TIMEOUT_MS },
  );
  onProgress({ phase: 'collecting statistics', done: 0, total: 1 });
  await settleStock();
  return inserted;
}

function generator(): AuditContext {
  return {
    accountId: null,
    actor: { type: 'command', name: 'stock generate' },
    requestId: createId('req'),
    now: () => new Date(),
  };
}
