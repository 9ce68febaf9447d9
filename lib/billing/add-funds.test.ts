import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db';
import { releaseUnpaid } from '@/lib/provisioning';
import { createClock } from '@/lib/testing/clock';
import { createAccount, micros, testContext } from '@/lib/testing/factories';
import { createRental } from '@/lib/testing/factories-rentals';
import { createIndia, type IndiaFixture } from '@/lib/testing/factories-stock';
import { addFunds } from './add-funds';
import { renewRentals } from './renew-rentals';

let india: IndiaFixture;
let keys = 0;
const key = () => `form-${String(++keys).padStart(8, '0')}`;

beforeAll(async () => {
  india = await createIndia();
});

const topUpsOf = (accountId: string) =>
  db.ledgerEntry.findMany({ where: { accountId, kind: 'top_up', description: 'Funds added' } });
async function balanceOf(accountId: string) {
  return (await db.account.findUniqueOrThrow({ where: { id: accountId } })).balanceMicros;
}

describe('adding funds', () => {
  it('raises the balance, writes the ledger and an audit row', async () => {
    const account = await createAccount({ isDemo: true });
    const added = await addFunds(testContext(account, 'finance'), { amount: '1,00,000.50', idempotencyKey: key() });
    expect(added).toEqual({ currency: 'INR', amountMicros: micros(100_000.5), recoveredCount: 0 });
    expect(await balanceOf(account.id)).toBe(micros(125_000.5));
    const [entry] = await topUpsOf(account.id);
    expect(entry).toMatchObject({ amountMicros: micros(100_000.5), balanceAfterMicros: micros(125_000.5) });
    const audit = await db.auditEvent.findFirstOrThrow({
      where: { accountId: account.id, action: 'billing.add_funds' },
    });
    expect(audit).toMatchObject({
      actorId: account.userId,
      before: { balanceMicros: '25000000000' },
      after: { balanceMicros: '125000500000' },
    });
  });

  it('is one top-up under one key, pressed twice or at the same moment', async () => {
    const account = await createAccount({ isDemo: true });
    const ctx = testContext(account);
    const input = { amount: '500', idempotencyKey: key() };
    await Promise.all(Array.from({ length: 8 }, () => addFunds(ctx, input)));
    await addFunds(ctx, input);
    expect(await topUpsOf(account.id)).toHaveLength(1);
    expect(await balanceOf(account.id)).toBe(micros(25_500));
    await expect(addFunds(ctx, { ...input, amount: '501' })).rejects.toMatchObject({
      code: 'conflict',
      message: 'This form already added ₹500.00; open it again to add more.',
    });
    // The same key of another account is another top-up.
    const other = await createAccount({ isDemo: true });
    await addFunds(testContext(other), input);
    expect(await balanceOf(other.id)).toBe(micros(25_500));
  });

  it('is for demo accounts and the operator, and for roles that may', async () => {
    const demo = await createAccount({ isDemo: true });
    const real = await createAccount();
    const input = { amount: '500', idempotencyKey: key() };
    for (const role of ['developer', 'support'] as const) {
      await expect(addFunds(testContext(demo, role), input)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(addFunds(testContext(real, role, { isOperator: true }), input)).rejects.toMatchObject({
        code: 'forbidden',
      });
    }
    await expect(addFunds(testContext(real, 'owner'), input)).rejects.toMatchObject({
      code: 'forbidden',
      message: 'Funds are added by the operator of this installation; ask them.',
    });
    expect(await balanceOf(real.id)).toBe(micros(25_000));
    await addFunds(testContext(real, 'owner', { isOperator: true }), input);
    expect(await balanceOf(real.id)).toBe(micros(25_500));
  });

  it('refuses what is not an amount or too much, and changes nothing', async () => {
    const rupees = await createAccount({ isDemo: true });
    const dollars = await createAccount({ isDemo: true, currency: 'USD', balance: 10 });
    const refuse = (account: typeof rupees, amount: string) =>
      addFunds(testContext(account), { amount, idempotencyKey: key() }).catch((error: unknown) => error);
    expect(await refuse(rupees, '10,00,000.01')).toMatchObject({
      code: 'invalid_input',
      field: 'amount',
      message: 'Amount may be at most ₹10,00,000.00 at a time.',
    });
    expect(await refuse(dollars, '10000.01')).toMatchObject({ message: 'Amount may be at most $10,000.00 at a time.' });
    expect(await refuse(rupees, '-5')).toMatchObject({ code: 'invalid_input', field: 'amount' });
    expect([await balanceOf(rupees.id), await balanceOf(dollars.id)]).toEqual([micros(25_000), micros(10)]);
    expect(await db.auditEvent.count({ where: { accountId: { in: [rupees.id, dollars.id] } } })).toBe(0);
  });

  it('pays past-due rent at once, as far as the money goes', async () => {
    const account = await createAccount({ isDemo: true, balance: 590 });
    const clock = createClock('2026-02-15T12:00:00Z');
    const stock = { account, carrier: india.carrierA, area: india.bengaluru, ratePlan: india.ratePlan };
    const rentals = [await createRental(stock), await createRental(stock)];
    await renewRentals(clock.now(), releaseUnpaid);
    const statuses = async () =>
      (await db.rental.findMany({ where: { id: { in: rentals.map(({ id }) => id) } }, orderBy: { id: 'asc' } })).map(
        ({ status }) => status,
      );
    expect(await statuses()).toEqual(['past_due', 'past_due']);
    clock.advance(86_400_000);
    const ctx = testContext(account, 'owner', { clock });
    expect((await addFunds(ctx, { amount: '300', idempotencyKey: key() })).recoveredCount).toBe(1);
    expect((await statuses()).sort()).toEqual(['active', 'past_due']);
    expect((await addFunds(ctx, { amount: '290', idempotencyKey: key() })).recoveredCount).toBe(1);
    expect(await statuses()).toEqual(['active', 'active']);
    expect(await balanceOf(account.id)).toBe(0n);
  });

  it('never releases, even when the grace days are over', async () => {
    const account = await createAccount({ isDemo: true, balance: 295 });
    const clock = createClock('2026-02-15T12:00:00Z');
    const rental = await createRental({
      account,
      carrier: india.carrierA,
      area: india.bengaluru,
      ratePlan: india.ratePlan,
    });
    await renewRentals(clock.now(), releaseUnpaid);
    clock.advance(8 * 86_400_000);
    await addFunds(testContext(account, 'owner', { clock }), { amount: '1', idempotencyKey: key() });
    expect((await db.rental.findUniqueOrThrow({ where: { id: rental.id } })).status).toBe('past_due');
  });
});
