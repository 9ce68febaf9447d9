import { describe, expect, it, vi } from 'vitest';
import { db } from '@/lib/db';
import { createAccount, micros, testContext } from '@/lib/testing/factories';
import { addFundsAction } from './actions';

const session = vi.hoisted(() => ({ require: vi.fn() }));
vi.mock('@/lib/auth', async (original) => ({
  ...(await original<typeof import('@/lib/auth')>()),
  requireSession: session.require,
}));
// Works within Next's request only.
vi.mock('next/cache', () => ({ revalidatePath: vi.fn() }));

async function signIn(isDemo = true) {
  const account = await createAccount({ isDemo });
  session.require.mockResolvedValue({ ctx: testContext(account) });
  return account;
}

async function balanceOf(account: { id: string }) {
  return (await db.account.findUniqueOrThrow({ where: { id: account.id } })).balanceMicros;
}

describe('the add-funds action', () => {
  it('adds once, however often the form is sent', async () => {
    const account = await signIn();
    const input = { amount: '250.50', idempotencyKey: 'action-00000001' };
    const [first, second] = [await addFundsAction(input), await addFundsAction(input)];
    expect(first.data).toEqual({ currency: 'INR', amountMicros: micros(250.5), recoveredCount: 0 });
    expect(second.data).toEqual(first.data);
    expect(await balanceOf(account)).toBe(micros(25_250.5));
  });

  it('answers anything malformed with one sentence about its field, and changes nothing', async () => {
    const account = await signIn();
    const amounts: unknown[] = ["1'; DROP TABLE accounts", '9'.repeat(10_000), '-1', null, { $gt: 0 }, ['5'], 5];
    for (const amount of amounts) {
      // What a forged request may hold is not what the types allow.
      const forged = { amount, idempotencyKey: 'action-00000002' } as { amount: string; idempotencyKey: string };
      const { serverError, data } = await addFundsAction(forged);
      expect(data).toBeUndefined();
      expect(serverError).toMatchObject({ code: 'invalid_input', field: 'amount' });
      expect(serverError?.message).toBe('Amount must be a number such as 5000 or 250.50.');
    }
    expect(await balanceOf(account)).toBe(micros(25_000));
  });

  it('tells who adds funds where the caller does not', async () => {
    const account = await signIn(false);
    const { serverError } = await addFundsAction({ amount: '5', idempotencyKey: 'action-00000003' });
    expect(serverError).toMatchObject({
      code: 'forbidden',
      message: 'Funds are added by the operator of this installation; ask them.',
    });
    expect(await balanceOf(account)).toBe(micros(25_000));
  });
});
