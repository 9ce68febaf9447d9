import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';
import { testContext } from '@/lib/testing/factories';
import { createIndia, createStock, type IndiaFixture } from '@/lib/testing/factories-stock';
import { createRenter, emptyStock, moneyOf, pairOf, rentNumber, rentPair } from '@/lib/testing/rent';
import { disableHighAvailability } from './disable-ha';
import { enableHighAvailability } from './enable-ha';

let india: IndiaFixture;

beforeAll(async () => {
  india = await createIndia();
});

beforeEach(emptyStock);

describe('switching high availability off', () => {
  it('releases the fallback unless told otherwise: no refund, kept for five days', async () => {
    const { ctx, account } = await createRenter();
    const { primary, fallback } = await rentPair(ctx, india);
    const before = await moneyOf(account);
    await disableHighAvailability(ctx, { rentalId: primary.id });
    const pair = await pairOf(primary);
    expect(pair.state).toBe('off');
    expect(pair.events.map((event) => event.state)).toEqual([
      'requested',
      'reserved',
      'ordered',
      'active',
      'releasing',
      'off',
    ]);
    const released = await db.rental.findUniqueOrThrow({ where: { id: fallback.id } });
    expect(released).toMatchObject({ status: 'released', paidUntil: fallback.paidUntil });
    expect((released.buyBackUntil?.getTime() ?? 0) - (released.releasedAt?.getTime() ?? 0)).toBe(5 * 86_400_000);
    expect(await db.inventoryNumber.findUniqueOrThrow({ where: { number: fallback.number } })).toMatchObject({
      status: 'held_for_buyback',
    });
    expect(await db.rental.findUniqueOrThrow({ where: { id: primary.id } })).toMatchObject({ status: 'active' });
    expect(await moneyOf(account)).toEqual(before);
  });

  it('keeps the fallback as an ordinary rental when asked', async () => {
    const { ctx } = await createRenter();
    const { primary, fallback } = await rentPair(ctx, india);
    await disableHighAvailability(ctx, { rentalId: primary.id, fallback: 'keep' });
    expect(await pairOf(primary)).toMatchObject({
      state: 'off',
      stateReason: expect.stringContaining('stays as an ordinary rental'),
    });
    expect(await db.rental.findUniqueOrThrow({ where: { id: fallback.id } })).toMatchObject({
      status: 'active',
      buyBackUntil: null,
    });
    // An ordinary rental may have a fallback of its own.
    await createStock({ carrier: india.carrierA, area: india.bengaluru, ratePlan: india.ratePlan });
    expect(await enableHighAvailability(ctx, { rentalId: fallback.id })).toMatchObject({ state: 'reserved' });
  });

  it('is refused while the fallback is on its way, and on the fallback itself, which names its primary', async () => {
    const { ctx } = await createRenter();
    const primary = await rentNumber(ctx, india, { carrier: india.carrierA });
    await createStock({ carrier: india.carrierB, area: india.bengaluru, ratePlan: india.ratePlan });
    await enableHighAvailability(ctx, { rentalId: primary.id });
    const { fallbackRentalId } = await pairOf(primary);
    await expect(disableHighAvailability(ctx, { rentalId: primary.id })).rejects.toThrow('just being set up');
    await expect(disableHighAvailability(ctx, { rentalId: fallbackRentalId ?? '' })).rejects.toThrow(
      /^This number is the fallback of \+91 80 .*; switch high availability off there\.$/,
    );
    expect((await pairOf(primary)).state).toBe('reserved');
  });

  it('happens once when pressed twice', async () => {
    const { ctx, account } = await createRenter();
    const { primary } = await rentPair(ctx, india);
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(() => disableHighAvailability(ctx, { rentalId: primary.id })),
    );
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    expect(await db.auditEvent.count({ where: { accountId: account.id, action: 'number.release' } })).toBe(1);
  });

  it("is refused for unknown numbers, another account's, a number without it and a wrong choice", async () => {
    const { ctx, account } = await createRenter();
    const foreign = await rentPair((await createRenter()).ctx, india);
    const off = (rentalId: string) => disableHighAvailability(ctx, { rentalId });
    await expect(off(createId('num'))).rejects.toMatchObject({
      code: 'conflict',
      message: 'High availability is not on for this number.',
    });
    await expect(off(foreign.primary.id)).rejects.toMatchObject({
      code: 'conflict',
      message: 'High availability is not on for this number.',
    });
    await expect(off(foreign.fallback.id)).rejects.toMatchObject({
      message: 'High availability is not on for this number.',
    });
    await expect(off('; DROP TABLE rentals')).rejects.toMatchObject({ code: 'invalid_input' });
    const input: unknown = { rentalId: foreign.primary.id, fallback: 'sell' };
    await expect(
      disableHighAvailability(ctx, input as Parameters<typeof disableHighAvailability>[1]),
    ).rejects.toMatchObject({
      code: 'invalid_input',
      message: 'Fallback number must be either released or kept.',
    });
    await expect(
      disableHighAvailability(testContext(account, 'support'), { rentalId: foreign.primary.id }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect((await pairOf(foreign.primary)).state).toBe('active');
  });
});
