import { beforeAll, describe, expect, it } from 'vitest';
import { checkBooks } from '@/lib/billing';
import { db } from '@/lib/db';
import { createAccount, createCompliance, micros, testContext } from '@/lib/testing/factories';
import { createCarrier, createIndia, createStock, type IndiaFixture } from '@/lib/testing/factories-stock';
import { drainQueues, immediateSteps } from '@/lib/testing/steps';
import { endProvisioning } from './end-provisioning';
import { provisionPair } from './provision-pair';
import { provisionRental } from './provision-rental';
import { purchaseNumber } from './purchase-number';
import { releaseRental } from './release-rental';

let india: IndiaFixture;
let keys = 0;

beforeAll(async () => {
  india = await createIndia();
});

interface Carriers {
  primary?: Parameters<typeof createCarrier>[0];
  fallback?: Parameters<typeof createCarrier>[0];
}

/** Buys a pair from two carriers of its own, in an area of its own. */
async function buyPair({ primary = {}, fallback = {} }: Carriers) {
  keys += 1;
  const account = await createAccount();
  await createCompliance(account);
  const area = await db.area.create({
    data: { countryIso: 'IN', code: String(4000 + keys), place: `Place ${keys}`, region: `State ${keys}` },
  });
  const stock = { area, ratePlan: india.ratePlan };
  const [number = ''] = await createStock({
    ...stock,
    carrier: await createCarrier(primary),
    numbers: [`9140001${10000 + keys}`],
  });
  await createStock({ ...stock, carrier: await createCarrier(fallback), numbers: [`9140002${10000 + keys}`] });
  const bought = await purchaseNumber(testContext(account), {
    number,
    highAvailability: true,
    reach: 'area',
    idempotencyKey: `provision-${keys}`,
  });
  await provisionRental(bought.rentalId, immediateSteps);
  await provisionPair(bought.pairId ?? '', immediateSteps);
  // What is given back is given back to carriers that answer again.
  await db.sandboxSettings.updateMany({ where: { outcome: 'timeout' }, data: { outcome: 'accept' } });
  await drainQueues();
  const pair = await db.haPair.findUniqueOrThrow({
    where: { id: bought.pairId ?? '' },
    include: { primary: true, fallback: true },
  });
  const books = await db.account.findUniqueOrThrow({ where: { id: account.id } });
  return { ...bought, pair, paidMicros: micros(25_000) - books.balanceMicros, heldMicros: books.heldMicros };
}

/** Buys one number, whose order nobody has begun yet. */
async function buyOne(settings: Parameters<typeof createCarrier>[0]) {
  keys += 1;
  const account = await createAccount();
  await createCompliance(account);
  const [number = ''] = await createStock({
    ...{ area: india.bengaluru, ratePlan: india.ratePlan, carrier: await createCarrier(settings) },
    numbers: [`9180001${10000 + keys}`],
  });
  const bought = await purchaseNumber(testContext(account), { number, idempotencyKey: `provision-${keys}` });
  return { rentalId: bought.rentalId, number };
}

async function stockStatus(number: string | null) {
  return (await db.inventoryNumber.findUniqueOrThrow({ where: { number: number ?? '' } })).status;
}

describe('provisioning', () => {
  it('waits for a carrier that takes its time to activate', async () => {
    const { pair, paidMicros } = await buyPair({ fallback: { activationDelayMs: 60 } });
    expect([pair.state, pair.fallback?.status, paidMicros]).toEqual(['active', 'active', micros(590)]);
  });

  it('a fallback its carrier refuses costs nothing, and the pair says why', async () => {
    const { pair, paidMicros, heldMicros, fallbackNumber } = await buyPair({
      fallback: { outcome: 'refuse', refusalReason: 'The number is in dispute.' },
    });
    expect([pair.state, pair.primary.status, pair.fallback?.status]).toEqual(['failed', 'active', 'failed']);
    expect(pair.stateReason).toContain('The number is in dispute.');
    expect([paidMicros, heldMicros]).toEqual([micros(295), 0n]);
    expect(await stockStatus(fallbackNumber)).toBe('withdrawn');
  });

  it("ends the carrier's words as a sentence wherever more follows", async () => {
    const refusing = { outcome: 'refuse' as const, refusalReason: ' No capacity' };
    const { pair } = await buyPair({ fallback: refusing });
    expect(pair.fallback?.statusReason).toBe('No capacity.');
    expect(pair.stateReason).toMatch(/^No capacity\. Nothing was charged;/);
    expect((await buyPair({ primary: refusing })).pair.primary.statusReason).toBe('No capacity.');
  });

  it('a fallback whose carrier stays silent costs nothing either; its number is on offer again once given back', async () => {
    const { pair, paidMicros, heldMicros, fallbackNumber } = await buyPair({ fallback: { outcome: 'timeout' } });
    expect([pair.state, pair.fallback?.status]).toEqual(['failed', 'failed']);
    expect(pair.stateReason).toContain('did not answer');
    expect([paidMicros, heldMicros]).toEqual([micros(295), 0n]);
    expect(await stockStatus(fallbackNumber)).toBe('available');
  });

  it('a refused primary takes its fallback with it before that is ordered', async () => {
    const { pair, paidMicros, heldMicros, fallbackNumber, fallbackRentalId } = await buyPair({
      primary: { outcome: 'refuse' },
    });
    expect([pair.state, pair.primary.status, pair.fallback?.status]).toEqual(['off', 'failed', 'failed']);
    expect([paidMicros, heldMicros]).toEqual([0n, 0n]);
    expect(await stockStatus(fallbackNumber)).toBe('available');
    expect(await db.sandboxOrder.count({ where: { idempotencyKey: fallbackRentalId ?? '' } })).toBe(0);
  });

  it('an order that the operator ends while the carrier is slow is not left with the carrier', async () => {
    const { rentalId, number } = await buyOne({ orderDelayMs: 400 });
    const order = provisionRental(rentalId, immediateSteps);
    await expect.poll(() => db.carrierOrder.count({ where: { idempotencyKey: rentalId } })).toBe(1);
    await endProvisioning('provisionRental', rentalId);
    await releaseRental(rentalId, immediateSteps);
    expect(await db.sandboxOrder.count({ where: { idempotencyKey: rentalId } })).toBe(0);
    expect(await order).toBe('failed');
    const where = { idempotencyKey: rentalId };
    expect(await db.sandboxOrder.findUniqueOrThrow({ where })).toMatchObject({ state: 'released' });
    expect(await db.carrierOrder.findUniqueOrThrow({ where })).toMatchObject({ state: 'released' });
    expect(await stockStatus(number)).toBe('available');
  });

  it('nothing is ordered for a rental that was ended before', async () => {
    const { rentalId } = await buyOne({});
    await endProvisioning('provisionRental', rentalId);
    expect(await provisionRental(rentalId, immediateSteps)).toBe('failed');
    expect(await db.sandboxOrder.count({ where: { idempotencyKey: rentalId } })).toBe(0);
    await drainQueues();
  });

  it('leaves books that agree', async () => {
    expect(await checkBooks()).toEqual([]);
  });
});
