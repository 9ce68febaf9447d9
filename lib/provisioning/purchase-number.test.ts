import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db';
import { createAccount, createApplication, createCompliance, micros, testContext } from '@/lib/testing/factories';
import { createIndia, createStock, type IndiaFixture } from '@/lib/testing/factories-stock';
import { emptyStock, moneyOf, pairOf } from '@/lib/testing/rent';
import { drainQueues } from '@/lib/testing/steps';
import { fillWaitingPairs } from './fill-waiting-pairs';
import { purchaseNumber } from './purchase-number';
import { getReservation } from './queries-reservation';
import { reserveNumbers } from './reserve-numbers';

let india: IndiaFixture;
let keys = 0;
const key = () => `key-${String(++keys).padStart(8, '0')}`;

beforeAll(async () => {
  india = await createIndia();
});

async function buyer(balance = 25_000) {
  const account = await createAccount({ balance });
  await createCompliance(account);
  return { account, ctx: testContext(account) };
}

async function stockOf(carrier: { id: number }, count = 1, area = india.bengaluru) {
  return createStock({ carrier, area, ratePlan: india.ratePlan, count });
}

describe('a plain purchase', () => {
  it('holds the money, claims the number and charges when the carrier has activated it', async () => {
    const { account, ctx } = await buyer();
    const [number = ''] = await stockOf(india.carrierA);
    const result = await purchaseNumber(ctx, { number, idempotencyKey: key() });
    expect(result).toMatchObject({ number, pairId: null, fallbackNumber: null });
    const before = await db.account.findUniqueOrThrow({ where: { id: account.id } });
    expect([before.balanceMicros, before.heldMicros]).toEqual([micros(25_000), micros(295)]);

    await drainQueues();
    const rental = await db.rental.findUniqueOrThrow({ where: { id: result.rentalId } });
    expect(rental.status).toBe('active');
    const after = await db.account.findUniqueOrThrow({ where: { id: account.id } });
    expect([after.balanceMicros, after.heldMicros]).toEqual([micros(24_705), 0n]);
    const entries = await db.ledgerEntry.findMany({ where: { rentalId: rental.id }, orderBy: { id: 'asc' } });
    expect(entries.map((entry) => [entry.kind, entry.amountMicros])).toEqual([
      ['rental', -micros(250)],
      ['tax', -micros(45)],
    ]);
  });

  it('is the same purchase under the same key, also at the same moment', async () => {
    const { ctx, account } = await buyer();
    const [number = ''] = await stockOf(india.carrierA);
    const input = { number, idempotencyKey: key() };
    const results = await Promise.all(Array.from({ length: 8 }, () => purchaseNumber(ctx, input)));
    expect(new Set(results.map((result) => result.purchaseId)).size).toBe(1);
    expect(await db.rental.count({ where: { accountId: account.id } })).toBe(1);
  });

  it('tells what is missing and reserves nothing', async () => {
    const { ctx, account } = await buyer(100);
    const [number = ''] = await stockOf(india.carrierA);
    const refusal = purchaseNumber(ctx, { number, idempotencyKey: key() });
    await expect(refusal).rejects.toMatchObject({
      code: 'insufficient_balance',
      message: expect.stringContaining('₹195.00 is missing'),
    });
    const stock = await db.inventoryNumber.findUniqueOrThrow({ where: { number } });
    expect(stock.status).toBe('available');
    expect((await db.account.findUniqueOrThrow({ where: { id: account.id } })).heldMicros).toBe(0n);
  });

  it("refuses India numbers without accepted compliance, in Plivo's words", async () => {
    const account = await createAccount();
    const ctx = testContext(account);
    const [number = ''] = await stockOf(india.carrierA);
    await expect(purchaseNumber(ctx, { number, idempotencyKey: key() })).rejects.toMatchObject({
      code: 'compliance_required',
      message: expect.stringContaining('compliance_application_id is required to rent this number.'),
    });
    const submitted = await createCompliance(account, { status: 'submitted' });
    const chosen = { number, idempotencyKey: key(), complianceApplicationId: submitted.id };
    await expect(purchaseNumber(ctx, chosen)).rejects.toThrow(
      "Compliance application must be in 'accepted' status. Current status: 'submitted'.",
    );
  });

  it("refuses another account's application and a role that may not buy", async () => {
    const { ctx, account } = await buyer();
    const foreign = await createApplication((await buyer()).account);
    const [number = ''] = await stockOf(india.carrierA);
    const input = { number, idempotencyKey: key() };
    await expect(purchaseNumber(ctx, { ...input, applicationId: foreign.id })).rejects.toMatchObject({
      field: 'applicationId',
    });
    await expect(purchaseNumber(testContext(account, 'support'), input)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await db.rental.count({ where: { accountId: account.id } })).toBe(0);
  });
});

describe('a purchase with high availability', () => {
  it('pairs it with a number of the same area from a carrier that shares no failure domain', async () => {
    const { ctx, account } = await buyer();
    const [number = ''] = await stockOf(india.carrierC);
    await stockOf(india.carrierD, 3);
    const [expected = ''] = await stockOf(india.carrierB);
    const result = await purchaseNumber(ctx, { number, highAvailability: true, idempotencyKey: key() });
    expect(result.fallbackNumber).not.toBeNull();
    const fallback = await db.rental.findUniqueOrThrow({
      where: { id: result.fallbackRentalId ?? '' },
      include: { carrier: true },
    });
    expect(fallback.carrier.failureDomains).not.toContain('upstream:shared');
    expect(expected).toMatch(/^9180/);

    await drainQueues();
    const pair = await db.haPair.findUniqueOrThrow({
      where: { id: result.pairId ?? '' },
      include: { events: { orderBy: { at: 'asc' } } },
    });
    expect(pair.state).toBe('active');
    expect(pair.events.map((event) => event.state).sort()).toEqual(['active', 'ordered', 'requested', 'reserved']);
    const after = await db.account.findUniqueOrThrow({ where: { id: account.id } });
    expect([after.balanceMicros, after.heldMicros]).toEqual([micros(25_000 - 590), 0n]);
  });

  it('waits for stock, uncharged for the fallback, when no other failure domain has any', async () => {
    const { ctx, account } = await buyer();
    await db.inventoryNumber.updateMany({ where: { status: 'available' }, data: { status: 'withdrawn' } });
    const [number = ''] = await stockOf(india.carrierC);
    await stockOf(india.carrierD, 3);
    const result = await purchaseNumber(ctx, { number, highAvailability: true, idempotencyKey: key() });
    expect(result.fallbackNumber).toBeNull();
    await drainQueues();
    const pair = await db.haPair.findUniqueOrThrow({ where: { id: result.pairId ?? '' } });
    expect(pair.state).toBe('waiting_for_stock');
    expect((await db.account.findUniqueOrThrow({ where: { id: account.id } })).balanceMicros).toBe(
      micros(25_000 - 295),
    );
  });

  it('reaches no further than the customer allows', async () => {
    const { ctx } = await buyer();
    await db.inventoryNumber.updateMany({ where: { status: 'available' }, data: { status: 'withdrawn' } });
    const [first = '', second = ''] = await stockOf(india.carrierA, 2);
    const [inState = ''] = await stockOf(india.carrierB, 1, india.mysuru);
    const area = await purchaseNumber(ctx, {
      number: first,
      highAvailability: true,
      reach: 'area',
      idempotencyKey: key(),
    });
    expect(area.fallbackNumber).toBeNull();
    const state = await purchaseNumber(ctx, {
      number: second,
      highAvailability: true,
      reach: 'state',
      idempotencyKey: key(),
    });
    expect(state.fallbackNumber).toBe(inState);
  });

  it('is refused elsewhere than for India local numbers', async () => {
    const { ctx } = await buyer();
    const [number = ''] = await createStock({
      carrier: india.carrierA,
      area: { ...india.bengaluru, countryIso: 'US', code: '415' },
      ratePlan: india.ratePlan,
      numbers: ['14155550123'],
    });
    await expect(purchaseNumber(ctx, { number, highAvailability: true, idempotencyKey: key() })).rejects.toThrow(
      'High availability is for India local numbers',
    );
  });
});

describe('a purchase of what was reserved', () => {
  async function reservedPair() {
    const { ctx, account } = await buyer();
    await emptyStock();
    const [number = ''] = await stockOf(india.carrierA);
    const [fallback = ''] = await stockOf(india.carrierB);
    const { reservationId } = await reserveNumbers(ctx, { number, highAvailability: true });
    return { ctx, account, number, fallback, reservationId };
  }

  it('without a fallback waits for one, though stock appeared since: nothing is charged that was not shown', async () => {
    const { ctx, account } = await buyer();
    await emptyStock();
    const [number = ''] = await stockOf(india.carrierA);
    const { reservationId } = await reserveNumbers(ctx, { number, highAvailability: true });
    const reviewed = await getReservation(ctx, { reservationId });
    await stockOf(india.carrierB);
    const bought = await purchaseNumber(ctx, { number, reservationId, idempotencyKey: key() });
    expect(bought).toMatchObject({ fallbackNumber: null, fallbackRentalId: null });
    expect(reviewed).toMatchObject({ state: 'held', quote: { dueNowMicros: micros(295) } });
    expect(await moneyOf(account)).toEqual([micros(25_000), micros(295)]);
    expect(await pairOf({ id: bought.rentalId })).toMatchObject({ state: 'waiting_for_stock', fallbackRentalId: null });
    await drainQueues();
    await db.haPair.updateMany({
      where: { state: 'waiting_for_stock', accountId: { not: account.id } },
      data: { state: 'off' },
    });
    expect(await fillWaitingPairs(new Date())).toBe(1);
    expect((await pairOf({ id: bought.rentalId })).stateReason).toContain('It is charged once it is active.');
  });

  it('takes the reserved fallback and no other', async () => {
    const { ctx, number, fallback, reservationId } = await reservedPair();
    await stockOf(india.carrierB, 3);
    const bought = await purchaseNumber(ctx, { number, reservationId, idempotencyKey: key() });
    expect(bought.fallbackNumber).toBe(fallback);
  });

  it('is refused when the reserved fallback is gone, changes nothing, and can be reviewed again', async () => {
    const { ctx, account, number, fallback, reservationId } = await reservedPair();
    await db.inventoryNumber.update({
      where: { number: fallback },
      data: { status: 'withdrawn', reservationId: null },
    });
    const [other = ''] = await stockOf(india.carrierB);
    await expect(purchaseNumber(ctx, { number, reservationId, idempotencyKey: key() })).rejects.toMatchObject({
      code: 'reservation_expired',
      message: expect.stringContaining('review the number again'),
    });
    expect(await db.rental.count({ where: { accountId: account.id } })).toBe(0);
    expect(await db.haPair.count({ where: { accountId: account.id } })).toBe(0);
    expect(await moneyOf(account)).toEqual([micros(25_000), 0n]);
    expect(await getReservation(ctx, { reservationId })).toMatchObject({ state: 'ended' });
    const again = await reserveNumbers(ctx, { number, highAvailability: true });
    const bought = await purchaseNumber(ctx, { number, ...again, idempotencyKey: key() });
    expect(bought.fallbackNumber).toBe(other);
  });
});
