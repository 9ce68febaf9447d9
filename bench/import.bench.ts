/**
 * A stock file imported by the command's verb, every row validated, against a bare COPY of the same
 * rows into the same table with the same indexes. Rounds alternate, so that both meet the same machine.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { AuditContext } from '@/lib/audit';
import { applyTestEnvironment } from '@/lib/tooling/test-environment.mjs';
import { copyInto } from './copy-into';
import { report } from './report';
import { createScratchDatabase } from './scratch-database';

const ROWS = 200_000;
const ROUNDS = 3;
/** Validated rows a second that an import must reach. */
const LEAST_RATE = 15_000;
const CARRIER = 'Bench Carrier';
const COLUMNS = 'number, country_iso, type, area_id, carrier_id, rate_plan_id, series, voice, sms, mms, status';

const operator: AuditContext = {
  accountId: null,
  actor: { type: 'command', name: 'bench' },
  requestId: 'bench',
  now: () => new Date(),
};

/** The numbers that generated stock would have, as an operator's file. */
async function writeStockFile(file: string): Promise<void> {
  const { allotNumbers, fullPrefix } = await import('@/lib/stock/allot-numbers');
  const lines = ['number,type,country,place,region,capabilities,monthly_inr,monthly_usd'];
  for (const allotment of await allotNumbers(ROWS, 11)) {
    const { kind, place, range, count, start, step } = allotment;
    const rest = `${kind.type},${kind.country},"${place.name}","${place.region}",${kind.sms ? 'voice|sms' : 'voice'},250,2.50`;
    for (let at = 0; at < count; at += 1) {
      const tail = range.free === 0 ? '' : String((start + at * step) % 10 ** range.free).padStart(range.free, '0');
      lines.push(`+${fullPrefix(allotment)}${tail},${rest}`);
    }
  }
  await writeFile(file, lines.join('\n'));
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function ratePerSecond(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return (ROWS * 1000) / (performance.now() - from);
}

async function measure(client: pg.Client, file: string): Promise<{ imported: number; copied: number }> {
  const { importStock } = await import('@/lib/stock/import-stock');
  const imports: number[] = [];
  const copies: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await client.query('TRUNCATE inventory_numbers');
    imports.push(
      await ratePerSecond(async () => {
        const summary = await importStock(operator, { file, carrier: CARRIER });
        if (summary.added !== ROWS) throw new Error(`${summary.added} of ${ROWS} rows were imported`);
      }),
    );
    const { rows } = await client.query<{ line: string }>(
      `SELECT concat_ws(E'\\t', ${COLUMNS}) AS line FROM inventory_numbers ORDER BY md5(number)`,
    );
    const text = rows.map(({ line }) => line).join('\n');
    await client.query('TRUNCATE inventory_numbers');
    copies.push(await ratePerSecond(() => copyInto(client, `inventory_numbers (${COLUMNS})`, `${text}\n`)));
  }
  return { imported: median(imports), copied: median(copies) };
}

/** Answers with the exit code. */
export default async function run(): Promise<number> {
  const scratch = await createScratchDatabase('bench_import');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'bench-import-'));
  // Before lib/db is imported: it connects to what the environment names.
  applyTestEnvironment({ databaseUrl: scratch.url, dataFolder: folder });
  const client = new pg.Client({ connectionString: scratch.url });
  await client.connect();
  const { db } = await import('@/lib/db');
  try {
    const file = path.join(folder, 'stock.csv');
    await writeStockFile(file);
    const { imported, copied } = await measure(client, file);
    const unit = 'validated rows/s';
    const kept = [
      report({
        name: 'import.copy',
        unit,
        ours: imported,
        baseline: copied,
        against: 'a bare COPY of the same rows into the same indexed table',
      }),
      report({
        name: 'import.rate',
        unit,
        ours: imported,
        baseline: LEAST_RATE,
        against: 'the least that is asked',
        budget: { atLeast: 1 },
      }),
    ];
    return kept.every(Boolean) ? 0 : 1;
  } finally {
    await client.end();
    await db.$disconnect();
    await rm(folder, { recursive: true });
    await scratch.drop();
  }
}
