import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';
import { createApplication } from '@/lib/testing/factories';
import { createIndia, type IndiaFixture } from '@/lib/testing/factories-stock';
import { createRenter, emptyStock, moneyOf, pairOf, rentNumber, rentPair } from '@/lib/testing/rent';
import { pairOwnedNumbers } from './pair-owned';

let india: IndiaFixture;

beforeAll(async () => {
  india = await createIndia();
});

beforeEach(emptyStock);

async function twoNumbers() {
  const renter = await createRenter();
  const application = await createApplication(renter.account);
  const primary = await rentNumber(renter.ctx, india, { carrier: india.carrierA, applicationId: application.id });
  const fallback = await rentNumber(renter.ctx, india, { carrier: india.carrierB, area: india.mumbai });
  return { ...renter, application, primary, fallback };
}

describe('pairing two numbers already rented', () => {
  it('rents nothing new, and the fallback takes over the application', async () => {
    const { ctx, account, application, primary, fallback } = await twoNumbers();
    const before = await moneyOf(account);
    await pairOwnedNumbers(ctx, { rentalId: primary.id, fallbackRentalId: fallback.id });
    expect(await pairOf(primary)).toMatchObject({ state: 'active', origin: 'owned', fallbackRentalId: fallback.id });
    expect(await db.rental.findUniqueOrThrow({ where: { id: fallback.id } })).toMatchObject({
      applicationId: application.id,
      followsPrimary: true,
    });
    expect(await moneyOf(account)).toEqual(before);
    expect(await db.rental.count({ where: { accountId: account.id } })).toBe(2);
    expect(await db.auditEvent.count({ where: { accountId: account.id, action: 'ha.pair_owned' } })).toBe(2);
  });

  it('makes one pair when two people pair the same numbers both ways round', async () => {
    const { ctx, account, primary, fallback } = await twoNumbers();
    const outcomes = await Promise.allSettled([
      pairOwnedNumbers(ctx, { rentalId: primary.id, fallbackRentalId: fallback.id }),
      pairOwnedNumbers(ctx, { rentalId: fallback.id, fallbackRentalId: primary.id }),
    ]);
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    expect(await db.haPair.count({ where: { accountId: account.id, state: 'active' } })).toBe(1);
  });

  it('refuses carriers that share equipment, another series, another type and the number itself', async () => {
    const { ctx, account } = await createRenter();
    const primary = await rentNumber(ctx, india, { carrier: india.carrierC });
    const related = await rentNumber(ctx, india, { carrier: india.carrierD });
    const series = await rentNumber(ctx, india, { carrier: india.carrierA, series: '140' });
    const mobile = await rentNumber(ctx, india, { carrier: india.carrierA, type: 'mobile' });
    const pair = (fallbackRentalId: string) => pairOwnedNumbers(ctx, { rentalId: primary.id, fallbackRentalId });
    await expect(pair(related.id)).rejects.toThrow('could fail together');
    await expect(pair(series.id)).rejects.toThrow('an India local number of the same series');
    await expect(pair(mobile.id)).rejects.toThrow('an India local number of the same series');
    await expect(pair(primary.id)).rejects.toThrow('cannot be its own fallback');
    await expect(pairOwnedNumbers(ctx, { rentalId: mobile.id, fallbackRentalId: primary.id })).rejects.toThrow(
      'for India local numbers',
    );
    expect(await db.haPair.count({ where: { accountId: account.id } })).toBe(0);
  });

  it('refuses numbers that stand in a pair, naming the primary of a fallback', async () => {
    const { ctx } = await createRenter();
    const { primary, fallback } = await rentPair(ctx, india);
    const third = await rentNumber(ctx, india, { carrier: india.carrierC });
    await expect(pairOwnedNumbers(ctx, { rentalId: third.id, fallbackRentalId: fallback.id })).rejects.toThrow(
      'already in a pair',
    );
    await expect(pairOwnedNumbers(ctx, { rentalId: third.id, fallbackRentalId: primary.id })).rejects.toThrow(
      'already in a pair',
    );
    await expect(pairOwnedNumbers(ctx, { rentalId: fallback.id, fallbackRentalId: third.id })).rejects.toThrow(
      /fallback of \+91 80/,
    );
    await expect(pairOwnedNumbers(ctx, { rentalId: primary.id, fallbackRentalId: third.id })).rejects.toThrow(
      'already on',
    );
  });

  it("refuses unknown numbers, another account's and a suspended compliance application", async () => {
    const { ctx, compliance, primary, fallback } = await twoNumbers();
    const foreign = await rentNumber((await createRenter()).ctx, india, { carrier: india.carrierB });
    const pair = (fallbackRentalId: string) => pairOwnedNumbers(ctx, { rentalId: primary.id, fallbackRentalId });
    await expect(pair(createId('num'))).rejects.toMatchObject({ code: 'not_found', field: 'fallbackRentalId' });
    await expect(pair(foreign.id)).rejects.toMatchObject({ code: 'not_found', field: 'fallbackRentalId' });
    await expect(pair('num_../../x')).rejects.toMatchObject({ code: 'invalid_input' });
    await db.complianceApplication.update({ where: { id: compliance.id }, data: { status: 'suspended' } });
    await expect(pair(fallback.id)).rejects.toMatchObject({ code: 'compliance_required' });
    expect(await db.haPair.count({ where: { primaryRentalId: primary.id } })).toBe(0);
  });
});
