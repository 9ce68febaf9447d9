import { beforeAll, describe, expect, it } from 'vitest';
import { checkBooks } from '@/lib/billing';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';
import { purchaseNumber } from '@/lib/provisioning';
import { createAccount, createApplication, micros, testContext } from '@/lib/testing/factories';
import { createCarrier, createIndia, createStock, type IndiaFixture } from '@/lib/testing/factories-stock';
import { createRenter, moneyOf } from '@/lib/testing/rent';
import { drainQueues } from '@/lib/testing/steps';
import { cancelCart } from './cancel-cart';
import { claimJob } from './claim-job';
import { purchaseCart } from './purchase-cart';
import { findJob } from './queries';
import { findCart } from './queries-cart';
import { listItems } from './queries-items';
import { quoteCart } from './quote-cart';
import { reserveCart } from './reserve-cart';
import { settleItems } from './settle-items';

let india: IndiaFixture;

beforeAll(async () => {
  india = await createIndia();
});

const chosen = (numbers: readonly string[], paired: readonly string[] = []) =>
  numbers.map((number) => ({ number, highAvailability: paired.includes(number) }));

const stockOf = (carrier: { id: number }, count: number) =>
  createStock({ carrier, area: india.bengaluru, ratePlan: india.ratePlan, count });

/** What the worker does with the oldest purchase that waits. */
async function runNext(signal = new AbortController().signal) {
  const job = await claimJob('test-worker', ['purchase'], new Date());
  if (!job) throw new Error('No purchase waits');
  return settleItems(job, signal);
}

describe('a purchase of several', () => {
  it('100 with 7 already taken, 3 refused by the carrier and a balance that ends: each is told, the books agree', async () => {
    const { account, ctx } = await createRenter({ balance: 93 * 295 });
    const refusing = await createCarrier({ outcome: 'refuse', refusalReason: 'Number ceased at the exchange' });
    const [good, ceased] = [await stockOf(india.carrierA, 97), await stockOf(refusing, 3)];
    const numbers = [...good.slice(0, 10), ...ceased, ...good.slice(10)];
    const rival = await createRenter({ balance: 10_000 });
    const taken = good.slice(30, 37);
    for (const number of taken) await purchaseNumber(rival.ctx, { number, idempotencyKey: createId('pur') });

    const { jobId } = await reserveCart(ctx, { items: chosen(numbers), idempotencyKey: createId('job') });
    const review = await findCart(ctx, jobId);
    expect(review?.lines).toHaveLength(100);
    expect(review?.lines.filter(({ refusal }) => refusal !== null).map(({ number }) => number)).toEqual(taken);
    expect(await moneyOf(account)).toEqual([micros(93 * 295), 0n]);

    // Money goes elsewhere between review and purchase, as calls take it: 60 rents of 93 and a little are left.
    await db.$transaction(async (tx) => {
      await tx.account.update({ where: { id: account.id }, data: { balanceMicros: micros(60 * 295 + 100) } });
      await tx.ledgerEntry.create({
        data: {
          ...{ accountId: account.id, kind: 'adjustment', amountMicros: -micros(33 * 295 - 100) },
          ...{ balanceAfterMicros: micros(60 * 295 + 100), description: 'Spent elsewhere' },
          uniqueKey: `adjustment:${createId('req')}`,
        },
      });
    });
    await purchaseCart(ctx, { jobId });
    await purchaseCart(ctx, { jobId });
    expect(await runNext()).toBe('done');
    await drainQueues();

    const { rows } = await listItems(ctx, { id: jobId, kind: 'purchase' });
    const by = (state: string) => rows.filter((row) => row.state === state);
    expect(by('active')).toHaveLength(57);
    const failed = by('failed');
    const reasons = (part: RegExp) => failed.filter(({ reason }) => part.test(reason ?? ''));
    expect(reasons(/just taken by someone else/).map(({ number }) => number)).toEqual(taken);
    expect(reasons(/ceased at the exchange/).map(({ number }) => number)).toEqual(ceased);
    expect(reasons(/balance is too low/)).toHaveLength(33);
    expect(failed).toHaveLength(43);
    expect(failed.every(({ nextStep }) => nextStep !== null)).toBe(true);
    expect(reasons(/ceased/).every(({ amountMicros }) => amountMicros === 0n)).toBe(true);
    expect((await findJob(ctx, jobId))?.counts).toMatchObject({ done: 57, failed: 43, waiting: 0 });
    const refusedOnly = await listItems(ctx, { id: jobId, kind: 'purchase' }, { only: 'failed' });
    expect(refusedOnly.total).toBe(43);
    // What the three cost was held and freed: nothing is charged for what was not delivered.
    expect(await moneyOf(account)).toEqual([micros(3 * 295 + 100), 0n]);
    expect(await db.rental.count({ where: { accountId: account.id, status: 'active' } })).toBe(57);
    expect(await checkBooks()).toEqual([]);
  });

  it('a number with high availability gets its reviewed fallback, billed on its own', async () => {
    const { account, ctx } = await createRenter();
    const [first = '', second = ''] = await stockOf(india.carrierA, 2);
    await stockOf(india.carrierB, 2);
    const application = await createApplication(account);
    const { jobId } = await reserveCart(ctx, {
      ...{ items: chosen([first, second], [second]), idempotencyKey: createId('job') },
      ...{ aliasPattern: '{place} {nn}', applicationId: application.id },
    });
    const [, paired] = (await findCart(ctx, jobId))?.lines ?? [];
    expect(paired?.fallback).not.toBeNull();
    await purchaseCart(ctx, { jobId });
    await runNext();
    await drainQueues();
    const { rows } = await listItems(ctx, { id: jobId, kind: 'purchase' });
    expect(rows.map(({ state, amountMicros }) => [state, amountMicros])).toEqual([
      ['active', micros(295)],
      ['active', micros(590)],
    ]);
    expect(rows[1]?.fallback?.number).toBe(paired?.fallback?.number);
    const rentals = await db.rental.findMany({ where: { accountId: account.id, number: { in: [first, second] } } });
    expect(rentals.map(({ alias }) => alias).sort()).toEqual(['Bengaluru 01', 'Bengaluru 02']);
    expect(await checkBooks()).toEqual([]);
  });

  it('sent twice at once is one review, which holds its numbers', async () => {
    const { ctx } = await createRenter();
    const items = chosen(await stockOf(india.carrierA, 3));
    const idempotencyKey = createId('job');
    const sent = await Promise.all([1, 2].map(() => reserveCart(ctx, { items, idempotencyKey })));
    expect(sent).toEqual([{ jobId: idempotencyKey }, { jobId: idempotencyKey }]);
    const review = await findCart(ctx, idempotencyKey);
    expect(review?.lines.map(({ refusal }) => refusal)).toEqual([null, null, null]);
  });

  it('one worker that was killed in between: the next one goes on, and no number is bought twice', async () => {
    const { account, ctx } = await createRenter();
    const numbers = await stockOf(india.carrierA, 6);
    const { jobId } = await reserveCart(ctx, { items: chosen(numbers), idempotencyKey: createId('job') });
    await purchaseCart(ctx, { jobId });
    const dead = await claimJob('dead-worker', ['purchase'], new Date(Date.now() - 60_000));
    expect(dead?.id).toBe(jobId);
    // It bought two; of the second it did not live to note it.
    const data = { alias: null, applicationId: null, complianceApplicationId: null, reach: 'country' as const };
    const items = await db.bulkItem.findMany({ where: { jobId }, orderBy: { position: 'asc' }, take: 2 });
    for (const { number, position, data: kept } of items) {
      const reservationId = String(Object(kept).reservationId);
      await purchaseNumber(ctx, { ...data, number, reservationId, idempotencyKey: `${jobId}-${position}` });
    }
    await db.bulkItem.updateMany({ where: { jobId, position: 1 }, data: { state: 'done' } });
    expect(await runNext()).toBe('done');
    expect(await db.rental.count({ where: { accountId: account.id } })).toBe(6);
    expect(await db.purchase.count({ where: { accountId: account.id } })).toBe(6);
    expect((await moneyOf(account))[1]).toBe(micros(6 * 295));
    await drainQueues();
    expect(await checkBooks()).toEqual([]);
  });

  it('is of who confirmed it, not of who put it together', async () => {
    const { account, ctx } = await createRenter();
    const { userId } = await createAccount();
    await db.membership.create({ data: { userId, accountId: account.id, role: 'admin' } });
    const [number = ''] = await stockOf(india.carrierA, 1);
    const { jobId } = await reserveCart(ctx, { items: chosen([number]), idempotencyKey: createId('job') });
    await purchaseCart(testContext({ id: account.id, userId }, 'admin'), { jobId });
    expect(await claimJob('test-worker', ['purchase'], new Date())).toMatchObject({
      ...{ id: jobId, actorType: 'user', actorId: userId },
    });
  });

  it('is refused to roles that may not buy, to other accounts, and when nothing is chosen or reserved any more', async () => {
    const { account, ctx } = await createRenter();
    const numbers = await stockOf(india.carrierA, 2);
    const items = chosen(numbers);
    for (const role of ['finance', 'support'] as const) {
      const asked = reserveCart(testContext(account, role), { items, idempotencyKey: createId('job') });
      await expect(asked).rejects.toMatchObject({ code: 'forbidden' });
    }
    const empty = reserveCart(ctx, { items: [], idempotencyKey: createId('job') });
    await expect(empty).rejects.toThrow('at least one number');
    const { jobId } = await reserveCart(ctx, { items, idempotencyKey: createId('job') });
    const stranger = testContext(await createAccount());
    expect(await findCart(stranger, jobId)).toBeNull();
    await expect(purchaseCart(stranger, { jobId })).rejects.toMatchObject({ code: 'not_found' });
    await db.reservation.updateMany({ where: { accountId: account.id }, data: { expiresAt: new Date(0) } });
    await expect(purchaseCart(ctx, { jobId })).rejects.toMatchObject({ code: 'reservation_expired' });
    expect((await findCart(ctx, jobId))?.lines.every(({ refusal }) => refusal?.includes('ended'))).toBe(true);
  });

  it('another review gives up the one before it, and dropping one gives every number back', async () => {
    const { account, ctx } = await createRenter();
    const [a = '', b = ''] = await stockOf(india.carrierA, 2);
    const first = await reserveCart(ctx, { items: chosen([a]), idempotencyKey: createId('job') });
    const key = createId('job');
    const second = await reserveCart(ctx, { items: chosen([a, b]), idempotencyKey: key });
    expect(await reserveCart(ctx, { items: chosen([a, b]), idempotencyKey: key })).toEqual(second);
    expect(await findCart(ctx, first.jobId)).toBeNull();
    expect((await findCart(ctx, second.jobId))?.lines.map(({ refusal }) => refusal)).toEqual([null, null]);
    await cancelCart(ctx, second);
    expect(await db.reservation.count({ where: { accountId: account.id, state: 'held' } })).toBe(0);
    expect(await db.inventoryNumber.count({ where: { number: { in: [a, b] }, status: 'available' } })).toBe(2);
  });

  it('the quote says what each costs, alone and with a fallback, and what cannot be bought', async () => {
    const { ctx } = await createRenter();
    const [free = '', own = ''] = await stockOf(india.carrierA, 2);
    await purchaseNumber(ctx, { number: own, idempotencyKey: createId('pur') });
    const { lines } = await quoteCart(ctx, { items: chosen([free, own, '918041999999'], [free]) });
    expect(lines.map(({ refusal }) => refusal?.slice(0, 12) ?? null)).toEqual([null, 'You already ', 'No carrier o']);
    expect(lines[0]).toMatchObject({
      ...{ highAvailability: true, dueMicros: micros(295), fallbackDueMicros: micros(295) },
      fallbackMonthlyMicros: micros(250),
    });
    await drainQueues();
  });
});
