import { beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '@/lib/context';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';
import { type AccountFixture, createAccount, testContext } from '@/lib/testing/factories';
import { createArea, createCarrier, createIndia, createStock, type IndiaFixture } from '@/lib/testing/factories-stock';
import { getAvailableNumber, listAlternatives } from './queries-stock';

let account: AccountFixture;
let ctx: Context;
let india: IndiaFixture;

beforeEach(async () => {
  await db.inventoryNumber.deleteMany();
  account = await createAccount();
  ctx = testContext(account);
  india = await createIndia();
});

async function oneOf(carrier: { id: number }, area = india.bengaluru, count = 1): Promise<string> {
  const [number = ''] = await createStock({ carrier, area, ratePlan: india.ratePlan, count });
  return number;
}

async function reserve(number: string, accountId: string, state: 'held' | 'expired' = 'held') {
  const id = createId('rsv');
  await db.reservation.create({
    data: { id, accountId, number, highAvailability: false, state, expiresAt: new Date(Date.now() + 600_000) },
  });
  await db.inventoryNumber.update({ where: { number }, data: { status: 'reserved', reservationId: id } });
}

describe('getAvailableNumber', () => {
  it('tells everything the details page shows', async () => {
    const number = await oneOf(india.carrierA);
    expect(await getAvailableNumber(ctx, number)).toMatchObject({
      number,
      display: expect.stringMatching(/^\+91 80 /),
      place: 'Bengaluru',
      region: 'Karnataka',
      areaCode: '80',
      carrierName: 'Carrier A',
      carrierSlug: india.carrierA.slug,
      capabilities: { voice: true, sms: false, mms: false },
      currency: 'INR',
      setupMicros: 0n,
      monthlyMicros: 250_000_000n,
      requirement: 'India KYC',
      highAvailability: true,
      fallbackTier: null,
    });
    expect((await getAvailableNumber(ctx, `+${number}`)).number).toBe(number);
  });

  it('says how near a fallback would be: same area, same state, same country', async () => {
    const number = await oneOf(india.carrierA);
    await oneOf(india.carrierB, india.mumbai);
    expect((await getAvailableNumber(ctx, number)).fallbackTier).toBe('country');
    await oneOf(india.carrierB, india.mysuru);
    expect((await getAvailableNumber(ctx, number)).fallbackTier).toBe('state');
    await oneOf(india.carrierB, india.bengaluru);
    expect((await getAvailableNumber(ctx, number)).fallbackTier).toBe('area');
  });

  it('counts no carrier that shares a failure domain, no other series and nothing that is taken', async () => {
    const number = await oneOf(india.carrierC);
    await oneOf(india.carrierC);
    await oneOf(india.carrierD);
    const taken = await oneOf(india.carrierA);
    await db.inventoryNumber.update({ where: { number: taken }, data: { status: 'withdrawn' } });
    await createStock({ carrier: india.carrierB, area: india.bengaluru, ratePlan: india.ratePlan, series: '140' });
    expect((await getAvailableNumber(ctx, number)).fallbackTier).toBeNull();
  });

  it('offers no fallback outside India', async () => {
    const carrier = await createCarrier({ countryIsos: ['US'] });
    const other = await createCarrier({ countryIsos: ['US'] });
    const area = await createArea({ countryIso: 'US', code: '415', place: 'San Francisco', region: 'California' });
    const number = await oneOf(carrier, area);
    await oneOf(other, area);
    expect(await getAvailableNumber(ctx, number)).toMatchObject({
      highAvailability: false,
      requirement: null,
      fallbackTier: null,
    });
  });

  it.each(['rented', 'withdrawn', 'held_for_buyback'] as const)('refuses a number that is %s', async (status) => {
    const number = await oneOf(india.carrierA);
    await db.inventoryNumber.update({ where: { number }, data: { status } });
    await expect(getAvailableNumber(ctx, number)).rejects.toMatchObject({
      code: 'number_taken',
      message: expect.stringMatching(/^\+91 80 \d{4} \d{4} is no longer available: choose another number\.$/),
    });
  });

  it('shows a number to the account that reserved it, and to nobody else', async () => {
    const number = await oneOf(india.carrierA);
    await reserve(number, account.id);
    expect((await getAvailableNumber(ctx, number)).number).toBe(number);
    await expect(getAvailableNumber(testContext(await createAccount()), number)).rejects.toMatchObject({
      code: 'number_taken',
    });
  });

  it('no longer shows it once the reservation has ended', async () => {
    const number = await oneOf(india.carrierA);
    await reserve(number, account.id, 'expired');
    await expect(getAvailableNumber(ctx, number)).rejects.toMatchObject({ code: 'number_taken' });
  });

  it.each(['', '80', 'abc', "918041234567' OR 1=1 --", '9'.repeat(10_000), '0918041234567'])(
    'refuses %.20s as a number',
    async (text) => {
      await expect(getAvailableNumber(ctx, text)).rejects.toMatchObject({
        code: 'invalid_input',
        message: 'Number must be digits with the country code, for instance 918041234567.',
      });
    },
  );

  it('says when a number is not offered at all', async () => {
    await expect(getAvailableNumber(ctx, '918041234567')).rejects.toMatchObject({
      code: 'not_found',
      message: '+91 80 4123 4567 is not offered here.',
    });
  });
});

describe('listAlternatives', () => {
  it('offers the nearest numbers of the same area, from every carrier', async () => {
    const numbers = await createStock({
      carrier: india.carrierA,
      area: india.bengaluru,
      ratePlan: india.ratePlan,
      count: 11,
    });
    await db.inventoryNumber.updateMany({
      where: { number: { in: numbers.filter((_, at) => at % 2 === 0) } },
      data: { carrierId: india.carrierB.id },
    });
    const sold = numbers[5] ?? '';
    await db.inventoryNumber.update({ where: { number: sold }, data: { status: 'rented' } });
    const found = await listAlternatives(ctx, sold);
    expect(found.map(({ number }) => number)).toEqual([...numbers.slice(2, 5), ...numbers.slice(6, 9)]);
  });

  it('goes on to the rest of the country when the area has too few', async () => {
    const sold = await oneOf(india.carrierA);
    const near = await oneOf(india.carrierB);
    const far = await oneOf(india.carrierB, india.mumbai);
    const carrier = await createCarrier({ countryIsos: ['US'] });
    await oneOf(
      carrier,
      await createArea({ countryIso: 'US', code: '415', place: 'San Francisco', region: 'California' }),
    );
    await db.inventoryNumber.update({ where: { number: sold }, data: { status: 'rented' } });
    expect((await listAlternatives(ctx, sold)).map(({ number }) => number).sort()).toEqual([far, near].sort());
  });

  it('has nothing to offer for a number it never had', async () => {
    await oneOf(india.carrierA);
    expect(await listAlternatives(ctx, '918041234567')).toEqual([]);
    await expect(listAlternatives(ctx, 'abc')).rejects.toMatchObject({ code: 'invalid_input' });
  });
});
