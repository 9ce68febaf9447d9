import { afterAll, beforeAll, it } from 'vitest';
import { type OwnCluster, startOwnCluster } from '@/lib/testing/own-cluster';

let cluster: OwnCluster;

beforeAll(async () => {
  cluster = await startOwnCluster();
}, 60_000);

afterAll(async () => {
  await cluster.remove();
});

it('PostgreSQL killed while pairs are provisioned: after its restart each pair ends active, once', async () => {
  const proof = await import('@/lib/testing/kill-proof');
  const { createIndia } = await import('@/lib/testing/factories-stock');
  const { db } = await import('@/lib/db');
  const india = await createIndia();
  // Slow enough that the kill meets orders under way.
  await db.sandboxSettings.updateMany({ data: { orderDelayMs: 200, activationDelayMs: 600 } });
  const bought = [];
  for (let i = 0; i < 6; i += 1) bought.push(await proof.buyPair(india));
  await proof.startWorker();
  await proof.until('an order to be under way', async () => (await db.sandboxOrder.count()) > 0);
  cluster.kill();
  await cluster.restart();
  // The worker of before may have died of it; its supervisor starts another one.
  await proof.killWorkers();
  await proof.startWorker();
  for (const pair of bought)
    await proof.until('the pair to be active', () => proof.isPairActive(pair).catch(() => false));
  for (const pair of bought) await proof.expectOneOfEach(pair);
  await proof.killWorkers();
}, 300_000);
