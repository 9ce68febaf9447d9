import { beforeAll, expect, it } from 'vitest';
import { checkBooks } from '@/lib/billing';
import { db } from '@/lib/db';
import { type AccountFixture, createAccount } from '@/lib/testing/factories';
import { createTrunk } from '@/lib/testing/factories-calls';
import { createPair, createRental } from '@/lib/testing/factories-rentals';
import { createIndia } from '@/lib/testing/factories-stock';
import { generateCalls } from './generate-calls';

let account: AccountFixture;

beforeAll(async () => {
  const india = await createIndia();
  account = await createAccount();
  const where = { account, area: india.bengaluru, ratePlan: india.ratePlan };
  for (const carrier of [india.carrierA, india.carrierB]) await createTrunk(carrier);
  const primary = await createRental({ ...where, carrier: india.carrierA });
  await createPair(primary, await createRental({ ...where, carrier: india.carrierB }));
});

it('makes calls of every kind with their attempts, and leaves the books as they are', async () => {
  const now = new Date('2026-11-22T12:00:00Z');
  const added = await generateCalls({ accountId: account.id, count: 30_000, days: 10, now });
  expect(added).toBe(30_000);
  const states = await db.call.groupBy({ by: ['state'], _count: true });
  expect(states.map(({ state }) => state).sort()).toEqual(['busy', 'canceled', 'completed', 'failed', 'no_answer']);
  const share = (states.find(({ state }) => state === 'completed')?._count ?? 0) / added;
  expect(share).toBeGreaterThan(0.45);
  expect(share).toBeLessThan(0.6);
  expect(await db.call.count({ where: { failedOver: true } })).toBeGreaterThan(50);
  expect(await db.call.count({ where: { saved: true } })).toBeGreaterThan(20);
  const [first, last] = [
    await db.call.findFirstOrThrow({ orderBy: { id: 'asc' } }),
    await db.call.findFirstOrThrow({ orderBy: { id: 'desc' } }),
  ];
  expect(first.queuedAt.getTime()).toBeGreaterThanOrEqual(now.getTime() - 10 * 86_400_000);
  expect(last.queuedAt.getTime()).toBeLessThanOrEqual(now.getTime());
  const [wrong] = await db.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) AS count FROM calls c
     WHERE c.attempt_count <> (SELECT count(*) FROM call_attempts a WHERE a.call_id = c.id)
        OR c.id < ((extract(epoch FROM c.queued_at) * 1000)::bigint - 1767225600000) * 512`;
  expect(wrong?.count).toBe(0n);
  expect(await checkBooks()).toEqual([]);
});

it('adds more beside those, keeping the indexes', async () => {
  const before =
    await db.$queryRaw`SELECT indexname FROM pg_indexes WHERE tablename IN ('calls', 'call_attempts') ORDER BY 1`;
  await generateCalls({ accountId: account.id, count: 500, days: 1, seed: 2 });
  expect(await db.call.count()).toBe(30_500);
  expect(
    await db.$queryRaw`SELECT indexname FROM pg_indexes WHERE tablename IN ('calls', 'call_attempts') ORDER BY 1`,
  ).toEqual(before);
});

it('refuses an account whose numbers could not have called', async () => {
  const nobody = await createAccount();
  await expect(generateCalls({ accountId: nobody.id, count: 10 })).rejects.toThrow('no active India number');
});
