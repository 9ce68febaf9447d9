import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db';
import { purchaseNumber, releaseUnpaid } from '@/lib/provisioning';
import { createClock } from '@/lib/testing/clock';
import { createAccount, createCompliance, micros, testContext } from '@/lib/testing/factories';
import { createPair, createRental } from '@/lib/testing/factories-rentals';
import { createIndia, createStock, type IndiaFixture } from '@/lib/testing/factories-stock';
import { getBillingOverview } from './queries-overview';
import { renewRentals } from './renew-rentals';

let india: IndiaFixture;

beforeAll(async () => {
  india = await createIndia();
});

async function accountWithPair(balance: number) {
  const account = await createAccount({ balance });
  const stock = { account, area: india.bengaluru, ratePlan: india.ratePlan };
  const single = await createRental({ ...stock, carrier: india.carrierC, activeOn: '2026-01-10', monthly: 100 });
  const fallback = await createRental({ ...stock, carrier: india.carrierB });
  const primary = await createRental({ ...stock, carrier: india.carrierA });
  await createPair(primary, fallback);
  return { account, single, primary, fallback };
}

describe('the billing overview', () => {
  it('says what each month costs, the share of high availability and the tax apart', async () => {
    const { account } = await accountWithPair(10_000);
    const overview = await getBillingOverview(testContext(account));
    const paid = 118 + 295 + 295;
    expect(overview).toMatchObject({
      balanceMicros: micros(10_000 - paid),
      heldMicros: 0n,
      availableMicros: micros(10_000 - paid),
    });
    expect(overview.monthly).toEqual({
      count: 3,
      numbersMicros: micros(350),
      fallbackCount: 1,
      fallbackMicros: micros(250),
      taxMicros: micros(108),
      totalMicros: micros(708),
    });
  });

  it('lists the coming renewals in the order they are collected', async () => {
    const { account, single, primary, fallback } = await accountWithPair(10_000);
    const { renewals, renewalCount } = await getBillingOverview(testContext(account));
    expect(renewals.map(({ rentalId, day, role, amountMicros }) => [rentalId, day, role, amountMicros])).toEqual([
      [single.id, '2026-02-10', 'single', micros(118)],
      [primary.id, '2026-02-15', 'primary', micros(295)],
      [fallback.id, '2026-02-15', 'fallback', micros(295)],
    ]);
    expect(renewalCount).toBe(3);
    expect(renewals[1]?.display).toMatch(/^\+91 80 \d{4} \d{4}$/);
  });

  it('tells what is past due, how much and until when it can be saved', async () => {
    const { account } = await accountWithPair(708 + 118);
    await renewRentals(new Date('2026-02-16T12:00:00Z'), releaseUnpaid);
    const clock = createClock('2026-02-18T12:00:00Z');
    const { pastDue, renewals } = await getBillingOverview(testContext(account, 'finance', { clock }));
    expect(pastDue).toEqual({ count: 2, amountMicros: micros(590), releaseDay: '2026-02-23' });
    expect(renewals.map(({ isPastDue }) => isPastDue)).toEqual([true, true, false]);
    await db.rental.updateMany({ where: { accountId: account.id }, data: { status: 'released' } });
  });

  it('shows the holds of numbers being set up', async () => {
    const account = await createAccount();
    await createCompliance(account);
    const [number = ''] = await createStock({
      carrier: india.carrierA,
      area: india.bengaluru,
      ratePlan: india.ratePlan,
    });
    const bought = await purchaseNumber(testContext(account), { number, idempotencyKey: 'overview-hold' });
    const { holds, heldMicros, renewals } = await getBillingOverview(testContext(account));
    expect(holds).toMatchObject([{ rentalId: bought.rentalId, number, amountMicros: micros(295) }]);
    expect([heldMicros, renewals]).toEqual([micros(295), []]);
  });

  it('is empty for a new account, untaxed in dollars, and not for every role', async () => {
    const account = await createAccount({ currency: 'USD', balance: 0 });
    expect(await getBillingOverview(testContext(account))).toMatchObject({
      taxBasisPoints: 0,
      pastDue: null,
      renewals: [],
      holds: [],
      monthly: { count: 0, totalMicros: 0n, taxMicros: 0n },
    });
    await expect(getBillingOverview(testContext(account, 'support'))).rejects.toMatchObject({ code: 'forbidden' });
  });
});
