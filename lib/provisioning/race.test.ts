import { beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '@/lib/context';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { createAccount, createCompliance, micros, testContext } from '@/lib/testing/factories';
import { createIndia, createStock, type IndiaFixture } from '@/lib/testing/factories-stock';
import { drainQueues } from '@/lib/testing/steps';
import { enableHighAvailability } from './enable-ha';
import { purchaseNumber } from './purchase-number';

const BUYERS = 64;
const ROUNDS = 50;

let india: IndiaFixture;
let buyers: Context[];

beforeAll(async () => {
  india = await createIndia();
  buyers = [];
  for (let i = 0; i < BUYERS; i += 1) {
    const account = await createAccount({ balance: 100_000 });
    await createCompliance(account);
    buyers.push(testContext(account));
  }
});

async function settle<T>(work: Promise<T>[]): Promise<{ done: T[]; refused: AppError[] }> {
  const outcomes = await Promise.allSettled(work);
  const done = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const refused = outcomes.flatMap((outcome) => {
    if (outcome.status === 'fulfilled') return [];
    if (!(outcome.reason instanceof AppError)) throw outcome.reason;
    return [outcome.reason];
  });
  return { done, refused };
}

async function heldByAll(): Promise<bigint> {
  const { _sum } = await db.account.aggregate({ _sum: { heldMicros: true } });
  return _sum.heldMicros ?? 0n;
}

describe('64 buyers at once', () => {
  it(`for one number, ${ROUNDS} rounds: one rental, one hold and in the end one charge each round, everybody else told`, async () => {
    const sold: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const [number = ''] = await createStock({
        carrier: india.carrierA,
        area: india.bengaluru,
        ratePlan: india.ratePlan,
      });
      const heldBefore = await heldByAll();
      const { done, refused } = await settle(
        buyers.map((ctx) => purchaseNumber(ctx, { number, idempotencyKey: `race-${round}-${number}` })),
      );
      expect(done).toHaveLength(1);
      expect(refused.map((error) => error.code)).toEqual(Array(BUYERS - 1).fill('number_taken'));
      expect(await db.rental.count({ where: { number } })).toBe(1);
      expect((await heldByAll()) - heldBefore).toBe(micros(295));
      sold.push(number);
    }
    await drainQueues();
    const charges = await db.ledgerEntry.groupBy({
      by: ['number'],
      where: { kind: { in: ['rental', 'tax'] } },
      _sum: { amountMicros: true },
      _count: true,
      orderBy: { number: 'asc' },
    });
    // The rent and its tax.
    const onceEach = sold.sort().map((number) => ({ number, _count: 2, _sum: { amountMicros: -micros(295) } }));
    expect(charges).toEqual(onceEach);
    expect(await heldByAll()).toBe(0n);
  }, 120_000);

  it('with high availability for the last 10 fallback numbers: exactly 10 pairs get one, the rest wait uncharged', async () => {
    await db.inventoryNumber.updateMany({ where: { status: 'available' }, data: { status: 'withdrawn' } });
    const numbers = await createStock({
      carrier: india.carrierA,
      area: india.bengaluru,
      ratePlan: india.ratePlan,
      count: BUYERS,
    });
    const fallbacks = [
      ...(await createStock({ carrier: india.carrierB, area: india.bengaluru, ratePlan: india.ratePlan, count: 4 })),
      ...(await createStock({ carrier: india.carrierB, area: india.mysuru, ratePlan: india.ratePlan, count: 3 })),
      ...(await createStock({ carrier: india.carrierB, area: india.mumbai, ratePlan: india.ratePlan, count: 3 })),
    ];
    const heldBefore = await heldByAll();
    const { done } = await settle(
      buyers.map((ctx, i) =>
        purchaseNumber(ctx, { number: numbers[i] ?? '', highAvailability: true, idempotencyKey: `last-ten-${i}` }),
      ),
    );
    expect(done).toHaveLength(BUYERS);
    const paired = done.flatMap((bought) => bought.fallbackNumber ?? []);
    expect(paired.sort()).toEqual(fallbacks.sort());
    const states = await db.haPair.groupBy({ by: ['state'], _count: true });
    expect(Object.fromEntries(states.map((row) => [row.state, row._count]))).toEqual({
      reserved: 10,
      waiting_for_stock: BUYERS - 10,
    });
    expect((await heldByAll()) - heldBefore).toBe(micros(295) * BigInt(BUYERS + 10));
  }, 60_000);

  it('switching high availability on for existing numbers never shares a fallback', async () => {
    await db.rental.updateMany({ where: { status: 'provisioning' }, data: { status: 'active' } });
    await db.haPair.updateMany({ data: { state: 'off' } });
    const fallbacks = await createStock({
      carrier: india.carrierB,
      area: india.bengaluru,
      ratePlan: india.ratePlan,
      count: 5,
    });
    const primaries = await Promise.all(
      buyers.map((ctx) =>
        db.rental.findFirstOrThrow({
          where: {
            accountId: ctx.accountId,
            status: 'active',
            carrierId: india.carrierA.id,
            primaryPairs: { some: {} },
          },
        }),
      ),
    );
    const { done } = await settle(
      buyers.map((ctx, i) => enableHighAvailability(ctx, { rentalId: primaries[i]?.id ?? '' })),
    );
    expect(done.filter((pair) => pair.state === 'reserved')).toHaveLength(5);
    const taken = await db.rental.findMany({ where: { number: { in: fallbacks } }, select: { number: true } });
    expect(taken.map((rental) => rental.number).sort()).toEqual(fallbacks.sort());
  }, 60_000);
});
