import { expect, it } from 'vitest';
import { postEntries } from '@/lib/billing';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';
import { createAccount, micros, testContext } from '@/lib/testing/factories';
import { checkBalances } from './check-balances';
import { updateAlertRules } from './update-rules';

async function move(account: Awaited<ReturnType<typeof createAccount>>, units: number): Promise<void> {
  const entry = {
    kind: 'adjustment' as const,
    amountMicros: micros(units),
    description: 'Moved by a test',
    uniqueKey: createId('req'),
  };
  await db.$transaction((tx) => postEntries(tx, account.id, [entry]));
}

const look = () => checkBalances(new Date('2026-03-01T10:00:00Z'));
async function sentencesOf(account: { id: string }) {
  const alerts = await db.alert.findMany({ where: { accountId: account.id }, orderBy: { id: 'asc' } });
  return alerts.map(({ sentence }) => sentence.split('. ')[0]);
}

it('tells each threshold once when the balance falls below it, and again only after it was above', async () => {
  const account = await createAccount({ balance: 1_000 });
  await look();
  expect(await sentencesOf(account)).toEqual([]);
  await move(account, -760);
  await look();
  await look();
  expect(await sentencesOf(account)).toEqual(['The available balance is ₹240.00, below ₹250.00']);
  await move(account, -40);
  await look();
  expect(await sentencesOf(account)).toHaveLength(1);
  // Past two thresholds at once: the lower one is told.
  await move(account, -195);
  await look();
  expect((await sentencesOf(account)).at(-1)).toBe('The available balance is ₹5.00, below ₹10.00');
  await move(account, 100);
  await look();
  expect(await sentencesOf(account)).toHaveLength(2);
  await move(account, -100);
  await look();
  await move(account, 1_000);
  await look();
  await move(account, -800);
  await look();
  expect((await sentencesOf(account)).slice(2)).toEqual([
    'The available balance is ₹5.00, below ₹10.00',
    'The available balance is ₹205.00, below ₹250.00',
  ]);
});

it('is told once by two workers that look at the same time', async () => {
  const account = await createAccount({ balance: 300, currency: 'USD' });
  await look();
  await move(account, -100);
  await Promise.all([look(), look(), look()]);
  expect(await sentencesOf(account)).toEqual(['The available balance is $200.00, below $250.00']);
});

it('counts money on hold as gone, and leaves a new account without money alone', async () => {
  const [held, empty] = [await createAccount({ balance: 300 }), await createAccount({ balance: 0 })];
  await look();
  await db.account.update({ where: { id: held.id }, data: { heldMicros: micros(100) } });
  await look();
  expect(await sentencesOf(held)).toEqual(['The available balance is ₹200.00, below ₹250.00']);
  expect(await sentencesOf(empty)).toEqual([]);
});

it('follows the amounts the account chose', async () => {
  const account = await createAccount({ balance: 5_000 });
  await look();
  await updateAlertRules(testContext(account), {
    rules: [{ kind: 'low_balance', inApp: true, webhooks: true }],
    thresholds: '1000, 6000.50',
  });
  await look();
  expect(await sentencesOf(account)).toEqual(['The available balance is ₹5,000.00, below ₹6,000.50']);
});
