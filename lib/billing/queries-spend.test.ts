import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db';
import { createClock } from '@/lib/testing/clock';
import { createAccount, micros, testContext } from '@/lib/testing/factories';
import { createRental } from '@/lib/testing/factories-rentals';
import { createIndia, type IndiaFixture } from '@/lib/testing/factories-stock';
import { getMonthSpend } from './queries-spend';

let india: IndiaFixture;

beforeAll(async () => {
  india = await createIndia();
});

type Entry = readonly [kind: 'call' | 'top_up' | 'adjustment', at: string, amount: number];

/** An account whose ledger was written at those moments. */
async function accountWith(entries: readonly Entry[]) {
  const account = await createAccount({ balance: 0 });
  let balance = 0;
  for (const [kind, at, amount] of entries) {
    balance += amount;
    await db.ledgerEntry.create({
      data: {
        ...{ accountId: account.id, kind, description: kind, uniqueKey: `${kind}:${account.id}:${at}` },
        ...{ amountMicros: micros(amount), balanceAfterMicros: micros(balance), createdAt: new Date(at) },
      },
    });
  }
  const data = { balanceMicros: micros(balance), createdAt: new Date('2031-01-01T00:00:00Z') };
  await db.account.update({ where: { id: account.id }, data });
  return account;
}

describe('what a month costs', () => {
  it('counts what was taken in the account’s own month, and neither money added nor corrections', async () => {
    const account = await accountWith([
      ['top_up', '2031-02-10T10:00:00Z', 1_000],
      // 23:59 on 28 February in India, and one minute into March.
      ['call', '2031-02-28T18:29:00Z', -7],
      ['call', '2031-02-28T18:31:00Z', -40],
      ['top_up', '2031-03-05T10:00:00Z', 500],
      ['adjustment', '2031-03-06T10:00:00Z', 15],
      ['call', '2031-03-10T10:00:00Z', -60],
    ]);
    const clock = createClock('2031-03-11T18:30:00Z');
    const spend = await getMonthSpend(testContext(account, 'owner', { clock }));
    expect(spend).toMatchObject({ currency: 'INR', spentMicros: micros(100), callMicros: micros(100), rentMicros: 0n });
    // Eleven days cost 100, twenty are left.
    expect(spend.forecastMicros).toBe(micros(100) + (micros(100) * 20n) / 11n);
  });

  it('adds the rent that falls due until the month ends, once for each rental', async () => {
    const account = await createAccount({ balance: 5_000 });
    const stock = { account, area: india.bengaluru, ratePlan: india.ratePlan };
    const before = await createRental({ ...stock, carrier: india.carrierA, monthly: 100 });
    const after = await createRental({ ...stock, carrier: india.carrierB, monthly: 300 });
    const now = new Date();
    const clock = createClock(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 15)).toISOString());
    const day = (month: number, date: number) =>
      new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + month, date));
    await db.rental.update({ where: { id: before.id }, data: { paidUntil: day(0, 20) } });
    await db.rental.update({ where: { id: after.id }, data: { paidUntil: day(1, 1) } });
    const spend = await getMonthSpend(testContext(account, 'owner', { clock }));
    const rent = 118 + 354;
    expect(spend).toMatchObject({ spentMicros: micros(rent), rentMicros: micros(rent), callMicros: 0n });
    expect(spend.forecastMicros).toBe(micros(rent + 118));
  });

  it('is not told to who sees no money', async () => {
    const account = await createAccount();
    await expect(getMonthSpend(testContext(account, 'support'))).rejects.toMatchObject({ code: 'forbidden' });
  });
});
