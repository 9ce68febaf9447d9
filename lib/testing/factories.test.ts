import { isValidPhoneNumber } from 'libphonenumber-js/max';
import { expect, test } from 'vitest';
import { db } from '@/lib/db';
import { createClock } from './clock';
import { createAccount, createApplication, createCompliance, micros, testContext } from './factories';
import { createIndia, createStock } from './factories-stock';

test('generated India stock is valid for its area and does not repeat', async () => {
  const { carrierA, carrierB, bengaluru, mysuru, mumbai, ratePlan } = await createIndia();
  const numbers = [
    ...(await createStock({ carrier: carrierA, area: bengaluru, ratePlan, count: 20 })),
    ...(await createStock({ carrier: carrierB, area: bengaluru, ratePlan, count: 20 })),
    ...(await createStock({ carrier: carrierA, area: mysuru, ratePlan, count: 20 })),
    ...(await createStock({ carrier: carrierA, area: mumbai, ratePlan, count: 20 })),
  ];
  expect(new Set(numbers).size).toBe(80);
  expect(numbers.filter((number) => !isValidPhoneNumber(`+${number}`))).toEqual([]);
  expect(numbers[0]).toMatch(/^9180/);
});

test('an account starts with a balance its ledger explains', async () => {
  const account = await createAccount({ balance: 1_234.5 });
  await createApplication(account);
  await createCompliance(account);
  const row = await db.account.findUniqueOrThrow({ where: { id: account.id } });
  const ledger = await db.ledgerEntry.aggregate({ where: { accountId: account.id }, _sum: { amountMicros: true } });
  expect(row.balanceMicros).toBe(micros(1_234.5));
  expect(ledger._sum.amountMicros).toBe(row.balanceMicros);
  expect(await db.membership.count({ where: { accountId: account.id, role: 'owner' } })).toBe(1);
});

test('the clock of a context moves only when told', async () => {
  const clock = createClock('2026-01-31T00:00:00Z');
  const ctx = testContext(await createAccount(), 'finance', { clock });
  clock.advance(86_400_000);
  expect(ctx.now().toISOString()).toBe('2026-02-01T00:00:00.000Z');
  expect(ctx.actor).toMatchObject({ type: 'user', role: 'finance', isOperator: false });
});
