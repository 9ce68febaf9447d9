import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';
import { enableHighAvailability } from '@/lib/provisioning';
import { testContext } from '@/lib/testing/factories';
import { createIndia, createStock, type IndiaFixture } from '@/lib/testing/factories-stock';
import { createRenter, emptyStock, moneyOf, pairOf, rentNumber, rentPair } from '@/lib/testing/rent';
import { previewRelease, releaseNumber } from './release-number';

let india: IndiaFixture;

beforeAll(async () => {
  india = await createIndia();
});

beforeEach(emptyStock);

const statusOf = async (id: string) => (await db.rental.findUniqueOrThrow({ where: { id } })).status;

describe('a release seen before', () => {
  it('names both numbers of a pair and changes nothing', async () => {
    const { ctx, account } = await createRenter();
    const { primary, fallback } = await rentPair(ctx, india);
    const audits = await db.auditEvent.count({ where: { accountId: account.id } });
    const preview = await previewRelease(ctx, { rentalId: primary.id });
    expect(preview.refusal).toBeNull();
    expect(preview.numbers.map(({ number, role, paidUntil }) => [number, role, paidUntil])).toEqual([
      [primary.number, 'primary', primary.paidUntil?.toISOString().slice(0, 10)],
      [fallback.number, 'fallback', fallback.paidUntil?.toISOString().slice(0, 10)],
    ]);
    expect(await statusOf(primary.id)).toBe('active');
    expect(await db.auditEvent.count({ where: { accountId: account.id } })).toBe(audits);
  });
});

describe('a release', () => {
  it('of an ordinary number ends it at once: no refund, kept for five days', async () => {
    const { ctx, account } = await createRenter();
    const rental = await rentNumber(ctx, india, { carrier: india.carrierA });
    const before = await moneyOf(account);
    expect(await releaseNumber(ctx, { rentalId: rental.id, fallbackRentalId: null })).toEqual({ released: 1 });
    expect(await statusOf(rental.id)).toBe('released');
    expect(await db.inventoryNumber.findUniqueOrThrow({ where: { number: rental.number } })).toMatchObject({
      status: 'held_for_buyback',
    });
    expect(await moneyOf(account)).toEqual(before);
  });

  it('of a primary releases its fallback too', async () => {
    const { ctx } = await createRenter();
    const { primary, fallback } = await rentPair(ctx, india);
    expect(await releaseNumber(ctx, { rentalId: primary.id, fallbackRentalId: fallback.id })).toEqual({ released: 2 });
    expect([await statusOf(primary.id), await statusOf(fallback.id)]).toEqual(['released', 'released']);
    expect(await pairOf(primary)).toMatchObject({ state: 'off', stateReason: 'The primary number was released.' });
  });

  it('of a fallback is refused and names its primary', async () => {
    const { ctx } = await createRenter();
    const { primary, fallback } = await rentPair(ctx, india);
    const display = `+91 80 ${primary.number.slice(4, 8)} ${primary.number.slice(8)}`;
    const sentence = `This number is the fallback of ${display}; switch high availability off there to release it.`;
    expect((await previewRelease(ctx, { rentalId: fallback.id })).refusal).toBe(sentence);
    await expect(releaseNumber(ctx, { rentalId: fallback.id })).rejects.toMatchObject({
      code: 'conflict',
      message: sentence,
    });
    expect([await statusOf(primary.id), await statusOf(fallback.id)]).toEqual(['active', 'active']);
  });

  it('is refused when it would end other numbers than were named', async () => {
    const { ctx } = await createRenter();
    const { primary } = await rentPair(ctx, india);
    await expect(releaseNumber(ctx, { rentalId: primary.id, fallbackRentalId: null })).rejects.toThrow(
      'has changed meanwhile',
    );
    await expect(releaseNumber(ctx, { rentalId: primary.id, fallbackRentalId: createId('num') })).rejects.toThrow(
      'has changed meanwhile',
    );
    expect(await statusOf(primary.id)).toBe('active');
  });

  it('is refused while the number or its fallback is being set up', async () => {
    const { ctx } = await createRenter();
    const primary = await rentNumber(ctx, india, { carrier: india.carrierA });
    await createStock({ carrier: india.carrierB, area: india.bengaluru, ratePlan: india.ratePlan });
    await enableHighAvailability(ctx, { rentalId: primary.id });
    const { fallbackRentalId } = await pairOf(primary);
    await expect(releaseNumber(ctx, { rentalId: primary.id })).rejects.toThrow('just being set up');
    await expect(releaseNumber(ctx, { rentalId: fallbackRentalId ?? '' })).rejects.toThrow('still being set up');
  });

  it('withdraws the request of a primary that still waits for a fallback', async () => {
    const { ctx } = await createRenter();
    const primary = await rentNumber(ctx, india, { carrier: india.carrierA, highAvailability: true });
    expect((await pairOf(primary)).state).toBe('waiting_for_stock');
    expect(await releaseNumber(ctx, { rentalId: primary.id })).toEqual({ released: 1 });
    expect((await pairOf(primary)).state).toBe('off');
  });

  it('happens once when pressed twice', async () => {
    const { ctx, account } = await createRenter();
    const rental = await rentNumber(ctx, india, { carrier: india.carrierA });
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => releaseNumber(ctx, { rentalId: rental.id })));
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    expect(await db.auditEvent.count({ where: { accountId: account.id, action: 'number.release' } })).toBe(1);
  });

  it("is refused for unknown and forged ids, another account's number and a role that may not", async () => {
    const { ctx, account } = await createRenter();
    const foreign = await rentNumber((await createRenter()).ctx, india, { carrier: india.carrierA });
    await expect(releaseNumber(ctx, { rentalId: foreign.id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(previewRelease(ctx, { rentalId: foreign.id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(releaseNumber(ctx, { rentalId: createId('num') })).rejects.toMatchObject({ code: 'not_found' });
    await expect(releaseNumber(ctx, { rentalId: "num_'; --" })).rejects.toMatchObject({ code: 'invalid_input' });
    const own = await rentNumber(ctx, india, { carrier: india.carrierA });
    await expect(releaseNumber(testContext(account, 'support'), { rentalId: own.id })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect([await statusOf(foreign.id), await statusOf(own.id)]).toEqual(['active', 'active']);
  });
});
