import { beforeAll, describe, expect, it } from 'vitest';
import { updateAlertRules } from '@/lib/alerts/update-rules';
import { db } from '@/lib/db';
import { createAccount, micros, testContext } from '@/lib/testing/factories';
import { createPair, createRental } from '@/lib/testing/factories-rentals';
import { createIndia, type IndiaFixture } from '@/lib/testing/factories-stock';
import { remindRenewals } from './remind-renewals';

let india: IndiaFixture;

beforeAll(async () => {
  india = await createIndia();
});

/** A pair whose rent, 590 with tax, falls due on 20 March 2026, and what is left of the balance. */
async function accountWithPair(available: number) {
  const account = await createAccount({ balance: 590 + available });
  const stock = { account, area: india.bengaluru, ratePlan: india.ratePlan, activeOn: '2026-02-20' };
  const primary = await createRental({ ...stock, carrier: india.carrierA });
  const fallback = await createRental({ ...stock, carrier: india.carrierB });
  await createPair(primary, fallback);
  return account;
}

const told = (accountId: string) =>
  db.alert.findMany({ where: { accountId, kind: { in: ['rent_short', 'rent_ahead'] } }, orderBy: { id: 'asc' } });

describe('before a rent day', () => {
  it('tells five days ahead, once, how much is missing and what follows', async () => {
    const account = await accountWithPair(100);
    // 23:00 on 14 March in India, then 00:30 on the 15th.
    await remindRenewals(new Date('2026-03-14T17:30:00Z'));
    expect(await told(account.id)).toEqual([]);
    await remindRenewals(new Date('2026-03-14T19:00:00Z'));
    await remindRenewals(new Date('2026-03-16T19:00:00Z'));
    expect(await told(account.id)).toMatchObject([
      {
        kind: 'rent_short',
        inApp: true,
        sentence:
          'Rent of ₹590.00 for 2 numbers, 1 of them a fallback, is due on 20 Mar 2026, and the available balance of ₹100.00 does not cover it: ₹490.00 is missing. Numbers are paid before their fallback numbers. What stays unpaid for 7 days after its day is released.',
        data: { Amount: '590.000000', DueDay: '2026-03-20' },
      },
    ]);
  });

  it('says nothing while the balance covers it, unless the account wants to know', async () => {
    const [quiet, curious] = [await accountWithPair(590), await accountWithPair(590)];
    await updateAlertRules(testContext(curious, 'owner'), {
      rules: [
        { kind: 'rent_ahead', inApp: true, webhooks: false },
        { kind: 'rent_short', inApp: true, webhooks: true },
      ],
      thresholds: '100',
      daysAhead: '2',
    });
    await remindRenewals(new Date('2026-03-17T06:00:00Z'));
    expect(await told(curious.id)).toEqual([]);
    await remindRenewals(new Date('2026-03-18T06:00:00Z'));
    expect(await told(quiet.id)).toEqual([]);
    expect(await told(curious.id)).toMatchObject([{ kind: 'rent_ahead', subject: 'rent 2026-03-20' }]);
  });

  it('counts what falls due before that day, and tells the first uncovered day only', async () => {
    const account = await accountWithPair(600);
    const later = { account, area: india.bengaluru, ratePlan: india.ratePlan, carrier: india.carrierA };
    await db.account.update({ where: { id: account.id }, data: { balanceMicros: { increment: micros(590) } } });
    await createRental({ ...later, activeOn: '2026-02-21' });
    await createRental({ ...later, activeOn: '2026-02-22' });
    await remindRenewals(new Date('2026-03-18T06:00:00Z'));
    expect(await told(account.id)).toMatchObject([
      {
        subject: 'rent 2026-03-21',
        sentence: expect.stringContaining('does not cover all ₹885.00 that fall due until then: ₹285.00'),
      },
    ]);
  });
});
