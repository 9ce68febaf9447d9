import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db';
import { createClock } from '@/lib/testing/clock';
import { createAccount, createCompliance, micros, testContext } from '@/lib/testing/factories';
import { createIndia, createStock, type IndiaFixture } from '@/lib/testing/factories-stock';
import { purchaseNumber } from './purchase-number';
import { getOwnClaim, getReservation } from './queries-reservation';
import { reserveNumbers } from './reserve-numbers';

let india: IndiaFixture;

beforeAll(async () => {
  india = await createIndia();
});

async function buyer(balance = 25_000) {
  const account = await createAccount({ balance });
  await createCompliance(account);
  const clock = createClock(new Date().toISOString());
  return { account, clock, ctx: testContext(account, 'owner', { clock }) };
}

async function stockOf(carrier: { id: number }, area = india.bengaluru) {
  const [number = ''] = await createStock({ carrier, area, ratePlan: india.ratePlan });
  return number;
}

async function emptyStock() {
  await db.inventoryNumber.updateMany({ where: { status: 'available' }, data: { status: 'withdrawn' } });
}

async function held(ctx: Parameters<typeof getReservation>[0], reservationId: string) {
  const reservation = await getReservation(ctx, { reservationId });
  if (reservation.state !== 'held') throw new Error(`reservation is ${reservation.state}`);
  return reservation;
}

describe('a reservation under review', () => {
  it('names the reserved fallback, on its own lines, and adds it to the totals', async () => {
    await emptyStock();
    const { ctx } = await buyer();
    const number = await stockOf(india.carrierA);
    const fallback = await stockOf(india.carrierB, india.mysuru);
    const { reservationId } = await reserveNumbers(ctx, { number, highAvailability: true });
    const { quote, fallbackTier } = await held(ctx, reservationId);
    expect(quote.fallback?.found).toMatchObject({ number: fallback, place: 'Mysuru', carrierName: 'Carrier B' });
    expect(fallbackTier).toBe('state');
    expect(quote.dueNowMicros).toBe(micros(590));
    expect(quote.eachMonthMicros).toBe(micros(590));
    expect(quote.balanceAfterMicros).toBe(micros(25_000 - 590));
  });

  it('shows what a fallback would cost but does not add it while none is free', async () => {
    await emptyStock();
    const { ctx } = await buyer();
    const number = await stockOf(india.carrierC);
    await stockOf(india.carrierD);
    const { reservationId } = await reserveNumbers(ctx, { number, highAvailability: true });
    const { quote, fallbackTier } = await held(ctx, reservationId);
    expect(quote.fallback).toMatchObject({ found: null, monthlyMicros: micros(250) });
    expect([quote.dueNowMicros, quote.eachMonthMicros, fallbackTier]).toEqual([micros(295), micros(295), null]);
  });

  it('ends with its ten minutes, and can be made again before anyone has swept it', async () => {
    const { ctx, clock } = await buyer();
    const number = await stockOf(india.carrierA);
    const { reservationId } = await reserveNumbers(ctx, { number });
    clock.advance(10 * 60_000);
    expect(await getReservation(ctx, { reservationId })).toMatchObject({ state: 'ended', number });
    const again = await reserveNumbers(ctx, { number });
    expect(again.reservationId).not.toBe(reservationId);
    expect((await held(ctx, again.reservationId)).expiresAt.getTime()).toBe(clock.now().getTime() + 10 * 60_000);
  });

  it('leads to its purchase once it was used', async () => {
    const { ctx } = await buyer();
    const number = await stockOf(india.carrierA);
    const { reservationId } = await reserveNumbers(ctx, { number });
    const bought = await purchaseNumber(ctx, { number, reservationId, idempotencyKey: reservationId });
    expect(await getReservation(ctx, { reservationId })).toEqual({
      state: 'used',
      number,
      purchaseId: bought.purchaseId,
    });
  });

  it('is unknown to other accounts, and when it is not an id at all', async () => {
    const { ctx } = await buyer();
    const number = await stockOf(india.carrierA);
    const { reservationId } = await reserveNumbers(ctx, { number });
    const stranger = (await buyer()).ctx;
    await expect(getReservation(stranger, { reservationId })).rejects.toMatchObject({ code: 'not_found' });
    for (const junk of ["rsv_' OR 1=1 --", `rsv_${'0'.repeat(10_000)}`, '']) {
      await expect(getReservation(ctx, { reservationId: junk })).rejects.toThrow('Reservation is unknown.');
    }
  });
});

describe('asking to reserve', () => {
  it('again with another reach reserves anew, with the same wish keeps what there is', async () => {
    await emptyStock();
    const { ctx } = await buyer();
    const number = await stockOf(india.carrierA);
    await stockOf(india.carrierB, india.mumbai);
    const wide = await reserveNumbers(ctx, { number, highAvailability: true });
    expect(await reserveNumbers(ctx, { number, highAvailability: true })).toEqual(wide);
    const near = await reserveNumbers(ctx, { number, highAvailability: true, reach: 'area' });
    expect(near).not.toEqual(wide);
    expect((await held(ctx, near.reservationId)).quote.fallback?.found).toBeNull();
  });

  it('asks only for what would be charged: without a fallback to be had, for the number alone', async () => {
    await emptyStock();
    const { ctx } = await buyer(300);
    const number = await stockOf(india.carrierA);
    await expect(reserveNumbers(ctx, { number, highAvailability: true })).resolves.toBeDefined();
    const other = await stockOf(india.carrierA);
    await stockOf(india.carrierB);
    const refused = reserveNumbers(ctx, { number: other, highAvailability: true });
    await expect(refused).rejects.toMatchObject({ code: 'insufficient_balance' });
    expect(await db.inventoryNumber.count({ where: { number: other, status: 'available' } })).toBe(1);
  });

  it('checks the settings that come with it before anything is set aside', async () => {
    const { ctx } = await buyer();
    const number = await stockOf(india.carrierA);
    const foreign = await createCompliance((await buyer()).account);
    const refusals = [
      [{ applicationId: 'app_00000000000000000000000000' }, 'Application is unknown; choose one of your applications.'],
      [{ complianceApplicationId: foreign.id }, 'Compliance application is unknown; choose one of yours.'],
      [{ alias: 'x'.repeat(10_000) }, 'Alias may have at most 80 characters.'],
    ] as const;
    for (const [settings, sentence] of refusals) {
      await expect(reserveNumbers(ctx, { number, ...settings })).rejects.toThrow(sentence);
    }
    expect(await db.inventoryNumber.count({ where: { number, status: 'available' } })).toBe(1);
  });
});

describe('what an account has to do with a number', () => {
  it('is nothing, then a reservation, then a rental', async () => {
    const { ctx } = await buyer();
    const number = await stockOf(india.carrierA);
    expect(await getOwnClaim(ctx, number)).toEqual({ rents: false, reservation: null });
    const { reservationId } = await reserveNumbers(ctx, { number });
    expect(await getOwnClaim(ctx, number)).toMatchObject({ rents: false, reservation: { id: reservationId } });
    await purchaseNumber(ctx, { number, reservationId, idempotencyKey: reservationId });
    expect(await getOwnClaim(ctx, number)).toEqual({ rents: true, reservation: null });
    expect(await getOwnClaim((await buyer()).ctx, number)).toEqual({ rents: false, reservation: null });
    await expect(reserveNumbers(ctx, { number })).rejects.toThrow('You already rent this number');
  });
});
