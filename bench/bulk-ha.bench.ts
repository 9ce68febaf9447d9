/**
 * High availability for 1,000 numbers by one bulk job: how long the worker takes, how many statements a number costs and
 * how much memory the job needs. Against the same numbers done by the single verb one after the other, which is the
 * least that the job can be: what it adds is the item's own row.
 */
import os from 'node:os';
import v8 from 'node:v8';
import vm from 'node:vm';
import pg from 'pg';
import { applyTestEnvironment } from '@/lib/tooling/test-environment.mjs';
import { report } from './report';
import { createScratchDatabase } from './scratch-database';

const NUMBERS = 1_000;
/** Single numbers of the baseline; they are done between slices of the job, so that what else the machine does is in both. */
const SINGLES = 400;
const SINGLES_AT_ONCE = 20;
const SLICE_MS = 1_000;
/** The job's own bookkeeping may add so much to the single verb's time and statements. */
const OVERHEAD = 1.6;
/** What the job may keep in memory; garbage between two collections is no need of its own. */
const MEMORY_MB = 32;
const COLLECT_EVERY_MS = 1_000;

v8.setFlagsFromString('--expose-gc');
const collect: () => void = vm.runInNewContext('gc');

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

const account = await createAccount({ balance: (NUMBERS + SINGLES) * 1_000 });
await createCompliance(account);
const ctx = testContext(account);
const place = { area: india.bengaluru, ratePlan: india.ratePlan };
const rentals: { id: string }[] = [];
for (let n = 0; n < NUMBERS + SINGLES; n += 1)
  rentals.push(await createRental({ account, carrier: india.carrierA, ...place }));
await createStock({ carrier: india.carrierB, ...place, count: NUMBERS + SINGLES });
const ofJob = rentals.slice(SINGLES).map(({ id }) => id);
await db.rental.updateMany({ where: { id: { in: ofJob } }, data: { tags: ['job'] } });
await db.$executeRaw`VACUUM (ANALYZE)`;

async function measure(work: () => Promise<void>): Promise<{ ms: number; statements: number }> {
  statements = 0;
  const from = performance.now();
  await work();
  return { ms: performance.now() - from, statements };
}

const asked = {
  selection: { filter: { tag: 'job' } },
  change: { kind: 'enable_ha' as const, reach: 'country' as const },
};
const previewed = await measure(async () => {
  await quoteEdit(ctx, asked);
});
const { changed: expected } = await quoteEdit(ctx, asked);
const started = await measure(async () => {
  await startEdit(ctx, { ...asked, expected, idempotencyKey: createId('job') });
});

collect();
const heapBefore = process.memoryUsage().heapUsed;
let heapPeak = heapBefore;
const watch = setInterval(() => {
  collect();
  heapPeak = Math.max(heapPeak, process.memoryUsage().heapUsed);
}, COLLECT_EVERY_MS);
const [done, singles] = [
  { ms: 0, statements: 0 },
  { ms: 0, statements: 0 },
];
const add = (sum: typeof done, part: typeof done) => {
  sum.ms += part.ms;
  sum.statements += part.statements;
};
let single = 0;
for (let isDone = false; !isDone; ) {
  const slice = new AbortController();
  const timer = setTimeout(() => slice.abort(), SLICE_MS);
  const part = await measure(async () => {
    const job = await claimJob('bench', ['enable_ha'], new Date());
    if (!job) throw new Error('The job is gone');
    isDone = (await settleItems(job, slice.signal)) === 'done';
  });
  clearTimeout(timer);
  add(done, part);
  const next = rentals.slice(single, Math.min(SINGLES, single + SINGLES_AT_ONCE));
  single += next.length;
  const ones = await measure(async () => {
    for (const { id } of next) await enableHighAvailability(ctx, { rentalId: id });
  });
  add(singles, ones);
}
clearInterval(watch);

const pairs = await db.haPair.count({ where: { accountId: ctx.accountId, state: 'reserved' } });
if (pairs !== NUMBERS + single) throw new Error(`${pairs} pairs of ${NUMBERS + single}`);
const findings = await checkBooks();
// No worker runs here, so that nothing is set up yet; everything else must agree.
if (findings.length > 0) throw new Error(JSON.stringify(findings[0]));

const perSingle = { ms: singles.ms / single, statements: singles.statements / single };
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
    name: 'bulk HA, memory kept',
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
