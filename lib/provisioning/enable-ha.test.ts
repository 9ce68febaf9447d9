import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';
import { createClock } from '@/lib/testing/clock';
import { createApplication, micros, testContext } from '@/lib/testing/factories';
import { createIndia, createStock, type IndiaFixture } from '@/lib/testing/factories-stock';
import { createRenter, emptyStock, moneyOf, pairOf, rentNumber, rentPair } from '@/lib/testing/rent';
import { drainQueues } from '@/lib/testing/steps';
import { disableHighAvailability } from './disable-ha';
import { enableHighAvailability } from './enable-ha';
import { quoteHighAvailability } from './quote-ha';

const MONTH = 295;
let india: IndiaFixture;

beforeAll(async () => {
  india = await createIndia();
});

beforeEach(emptyStock);

const stockOfB = (area = india.bengaluru, count = 1) =>
  createStock({ carrier: india.carrierB, area, ratePlan: india.ratePlan, count });

describe('high availability on an existing number', () => {
  it('rents a fallback of another carrier: held at once, charged when active', async () => {
    const { ctx, account } = await createRenter();
    const application = await createApplication(account);
    const primary = await rentNumber(ctx, india, { carrier: india.carrierA, applicationId: application.id });
    const [expected = ''] = await stockOfB();
    const { state } = await enableHighAvailability(ctx, { rentalId: primary.id });
    expect(state).toBe('reserved');
    expect(await moneyOf(account)).toEqual([micros(25_000 - MONTH), micros(MONTH)]);
    await drainQueues();
    const pair = await pairOf(primary);
    expect(pair).toMatchObject({
      state: 'active',
      fallback: { number: expected, status: 'active', applicationId: application.id },
    });
    expect(pair.events.map((event) => event.state)).toEqual(['requested', 'reserved', 'ordered', 'active']);
    expect(await moneyOf(account)).toEqual([micros(25_000 - 2 * MONTH), 0n]);
  });

  it('is refused for a number that is not India local, and says why', async () => {
    const { ctx, account } = await createRenter();
    const mobile = await rentNumber(ctx, india, { carrier: india.carrierA, type: 'mobile' });
    await expect(enableHighAvailability(ctx, { rentalId: mobile.id })).rejects.toMatchObject({
      code: 'invalid_input',
      message:
        'High availability is for India local numbers; elsewhere failover is automatic and needs no fallback number.',
    });
    expect(await db.haPair.count({ where: { accountId: account.id } })).toBe(0);
  });

  it('is refused for a fallback, which names its primary', async () => {
    const { ctx, account } = await createRenter();
    const { primary, fallback } = await rentPair(ctx, india);
    await stockOfB();
    const before = await moneyOf(account);
    const refusal = enableHighAvailability(ctx, { rentalId: fallback.id });
    const display = `+91 80 ${primary.number.slice(4, 8)} ${primary.number.slice(8)}`;
    await expect(refusal).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`the fallback of ${display}`),
    });
    expect(await moneyOf(account)).toEqual(before);
  });

  it('says how much is missing, and changes nothing', async () => {
    const { ctx, account } = await createRenter({ balance: 400 });
    const primary = await rentNumber(ctx, india, { carrier: india.carrierA });
    const [number = ''] = await stockOfB();
    await expect(enableHighAvailability(ctx, { rentalId: primary.id })).rejects.toMatchObject({
      code: 'insufficient_balance',
      message: expect.stringContaining('₹295.00 is due now and ₹105.00 is available, so ₹190.00 is missing'),
    });
    expect(await moneyOf(account)).toEqual([micros(105), 0n]);
    expect(await db.haPair.count({ where: { accountId: account.id } })).toBe(0);
    expect(await db.inventoryNumber.findUniqueOrThrow({ where: { number } })).toMatchObject({ status: 'available' });
    expect(await db.auditEvent.count({ where: { accountId: account.id, action: 'ha.enable' } })).toBe(0);
  });

  it('makes one pair of ten presses at the same moment', async () => {
    const { ctx, account } = await createRenter();
    const primary = await rentNumber(ctx, india, { carrier: india.carrierA });
    await stockOfB(india.bengaluru, 10);
    const presses = Array.from({ length: 10 }, () => enableHighAvailability(ctx, { rentalId: primary.id }));
    const outcomes = await Promise.allSettled(presses);
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({
          code: 'conflict',
          message: 'High availability is already on for this number.',
        });
    }
    await drainQueues();
    expect(await db.rental.count({ where: { accountId: account.id } })).toBe(2);
    expect(await moneyOf(account)).toEqual([micros(25_000 - 2 * MONTH), 0n]);
  });

  it('waits, uncharged, when no other failure domain has stock, and can be cancelled', async () => {
    const { ctx, account } = await createRenter();
    const primary = await rentNumber(ctx, india, { carrier: india.carrierC });
    await createStock({ carrier: india.carrierD, area: india.bengaluru, ratePlan: india.ratePlan });
    expect(await enableHighAvailability(ctx, { rentalId: primary.id })).toMatchObject({ state: 'waiting_for_stock' });
    expect(await moneyOf(account)).toEqual([micros(25_000 - MONTH), 0n]);
    await disableHighAvailability(ctx, { rentalId: primary.id });
    expect(await pairOf(primary)).toMatchObject({
      state: 'off',
      stateReason: 'The request for a fallback was withdrawn; nothing was charged.',
    });
  });

  it('looks no further than the customer allows', async () => {
    const { ctx } = await createRenter();
    const primary = await rentNumber(ctx, india, { carrier: india.carrierA });
    await stockOfB(india.mysuru);
    expect(await enableHighAvailability(ctx, { rentalId: primary.id, reach: 'area' })).toMatchObject({
      state: 'waiting_for_stock',
    });
  });

  it('is refused by a suspended compliance application, for the number that would be rented too', async () => {
    const { ctx, account, compliance } = await createRenter();
    const primary = await rentNumber(ctx, india, { carrier: india.carrierA });
    await stockOfB();
    await db.complianceApplication.update({ where: { id: compliance.id }, data: { status: 'suspended' } });
    await expect(enableHighAvailability(ctx, { rentalId: primary.id })).rejects.toMatchObject({
      code: 'compliance_required',
      message: "Compliance application must be in 'accepted' status. Current status: 'suspended'.",
    });
    expect(await db.haPair.count({ where: { accountId: account.id } })).toBe(0);
  });

  it("is refused for forged ids, another account's number, a number that is not active and a role that may not", async () => {
    const { ctx, account } = await createRenter();
    const foreign = await rentNumber((await createRenter()).ctx, india, { carrier: india.carrierA });
    for (const rentalId of ['num_1', "num_' OR 1=1 --", createId('par'), 'x'.repeat(10_000)]) {
      await expect(enableHighAvailability(ctx, { rentalId })).rejects.toMatchObject({
        code: 'invalid_input',
        message: 'Number is unknown.',
      });
    }
    for (const rentalId of [createId('num'), foreign.id]) {
      await expect(enableHighAvailability(ctx, { rentalId })).rejects.toMatchObject({ code: 'not_found' });
    }
    const own = await rentNumber(ctx, india, { carrier: india.carrierA });
    await db.rental.update({ where: { id: own.id }, data: { status: 'past_due' } });
    await expect(enableHighAvailability(ctx, { rentalId: own.id })).rejects.toThrow(
      'The rent of this number is overdue',
    );
    await expect(enableHighAvailability(testContext(account, 'finance'), { rentalId: own.id })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await db.haPair.count({ where: { OR: [{ accountId: account.id }, { primaryRentalId: foreign.id }] } })).toBe(
      0,
    );
  });
});

describe('high availability off, and on again', () => {
  it('brings the same fallback back within five days at no new charge', async () => {
    const clock = createClock('2026-03-02T06:00:00Z');
    const { ctx, account } = await createRenter({ clock });
    const { primary, fallback } = await rentPair(ctx, india);
    await db.rental.updateMany({ where: { accountId: account.id }, data: { paidUntil: new Date('2026-04-02') } });
    const before = await moneyOf(account);
    await disableHighAvailability(ctx, { rentalId: primary.id, fallback: 'release' });
    const application = await createApplication(account, 'Night line');
    await db.rental.update({ where: { id: primary.id }, data: { applicationId: application.id } });
    clock.advance(4 * 86_400_000);
    await stockOfB();
    expect(await quoteHighAvailability(ctx, { rentalId: primary.id })).toMatchObject({
      dueMicros: 0n,
      former: { number: fallback.number, paidUntil: '2026-04-02' },
    });
    expect(await enableHighAvailability(ctx, { rentalId: primary.id })).toMatchObject({ state: 'active' });
    await drainQueues();
    const pair = await pairOf(primary);
    expect(pair).toMatchObject({
      state: 'active',
      fallbackRentalId: fallback.id,
      fallback: { status: 'active', applicationId: application.id },
    });
    expect(await moneyOf(account)).toEqual(before);
  });

  it('charges the coming month when the paid days ran out meanwhile, and says so before', async () => {
    const clock = createClock('2026-03-02T06:00:00Z');
    const { ctx, account } = await createRenter({ clock });
    const { primary, fallback } = await rentPair(ctx, india);
    await db.rental.updateMany({ where: { accountId: account.id }, data: { paidUntil: new Date('2026-03-04') } });
    await disableHighAvailability(ctx, { rentalId: primary.id });
    clock.advance(3 * 86_400_000);
    expect(await quoteHighAvailability(ctx, { rentalId: primary.id })).toMatchObject({
      dueMicros: micros(MONTH),
      former: { paidUntil: null },
    });
    await enableHighAvailability(ctx, { rentalId: primary.id });
    expect(await db.rental.findUniqueOrThrow({ where: { id: fallback.id } })).toMatchObject({
      status: 'active',
      paidUntil: new Date('2026-04-05'),
    });
    expect(await moneyOf(account)).toEqual([micros(25_000 - 3 * MONTH), 0n]);
  });

  it('rents another one after five days', async () => {
    const clock = createClock('2026-03-02T06:00:00Z');
    const { ctx } = await createRenter({ clock });
    const { primary, fallback } = await rentPair(ctx, india);
    await disableHighAvailability(ctx, { rentalId: primary.id });
    clock.advance(5 * 86_400_000);
    const [another = ''] = await stockOfB();
    expect(await quoteHighAvailability(ctx, { rentalId: primary.id })).toMatchObject({
      former: null,
      nearest: 'area',
      dueMicros: micros(MONTH),
    });
    await enableHighAvailability(ctx, { rentalId: primary.id });
    expect((await pairOf(primary)).fallback?.number).toBe(another);
    expect(another).not.toBe(fallback.number);
  });
});

describe('the quote', () => {
  it('says what it costs, what is missing and where the nearest fallback is', async () => {
    const { ctx } = await createRenter({ balance: 500 });
    const primary = await rentNumber(ctx, india, { carrier: india.carrierA });
    const quote = () => quoteHighAvailability(ctx, { rentalId: primary.id });
    expect(await quote()).toMatchObject({
      nearest: null,
      monthlyMicros: micros(250),
      dueMicros: micros(MONTH),
      missingMicros: micros(90),
    });
    await stockOfB(india.mumbai);
    expect(await quote()).toMatchObject({ nearest: 'country' });
    await stockOfB(india.mysuru);
    expect(await quote()).toMatchObject({ nearest: 'state', place: 'Bengaluru', region: 'Karnataka' });
    await createStock({ carrier: india.carrierA, area: india.bengaluru, ratePlan: india.ratePlan });
    expect(await quote()).toMatchObject({ nearest: 'state' });
  });
});
