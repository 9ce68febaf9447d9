import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';
import { log } from '@/lib/log';
import { createClock } from '@/lib/testing/clock';
import { micros } from '@/lib/testing/factories';
import { createIndia, createStock, type IndiaFixture } from '@/lib/testing/factories-stock';
import { createRenter, emptyStock, moneyOf, pairOf, rentNumber } from '@/lib/testing/rent';
import { drainQueues } from '@/lib/testing/steps';
import { enableHighAvailability } from './enable-ha';
import { fillWaitingPairs } from './fill-waiting-pairs';

const DAY_MS = 86_400_000;
let india: IndiaFixture;

beforeAll(async () => {
  india = await createIndia();
});

beforeEach(async () => {
  await emptyStock();
  await db.haPair.updateMany({ where: { state: 'waiting_for_stock' }, data: { state: 'off' } });
});

const stockOfB = () => createStock({ carrier: india.carrierB, area: india.bengaluru, ratePlan: india.ratePlan });

async function waitingPair(balance = 25_000) {
  const clock = createClock('2026-03-02T06:00:00Z');
  const renter = await createRenter({ clock, balance });
  const primary = await rentNumber(renter.ctx, india, { carrier: india.carrierA });
  await enableHighAvailability(renter.ctx, { rentalId: primary.id });
  return { ...renter, clock, primary };
}

describe('a pair that waits for stock', () => {
  it('is told of stock that appears, gets it reserved, and is charged when it is active', async () => {
    const { account, primary, clock } = await waitingPair();
    expect(await fillWaitingPairs(clock.now())).toBe(0);
    const [number = ''] = await stockOfB();
    clock.advance(DAY_MS);
    expect(await fillWaitingPairs(clock.now())).toBe(1);
    const pair = await pairOf(primary);
    expect(pair).toMatchObject({ state: 'reserved', fallback: { number, status: 'provisioning' } });
    expect(pair.stateReason).toContain('was set aside as the fallback. It is charged once it is active.');
    expect(await moneyOf(account)).toEqual([micros(25_000 - 295), micros(295)]);
    await drainQueues();
    expect(await pairOf(primary)).toMatchObject({ state: 'active' });
    expect(await moneyOf(account)).toEqual([micros(25_000 - 590), 0n]);
    expect(await fillWaitingPairs(clock.now())).toBe(0);
  });

  it('lapses after 30 days, uncharged', async () => {
    const { account, primary, clock } = await waitingPair();
    clock.advance(30 * DAY_MS - 1);
    await fillWaitingPairs(clock.now());
    expect((await pairOf(primary)).state).toBe('waiting_for_stock');
    clock.advance(1);
    await stockOfB();
    expect(await fillWaitingPairs(clock.now())).toBe(0);
    expect(await pairOf(primary)).toMatchObject({
      state: 'off',
      stateReason: expect.stringContaining('within 30 days'),
    });
    expect(await moneyOf(account)).toEqual([micros(25_000 - 295), 0n]);
  });

  it('says what is missing on the balance, and goes on by itself once it is there', async () => {
    const { account, primary, clock } = await waitingPair(400);
    await stockOfB();
    expect(await fillWaitingPairs(clock.now())).toBe(0);
    expect((await pairOf(primary)).stateReason).toContain('₹190.00 is missing on the balance');
    await db.account.update({ where: { id: account.id }, data: { balanceMicros: { increment: micros(500) } } });
    expect(await fillWaitingPairs(clock.now())).toBe(1);
  });

  it('does not go on under a suspended compliance application', async () => {
    const { compliance, primary, clock } = await waitingPair();
    await stockOfB();
    await db.complianceApplication.update({ where: { id: compliance.id }, data: { status: 'suspended' } });
    expect(await fillWaitingPairs(clock.now())).toBe(0);
    expect(await pairOf(primary)).toMatchObject({
      state: 'waiting_for_stock',
      stateReason: expect.stringContaining("'suspended'"),
    });
  });
});

describe('many pairs that wait', () => {
  /** Pairs of one account whose numbers are of a series nobody else has. */
  async function unfillablePairs(count: number): Promise<void> {
    const { ctx } = await createRenter();
    const { id, number, ...like } = await rentNumber(ctx, india, { carrier: india.carrierA, series: 'rare' });
    const { pairId, fallbackRentalId, ...row } = like;
    const stock = { carrier: india.carrierA, area: india.bengaluru, ratePlan: india.ratePlan, series: 'rare' };
    const numbers = await createStock({ ...stock, count });
    await db.inventoryNumber.updateMany({ where: { number: { in: numbers } }, data: { status: 'rented' } });
    const primaries = numbers.map((other) => ({ ...row, id: createId('num'), number: other }));
    await db.rental.createMany({ data: primaries });
    await db.haPair.createMany({
      data: primaries.map((primary) => ({
        id: createId('par'),
        accountId: ctx.accountId,
        primaryRentalId: primary.id,
        state: 'waiting_for_stock' as const,
        consentUntil: new Date('2026-04-01T00:00:00Z'),
        createdAt: new Date('2026-03-01T00:00:00Z'),
      })),
    });
  }

  it('are all looked at: those of one account that cannot be filled do not starve another', async () => {
    await unfillablePairs(200);
    const { primary, clock } = await waitingPair();
    await stockOfB();
    expect(await fillWaitingPairs(clock.now())).toBe(1);
    expect((await pairOf(primary)).state).toBe('reserved');
  });

  it('go on when one of them cannot be handled, which is logged', async () => {
    const broken = await waitingPair();
    const { primary, clock } = await waitingPair();
    await stockOfB();
    await db.inventoryNumber.delete({ where: { number: broken.primary.number } });
    const logged = vi.spyOn(log, 'error').mockImplementation(() => undefined);
    expect(await fillWaitingPairs(clock.now())).toBe(1);
    expect((await pairOf(primary)).state).toBe('reserved');
    const { id: pairId } = await pairOf(broken.primary);
    expect(logged).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ pairId }), expect.any(String));
  });
});
