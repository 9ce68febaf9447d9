import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db';
import { createAccount, createCompliance, micros, testContext } from '@/lib/testing/factories';
import { createIndia, createStock, type IndiaFixture } from '@/lib/testing/factories-stock';
import { drainQueues } from '@/lib/testing/steps';
import { purchaseNumber } from './purchase-number';
import { getPurchase } from './queries-purchase';

let india: IndiaFixture;
let keys = 0;

beforeAll(async () => {
  india = await createIndia();
});

async function buyer() {
  const account = await createAccount();
  await createCompliance(account);
  return { account, ctx: testContext(account) };
}

async function buy(ctx: Parameters<typeof purchaseNumber>[0], carrier = india.carrierA, highAvailability = true) {
  const [number = ''] = await createStock({ carrier, area: india.bengaluru, ratePlan: india.ratePlan });
  keys += 1;
  return purchaseNumber(ctx, { number, highAvailability, idempotencyKey: `key-${String(keys).padStart(8, '0')}` });
}

describe('the progress of a purchase', () => {
  it('goes from held money to charges, number and fallback apart', async () => {
    const { ctx } = await buyer();
    await createStock({ carrier: india.carrierB, area: india.bengaluru, ratePlan: india.ratePlan });
    const { purchaseId, number, fallbackNumber } = await buy(ctx);
    const before = await getPurchase(ctx, { purchaseId });
    expect(before.primary).toMatchObject({ number, state: 'provisioning', heldMicros: micros(295), paidUntil: null });
    expect(before.pair).toMatchObject({ state: 'reserved', fallbackTier: 'area' });
    expect(before.charges).toEqual([]);

    await drainQueues();
    const after = await getPurchase(ctx, { purchaseId });
    expect(after.primary).toMatchObject({
      state: 'active',
      heldMicros: 0n,
      place: 'Bengaluru',
      carrierName: 'Carrier A',
    });
    expect(after.pair).toMatchObject({ state: 'active', fallback: { number: fallbackNumber, state: 'active' } });
    expect(after.pair?.events.map((event) => event.state)).toEqual(['requested', 'reserved', 'ordered', 'active']);
    expect(after.charges.map((charge) => [charge.description, charge.amountMicros])).toEqual([
      ['First month', micros(250)],
      ['GST 18 %', micros(45)],
      ['First month', micros(250)],
      ['GST 18 %', micros(45)],
    ]);
  });

  it('tells why a carrier refused, with nothing charged and nothing held', async () => {
    const { ctx } = await buyer();
    const refusing = { outcome: 'refuse', refusalReason: 'Number is blocked.' } as const;
    await db.sandboxSettings.update({ where: { carrierId: india.carrierD.id }, data: refusing });
    const { purchaseId } = await buy(ctx, india.carrierD, false);
    await drainQueues();
    const { primary, pair, charges } = await getPurchase(ctx, { purchaseId });
    expect(primary).toMatchObject({ state: 'failed', heldMicros: 0n });
    expect(primary.stateReason).toContain('Number is blocked.');
    expect([pair, charges]).toEqual([null, []]);
  });

  it('waits without a fallback and without a charge for one', async () => {
    const { ctx } = await buyer();
    await db.inventoryNumber.updateMany({ where: { status: 'available' }, data: { status: 'withdrawn' } });
    const { purchaseId } = await buy(ctx, india.carrierC);
    await drainQueues();
    const { pair, charges } = await getPurchase(ctx, { purchaseId });
    expect(pair).toMatchObject({ state: 'waiting_for_stock', fallback: null, fallbackTier: null });
    expect(charges).toHaveLength(2);
  });

  it('is unknown to other accounts, and when it is not an id at all', async () => {
    const { ctx } = await buyer();
    const { purchaseId } = await buy(ctx, india.carrierA, false);
    const stranger = (await buyer()).ctx;
    await expect(getPurchase(stranger, { purchaseId })).rejects.toMatchObject({ code: 'not_found' });
    await expect(getPurchase(ctx, { purchaseId: "pur_'; DROP TABLE purchases" })).rejects.toThrow(
      'Purchase is unknown.',
    );
  });
});
