import { beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '@/lib/context';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';
import { type AccountFixture, createAccount, micros, testContext } from '@/lib/testing/factories';
import { addAccountFunds } from './add-account-funds';
import { findAccount, listAccounts } from './queries-accounts';
import { updateLimits } from './update-limits';

let customer: AccountFixture;
let operator: Context;

beforeAll(async () => {
  customer = await createAccount({ name: 'Kaveri 100% Logistics', balance: 100 });
  // An operator's role in their own account does not matter.
  operator = testContext(await createAccount({ name: 'Operations desk' }), 'support', { isOperator: true });
});

const limits = { callsPerSecond: 7, concurrentCalls: 90, reason: 'Festival season' };

describe('the operator', () => {
  it('finds accounts by a part of their name, in which % is a letter like others', async () => {
    const { rows, total } = await listAccounts(operator, { search: '100% log', page: 1 });
    expect([total, rows.map(({ name }) => name)]).toEqual([1, ['Kaveri 100% Logistics']]);
    expect((await listAccounts(operator, { search: '', page: 1 })).total).toBe(2);
    expect((await listAccounts(operator, { search: '%%%', page: 1 })).total).toBe(0);
  });

  it('adds funds once a form, with the reason in the ledger and their name in the audit log of the account', async () => {
    const input = { accountId: customer.id, amount: '2,500', reason: 'NEFT 0042', idempotencyKey: createId('key') };
    await Promise.all([addAccountFunds(operator, input), addAccountFunds(operator, input)]);
    const account = await findAccount(operator, customer.id);
    expect(account).toMatchObject({ balanceMicros: micros(2_600), heldMicros: 0n, members: [{ role: 'owner' }] });
    const entries = await db.ledgerEntry.findMany({ where: { accountId: customer.id, kind: 'top_up' } });
    expect(entries.map(({ description }) => description)).toContain('Funds added: NEFT 0042');
    const audit = await db.auditEvent.findMany({ where: { accountId: customer.id, action: 'billing.add_funds' } });
    expect(audit).toMatchObject([{ actorId: 'userId' in operator.actor ? operator.actor.userId : '' }]);
    await expect(addAccountFunds(operator, { ...input, amount: '9' })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('changes limits, which leaves one audit row, and none when nothing changes', async () => {
    await updateLimits(operator, { accountId: customer.id, ...limits });
    await updateLimits(operator, { accountId: customer.id, ...limits });
    expect(await findAccount(operator, customer.id)).toMatchObject({ callsPerSecond: 7, concurrentCalls: 90 });
    const audit = await db.auditEvent.findMany({ where: { accountId: customer.id, action: 'account.update_limits' } });
    expect(audit).toHaveLength(1);
    expect(audit[0]?.after).toMatchObject({ callsPerSecond: 7, concurrentCalls: 90, reason: 'Festival season' });
  });

  it.each([
    [{ callsPerSecond: 0 }, 'Calls a second must be a whole number from 1 to 1,000.'],
    [{ callsPerSecond: 1.5 }, 'Calls a second must be a whole number from 1 to 1,000.'],
    [{ concurrentCalls: Number.NaN }, 'Calls in progress must be a whole number from 1 to 100,000.'],
    [{ reason: ' x ' }, 'Give a reason of 3 to 300 characters.'],
    [{ accountId: "acc_' OR 1=1" }, 'Account is unknown; choose one from the list.'],
    [{ accountId: createId('acc') }, 'Account is unknown; choose one from the list.'],
  ])('is told what is wrong with %j', async (wrong, sentence) => {
    await expect(updateLimits(operator, { accountId: customer.id, ...limits, ...wrong })).rejects.toThrow(sentence);
  });
});

it('refuses everybody else, owners of the account included', async () => {
  for (const role of ['owner', 'admin', 'developer', 'finance', 'support'] as const) {
    const ctx = testContext(customer, role);
    const funds = { accountId: customer.id, amount: '1', reason: 'mine', idempotencyKey: createId('key') };
    await expect(listAccounts(ctx, { search: '', page: 1 })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(findAccount(ctx, customer.id)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(addAccountFunds(ctx, funds)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(updateLimits(ctx, { accountId: customer.id, ...limits })).rejects.toMatchObject({ code: 'forbidden' });
  }
});
