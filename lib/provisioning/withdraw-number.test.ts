import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db';
import { micros } from '@/lib/testing/factories';
import { createIndia, createStock, type IndiaFixture } from '@/lib/testing/factories-stock';
import { createRenter, emptyStock, moneyOf, pairOf, rentNumber, rentPair } from '@/lib/testing/rent';
import { drainQueues } from '@/lib/testing/steps';
import { fillWaitingPairs } from './fill-waiting-pairs';
import { pairOwnedNumbers } from './pair-owned';
import { purchaseNumber } from './purchase-number';
import { releaseRentals } from './release-rentals';
import { reserveNumbers } from './reserve-numbers';
import { withdrawNumber } from './withdraw-number';

let india: IndiaFixture;

beforeAll(async () => {
  india = await createIndia();
});

beforeEach(emptyStock);

/** What the account was told, without the number each sentence begins with. */
async function toldOf(account: { id: string }) {
  const alerts = await db.alert.findMany({ where: { accountId: account.id }, orderBy: { id: 'asc' } });
  return alerts.map(({ kind, sentence }) => [kind, sentence.replace(/^[^:]*: /, '')]);
}

const stockOf = (carrier: { id: number }) => createStock({ carrier, area: india.bengaluru, ratePlan: india.ratePlan });

describe('a carrier withdraws a fallback', () => {
  it('replaces it at no second set-up fee or month', async () => {
    const { ctx, account } = await createRenter();
    const { primary, fallback } = await rentPair(ctx, india);
    const before = await moneyOf(account);
    const [next = ''] = await stockOf(india.carrierC);
    await withdrawNumber(fallback.number);
    await drainQueues();
    const pair = await pairOf(primary);
    expect(pair).toMatchObject({
      state: 'active',
      fallback: { number: next, status: 'active', paidUntil: fallback.paidUntil },
    });
    expect(pair.events.map((event) => event.state)).toEqual([
      ...['requested', 'reserved', 'ordered', 'active'],
      ...['replacing', 'reserved', 'ordered', 'active'],
    ]);
    expect(await moneyOf(account)).toEqual(before);
    expect(await db.rental.findUniqueOrThrow({ where: { id: fallback.id } })).toMatchObject({
      status: 'released',
      buyBackUntil: null,
    });
  });

  it('waits for another one when there is none, and it is still free then', async () => {
    const { ctx, account } = await createRenter();
    const { primary, fallback } = await rentPair(ctx, india);
    await withdrawNumber(fallback.number);
    expect(await pairOf(primary)).toMatchObject({
      state: 'waiting_for_stock',
      fallbackRentalId: null,
      creditUntil: fallback.paidUntil,
    });
    expect(await moneyOf(account)).toEqual([micros(25_000 - 590), 0n]);
    const number = primary.number;
    expect(await toldOf(account)).toEqual([
      ['pair_problem', 'The carrier withdrew the fallback number; another one is looked for at no new charge.'],
      ['pair_problem', expect.stringContaining('No number of a carrier with separate equipment is free')],
    ]);
    const [alert] = await db.alert.findMany({ where: { accountId: account.id } });
    expect(alert).toMatchObject({ link: `/phone-numbers/active/${number}`, data: { Number: number } });
  });

  it('rents no other in place of one of the account’s own contract', async () => {
    const { ctx, account } = await createRenter();
    const { primary, fallback } = await rentPair(ctx, india);
    await stockOf(india.carrierC);
    await db.rental.update({
      where: { id: fallback.id },
      data: { origin: 'brought', setupMicros: 0n, monthlyMicros: 0n, paidUntil: null },
    });
    const before = await moneyOf(account);
    await withdrawNumber(fallback.number);
    await fillWaitingPairs(ctx.now());
    await drainQueues();
    expect(await pairOf(primary)).toMatchObject({ state: 'off', stateReason: expect.stringContaining('own contract') });
    expect(await moneyOf(account)).toEqual(before);
    expect(await toldOf(account)).toEqual([['pair_problem', expect.stringContaining('switch high availability on')]]);
  });

  it('waits thirty days however long ago the pair was made', async () => {
    const { ctx } = await createRenter();
    const { primary, fallback } = await rentPair(ctx, india);
    await db.haPair.updateMany({
      where: { primaryRentalId: primary.id },
      data: { consentUntil: new Date('2020-01-01') },
    });
    await withdrawNumber(fallback.number);
    await fillWaitingPairs(ctx.now());
    expect(await pairOf(primary)).toMatchObject({ state: 'waiting_for_stock' });
  });

  it('does not rent another one under a suspended compliance application', async () => {
    const { ctx, compliance } = await createRenter();
    const { primary, fallback } = await rentPair(ctx, india);
    await stockOf(india.carrierC);
    await db.complianceApplication.update({ where: { id: compliance.id }, data: { status: 'suspended' } });
    await withdrawNumber(fallback.number);
    expect(await pairOf(primary)).toMatchObject({
      state: 'waiting_for_stock',
      stateReason: expect.stringContaining("Current status: 'suspended'"),
    });
  });
});

describe('a carrier withdraws a primary', () => {
  it('keeps the fallback, for which the customer chooses a new primary', async () => {
    const { ctx, account } = await createRenter();
    const { primary, fallback } = await rentPair(ctx, india);
    const next = await rentNumber(ctx, india, { carrier: india.carrierC });
    const before = await moneyOf(account);
    await withdrawNumber(primary.number);
    expect(await pairOf(primary)).toMatchObject({
      state: 'replacing',
      stateReason: expect.stringContaining('choose a new primary number'),
    });
    expect(await db.rental.findUniqueOrThrow({ where: { id: fallback.id } })).toMatchObject({ status: 'active' });

    await pairOwnedNumbers(ctx, { rentalId: next.id, fallbackRentalId: fallback.id });
    expect(await pairOf(next)).toMatchObject({ state: 'active', fallbackRentalId: fallback.id });
    expect(await pairOf(primary)).toMatchObject({ state: 'off' });
    expect(await moneyOf(account)).toEqual(before);
  });

  it('ends the pair when its fallback goes as well', async () => {
    const { ctx } = await createRenter();
    const { primary, fallback } = await rentPair(ctx, india);
    await withdrawNumber(primary.number);
    await withdrawNumber(fallback.number);
    expect(await pairOf(primary)).toMatchObject({
      state: 'off',
      stateReason: 'The carriers withdrew both numbers of the pair.',
    });
  });
});

describe('what a withdrawal leaves', () => {
  it('is no reservation of the number', async () => {
    const { ctx } = await createRenter();
    const [number = ''] = await stockOf(india.carrierA);
    const { reservationId } = await reserveNumbers(ctx, { number });
    expect(await withdrawNumber(number)).toBe('stock');
    expect(await db.reservation.findUniqueOrThrow({ where: { id: reservationId } })).toMatchObject({
      state: 'cancelled',
    });
    const refusal = purchaseNumber(ctx, { number, reservationId, idempotencyKey: 'withdrawn-key' });
    await expect(refusal).rejects.toMatchObject({ code: 'reservation_expired' });
  });

  it('is no open order of a released number, which can no longer be bought back', async () => {
    const { ctx } = await createRenter();
    const rental = await rentNumber(ctx, india, { carrier: india.carrierA });
    await releaseRentals(ctx, db, [rental.id], 'Released by the account.');
    await withdrawNumber(rental.number);
    expect(await db.carrierOrder.findFirstOrThrow({ where: { rentalId: rental.id } })).toMatchObject({
      state: 'released',
    });
  });

  it('is no alarm about rent that is no longer owed', async () => {
    const { ctx } = await createRenter();
    const { primary, fallback, pair } = await rentPair(ctx, india);
    const since = { status: 'past_due' as const, pastDueSince: fallback.paidUntil };
    await db.rental.update({ where: { id: fallback.id }, data: since });
    await db.haPair.update({ where: { id: pair.id }, data: { atRiskReason: 'Rent of the fallback is not paid.' } });
    await withdrawNumber(fallback.number);
    expect(await pairOf(primary)).toMatchObject({ state: 'waiting_for_stock', atRiskReason: null });
    const where = { entityId: fallback.id, action: 'number.withdraw' };
    expect((await db.auditEvent.findFirstOrThrow({ where })).before).toMatchObject({ status: 'past_due' });
  });
});

it('a pair that waits ends when its primary is refused', async () => {
  const { ctx } = await createRenter();
  await db.sandboxSettings.update({ where: { carrierId: india.carrierA.id }, data: { outcome: 'refuse' } });
  const primary = await rentNumber(ctx, india, { carrier: india.carrierA, highAvailability: true });
  await db.sandboxSettings.update({ where: { carrierId: india.carrierA.id }, data: { outcome: 'accept' } });
  expect(primary.status).toBe('failed');
  expect(await pairOf(primary)).toMatchObject({
    state: 'off',
    stateReason: expect.stringContaining('no fallback is needed'),
  });
});
