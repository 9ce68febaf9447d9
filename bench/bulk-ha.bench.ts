/**
 * High availability for 1,000 numbers by one bulk job: how long the worker takes, how many statements a number costs and
 * how much memory the job needs. Against the same numbers done by the single verb one after the other, which is the
 * least that the job can be: what it adds is the item's own row.
 */
import os from 'node:os';
import pg from 'pg';
import { applyTestEnvironment } from '@/lib/tooling/test-environment.mjs';
import { report } from './report';
import { createScratchDatabase } from './scratch-database';

const NUMBERS = 1_000;
/** Single numbers of the baseline: enough for a mean. */
const SINGLES = 200;
/** The job's own bookkeeping may add so much to the single verb's time and statements. */
const OVERHEAD = 1.6;
const MEMORY_MB = 64;

const scratch = await createScratchDatabase('bench_bulk_ha');
// Before lib/db is imported: it connects to what the environment names.
applyTestEnvironment({ databaseUrl: scratch.url, dataFolder: os.tmpdir() });

let statements = 0;
const query = pg.Client.prototype.query;
pg.Client.prototype.query = new Proxy(query, {
  apply: (target, client, args) => {
    statements += 1;
    return Reflect.apply(target, client, args);
  },
});

const { checkBooks } = await import('@/lib/billing');
const { claimJob, settleItems } = await import('@/lib/bulk');
const { quoteEdit } = await import('@/lib/bulk');
const { startEdit } = await import('@/lib/bulk/start-edit');
const { createId } = await import('@/lib/ids');
const { enableHighAvailability } = await import('@/lib/provisioning');
const { createCompliance, createAccount, testContext } = await import('@/lib/testing/factories');
const { createRental } = await import('@/lib/testing/factories-rentals');
const { createIndia, createStock } = await import('@/lib/testing/factories-stock');
const { db } = await import('@/lib/db');

const india = await createIndia();

async function accountWith(count: number) {
  const account = await createAccount({ balance: count * 1_000 });
  await createCompliance(account);
  const { carrierA: carrier, bengaluru: area, ratePlan } = india;
  const rentals = [];
  for (let n = 0; n < count; n += 1) rentals.push(await createRental({ account, carrier, area, ratePlan }));
  await createStock({ carrier: india.carrierB, area, ratePlan, count });
  return { ctx: testContext(account), rentals };
}

async function measure(work: () => Promise<void>): Promise<{ ms: number; statements: number }> {
  statements = 0;
  const from = performance.now();
  await work();
  return { ms: performance.now() - from, statements };
}

const single = await accountWith(SINGLES);
const many = await accountWith(NUMBERS);
await db.$executeRaw`VACUUM (ANALYZE)`;

const one = await measure(async () => {
  for (const { id } of single.rentals) await enableHighAvailability(single.ctx, { rentalId: id });
});

const asked = { selection: { filter: {} }, change: { kind: 'enable_ha' as const, reach: 'country' as const } };
const previewed = await measure(async () => {
  await quoteEdit(many.ctx, asked);
});
const { changed: expected } = await quoteEdit(many.ctx, asked);
const started = await measure(async () => {
  await startEdit(many.ctx, { ...asked, expected, idempotencyKey: createId('job') });
});

globalThis.gc?.();
const heapBefore = process.memoryUsage().heapUsed;
let heapPeak = heapBefore;
const watch = setInterval(() => {
  heapPeak = Math.max(heapPeak, process.memoryUsage().heapUsed);
}, 50);
const done = await measure(async () => {
  const job = await claimJob('bench', ['enable_ha'], new Date());
  if (!job || (await settleItems(job, new AbortController().signal)) !== 'done')
    throw new Error('The job was not done');
});
clearInterval(watch);

const pairs = await db.haPair.count({ where: { accountId: many.ctx.accountId, state: 'reserved' } });
if (pairs !== NUMBERS) throw new Error(`${pairs} pairs of ${NUMBERS}`);
const findings = await checkBooks();
// No worker runs here, so that nothing is set up yet; everything else must agree.
if (findings.length > 0) throw new Error(JSON.stringify(findings[0]));

const perSingle = { ms: one.ms / SINGLES, statements: one.statements / SINGLES };
const perItem = { ms: done.ms / NUMBERS, statements: done.statements / NUMBERS };
const against = 'the single verb';
const kept = [
  report({
    name: `bulk HA, preview of ${NUMBERS}`,
    unit: 'ms',
    ours: previewed.ms,
    baseline: 1_000,
    against: 'the bar',
    budget: { atMost: 1 },
  }),
  report({
    name: `bulk HA, start of ${NUMBERS}`,
    unit: 'ms',
    ours: started.ms,
    baseline: 2_000,
    against: 'the bar',
    budget: { atMost: 1 },
  }),
  report({
    name: `bulk HA on ${NUMBERS}, whole job`,
    unit: 's',
    ours: done.ms / 1_000,
    baseline: (perSingle.ms * NUMBERS) / 1_000,
    against,
    budget: { atMost: OVERHEAD },
  }),
  report({
    name: 'bulk HA, time a number',
    unit: 'ms',
    ours: perItem.ms,
    baseline: perSingle.ms,
    against,
    budget: { atMost: OVERHEAD },
  }),
  report({
    name: 'bulk HA, statements a number',
    unit: 'statements',
    ours: perItem.statements,
    baseline: perSingle.statements,
    against,
    budget: { atMost: OVERHEAD },
  }),
  report({
    name: 'bulk HA, heap above the start at most',
    unit: 'MB',
    ours: (heapPeak - heapBefore) / 1e6,
    baseline: MEMORY_MB,
    against: 'the bar',
    budget: { atMost: 1 },
  }),
];
await db.$disconnect();
await scratch.drop();
process.exit(kept.every(Boolean) ? 0 : 1);
