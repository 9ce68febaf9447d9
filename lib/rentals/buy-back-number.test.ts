import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dayOf } from '@/lib/datetime';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';
import { disableHighAvailability, returnReleasedNumbers } from '@/lib/provisioning';
import { createClock } from '@/lib/testing/clock';
import { micros, testContext } from '@/lib/testing/factories';
import { createIndia, type IndiaFixture } from '@/lib/testing/factories-stock';
import { createRenter, emptyStock, moneyOf, pairOf, rentNumber, rentPair } from '@/lib/testing/rent';
import { drainQueues } from '@/lib/testing/steps';
import { buyBackNumber } from './buy-back-number';
import { listReleasedNumbers } from './queries-released';
import { releaseNumber } from './release-number';

const DAY_MS = 86_400_000;
const ZONE = 'Asia/Kolkata';
let india: IndiaFixture;

beforeAll(async () => {
  india = await createIndia();
});

beforeEach(emptyStock);

async function releasedPair({ balance = 25_000, paidUntil = '2026-04-02' } = {}) {
  const clock = createClock('2026-03-02T06:00:00Z');
  const renter = await createRenter({ clock, balance });
  const pair = await rentPair(renter.ctx, india);
  await db.rental.updateMany({ where: { accountId: renter.account.id }, data: { paidUntil: new Date(paidUntil) } });
  await releaseNumber(renter.ctx, { rentalId: pair.primary.id });
  return { ...renter, ...pair, clock };
}

describe('buying a released pair back', () => {
  it('brings both numbers back as a pair, at no charge before the day they are paid until', async () => {
    const { ctx, account, primary, fallback, clock } = await releasedPair();
    const before = await moneyOf(account);
    clock.advance(4 * DAY_MS);
    const [listed, ...others] = await listReleasedNumbers(ctx, ZONE);
    expect(others).toEqual([]);
    expect(listed).toMatchObject({
      rentalId: primary.id,
      dueMicros: 0n,
      paidUntil: '2026-04-02',
      fallback: { rentalId: fallback.id },
    });
    const { pairId } = await buyBackNumber(ctx, { rentalId: primary.id });
    expect(await pairOf(primary)).toMatchObject({ id: pairId, state: 'active', fallbackRentalId: fallback.id });
    expect(await db.rental.count({ where: { accountId: account.id, status: 'active' } })).toBe(2);
    expect(
      await db.inventoryNumber.count({
        where: { number: { in: [primary.number, fallback.number] }, status: 'rented' },
      }),
    ).toBe(2);
    expect(await moneyOf(account)).toEqual(before);
    expect(await listReleasedNumbers(ctx, ZONE)).toEqual([]);
  });

  it('knows the pair again by a clock that runs', async () => {
    const { ctx } = await createRenter();
    const { primary, fallback } = await rentPair(ctx, india);
    await releaseNumber(ctx, { rentalId: primary.id });
    expect(await listReleasedNumbers(ctx, ZONE)).toMatchObject([
      { rentalId: primary.id, fallback: { rentalId: fallback.id } },
    ]);
    expect((await buyBackNumber(ctx, { rentalId: primary.id })).pairId).not.toBeNull();
  });

  it('charges both their coming month once the paid days are over, and says so before', async () => {
    const { ctx, account, primary, clock } = await releasedPair({ paidUntil: '2026-03-04' });
    clock.advance(3 * DAY_MS);
    expect((await listReleasedNumbers(ctx, ZONE))[0]?.dueMicros).toBe(micros(590));
    await buyBackNumber(ctx, { rentalId: primary.id });
    expect(await moneyOf(account)).toEqual([micros(25_000 - 4 * 295), 0n]);
  });

  it('says what is missing for both, and brings neither back', async () => {
    const { ctx, account, primary, clock } = await releasedPair({ balance: 1_000, paidUntil: '2026-03-04' });
    clock.advance(3 * DAY_MS);
    await expect(buyBackNumber(ctx, { rentalId: primary.id })).rejects.toMatchObject({
      code: 'insufficient_balance',
      message: expect.stringContaining('₹590.00 is due now and ₹410.00 is available, so ₹180.00 is missing'),
    });
    expect(await db.rental.count({ where: { accountId: account.id, status: 'released' } })).toBe(2);
    expect(await moneyOf(account)).toEqual([micros(410), 0n]);
  });

  it('is over after five days, and the numbers go back to their carriers', async () => {
    const { ctx, primary, fallback, clock } = await releasedPair();
    clock.advance(5 * DAY_MS);
    expect(await listReleasedNumbers(ctx, ZONE)).toEqual([]);
    await expect(buyBackNumber(ctx, { rentalId: primary.id })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('can no longer be bought back'),
    });
    await returnReleasedNumbers(clock.now());
    await drainQueues();
    expect(
      await db.inventoryNumber.count({
        where: { number: { in: [primary.number, fallback.number] }, status: 'available' },
      }),
    ).toBe(2);
  });

  it('charges rent that was owed at the release from the day it fell due, and keeps the rent day', async () => {
    const { ctx, account, primary, fallback, clock } = await releasedPair({ paidUntil: '2026-02-26' });
    clock.advance(3 * DAY_MS);
    const listed = await listReleasedNumbers(ctx, ZONE);
    expect(listed).toMatchObject([{ dueMicros: micros(590), unpaidSince: '2026-02-26' }]);
    await buyBackNumber(ctx, { rentalId: primary.id });
    expect(await moneyOf(account)).toEqual([micros(25_000 - 4 * 295), 0n]);
    const back = await db.rental.findMany({ where: { id: { in: [primary.id, fallback.id] } } });
    expect(back.map(({ paidUntil }) => paidUntil && dayOf(paidUntil))).toEqual(['2026-03-26', '2026-03-26']);
    const charged = await db.ledgerEntry.findMany({ where: { rentalId: primary.id, description: 'Monthly rental' } });
    expect(charged.map(({ periodFrom }) => periodFrom && dayOf(periodFrom))).toEqual(['2026-02-26']);
  });

  it('forgives no month that began meanwhile: all that is owed or nothing', async () => {
    const { ctx, account, primary } = await releasedPair({ balance: 1_000, paidUntil: '2026-02-01' });
    await expect(buyBackNumber(ctx, { rentalId: primary.id })).rejects.toMatchObject({
      message: expect.stringContaining('₹1,180.00 is due now and ₹410.00 is available'),
    });
    expect(await moneyOf(account)).toEqual([micros(410), 0n]);
    expect(await db.rental.count({ where: { accountId: account.id, status: 'released' } })).toBe(2);
  });

  it('happens once when pressed twice', async () => {
    const { ctx, account, primary } = await releasedPair({ paidUntil: '2026-03-02' });
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => buyBackNumber(ctx, { rentalId: primary.id })));
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    expect(await db.haPair.count({ where: { accountId: account.id, state: 'active' } })).toBe(1);
    expect(await moneyOf(account)).toEqual([micros(25_000 - 4 * 295), 0n]);
  });
});

describe('buying a released fallback back', () => {
  it('makes it an ordinary number; the list names the number it backed up', async () => {
    const { ctx } = await createRenter();
    const { primary, fallback } = await rentPair(ctx, india);
    await disableHighAvailability(ctx, { rentalId: primary.id });
    expect((await listReleasedNumbers(ctx, ZONE))[0]).toMatchObject({
      rentalId: fallback.id,
      fallback: null,
      formerPrimary: { number: primary.number },
    });
    expect(await buyBackNumber(ctx, { rentalId: fallback.id })).toEqual({ pairId: null });
    expect(await pairOf(primary)).toMatchObject({ state: 'off' });
    await expect(buyBackNumber(ctx, { rentalId: fallback.id })).rejects.toThrow('The number is active already.');
  });
});

describe('refusals', () => {
  it("are given for unknown ids, another account's number, a suspended application and a role that may not buy", async () => {
    const { ctx, account, compliance } = await createRenter();
    const rental = await rentNumber(ctx, india, { carrier: india.carrierA });
    await releaseNumber(ctx, { rentalId: rental.id });
    const other = await createRenter();
    await expect(buyBackNumber(other.ctx, { rentalId: rental.id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(buyBackNumber(ctx, { rentalId: createId('num') })).rejects.toMatchObject({ code: 'not_found' });
    await expect(buyBackNumber(ctx, { rentalId: '1' })).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(buyBackNumber(testContext(account, 'finance'), { rentalId: rental.id })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await db.complianceApplication.update({ where: { id: compliance.id }, data: { status: 'suspended' } });
    await expect(buyBackNumber(ctx, { rentalId: rental.id })).rejects.toMatchObject({ code: 'compliance_required' });
    expect((await db.rental.findUniqueOrThrow({ where: { id: rental.id } })).status).toBe('released');
  });
});
