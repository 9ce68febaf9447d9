/** A page of Active Numbers out of an account of 100,000, every way of asking, against the product's bar. */
import os from 'node:os';
import { applyTestEnvironment } from '@/lib/tooling/test-environment.mjs';
import { report } from './report';
import { createScratchDatabase } from './scratch-database';

const NUMBERS = 100_000;
const P95_MS = 150;
const RUNS = 40;

const scratch = await createScratchDatabase('bench_active_numbers');
// Before lib/db is imported: it connects to what the environment names.
applyTestEnvironment({ databaseUrl: scratch.url, dataFolder: os.tmpdir() });
const { listRentals } = await import('@/lib/rentals');
const { createAccount, testContext } = await import('@/lib/testing/factories');
const { createIndia } = await import('@/lib/testing/factories-stock');
const { fillLargeAccount } = await import('@/lib/testing/large-account');
const { db } = await import('@/lib/db');

const account = await createAccount();
await fillLargeAccount(account, await createIndia(), NUMBERS);
const ctx = testContext(account);

type Asked = Parameters<typeof listRentals>[1];

const VIEWS: Record<string, Asked> = {
  'first page': {},
  'page far in': { page: 1_500 },
  'sorted by alias': { sort: { column: 'alias', descending: true } },
  'sorted by place': { sort: { column: 'place', descending: false } },
  'sorted by application': { sort: { column: 'application', descending: false } },
  'sorted by rent day': { sort: { column: 'renews', descending: false } },
  'searched by digits': { search: '4 0123' },
  'searched by words': { search: 'support' },
  'with high availability': { ha: 'on' },
  'without it': { ha: 'off' },
  'with problems': { ha: 'problem' },
  fallbacks: { ha: 'fallback', sort: { column: 'carrier', descending: false } },
};

async function p95(asked: Asked): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    const from = performance.now();
    await listRentals(ctx, { size: 50, ...asked });
    // The first one warms up.
    if (run > 0) times.push(performance.now() - from);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(RUNS * 0.95)] ?? Number.NaN;
}

const kept: boolean[] = [];
for (const [view, asked] of Object.entries(VIEWS)) {
  const name = `active numbers, 50 of ${NUMBERS}, ${view}, p95`;
  kept.push(
    report({ name, unit: 'ms', ours: await p95(asked), baseline: P95_MS, against: 'the bar', budget: { atMost: 1 } }),
  );
}
await db.$disconnect();
await scratch.drop();
process.exit(kept.every(Boolean) ? 0 : 1);
