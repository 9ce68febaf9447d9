import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createOwner, decryptAuthToken, hashAuthToken } from '@/lib/accounts';
import { createAuthId, createAuthToken, encryptAuthToken } from '@/lib/accounts/encrypt-auth-token';
import { db } from '@/lib/db';

const OWNER = {
  name: 'Asha Rao',
  email: 'asha@example.test',
  password: 'correct horse battery',
  accountName: 'Kaveri Logistics',
  currency: 'INR',
  timeZone: 'Asia/Kolkata',
} as const;

describe('createOwner', () => {
  it('makes user, account and membership with audit rows and no secrets in them', async () => {
    const made = await createOwner(OWNER, { isDemo: true });
    const account = await db.account.findUniqueOrThrow({
      where: { id: made.accountId },
      include: { memberships: { include: { user: true } } },
      omit: { authTokenHash: false, authTokenEncrypted: false },
    });
    expect(account).toMatchObject({
      name: 'Kaveri Logistics',
      currency: 'INR',
      timeZone: 'Asia/Kolkata',
      isDemo: true,
    });
    expect(account).toMatchObject({ balanceMicros: 0n, authId: made.authId });
    expect(account.memberships).toMatchObject([{ role: 'owner', user: { id: made.userId, isOperator: true } }]);
    expect(decryptAuthToken(made.accountId, account.authTokenEncrypted)).toBe(made.authToken);
    expect(Buffer.from(account.authTokenHash)).toEqual(createHash('sha256').update(made.authToken).digest());
    const audit = await db.auditEvent.findMany({ where: { accountId: made.accountId }, orderBy: { id: 'asc' } });
    expect(audit.map(({ action }) => action)).toEqual(['account.create', 'user.create']);
    const rows = JSON.stringify(audit, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
    expect(rows).not.toContain(made.authToken);
    expect(rows).not.toMatch(/argon2|password/i);
  });

  it('refuses an e-mail address that is taken and leaves no account behind', async () => {
    const before = await db.account.count();
    await expect(createOwner(OWNER)).rejects.toMatchObject({ code: 'conflict', field: 'email' });
    expect(await db.account.count()).toBe(before);
  });
});

describe('API credentials', () => {
  it('have the documented shapes and are random', () => {
    const ids = new Set(Array.from({ length: 500 }, createAuthId));
    const tokens = new Set(Array.from({ length: 500 }, createAuthToken));
    expect(ids.size + tokens.size).toBe(1000);
    for (const id of ids) expect(id).toMatch(/^MA[A-Z0-9]{18}$/);
    for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9]{40}$/);
  });

  it('are sealed anew each time, for one account, and notice every change', () => {
    const token = createAuthToken();
    const sealed = encryptAuthToken('acc_1', token);
    expect(Buffer.from(sealed).equals(Buffer.from(encryptAuthToken('acc_1', token)))).toBe(false);
    expect(Buffer.from(sealed).includes(token)).toBe(false);
    expect(decryptAuthToken('acc_1', sealed)).toBe(token);
    expect(() => decryptAuthToken('acc_2', sealed)).toThrow();
    for (const [at, byte] of sealed.entries()) {
      const changed = sealed.slice();
      changed[at] = byte ^ 1;
      expect(() => decryptAuthToken('acc_1', changed), `byte ${at}`).toThrow();
    }
    expect(() => decryptAuthToken('acc_1', sealed.slice(0, 20))).toThrow();
    expect(() => decryptAuthToken('acc_1', new Uint8Array())).toThrow();
    expect(hashAuthToken(token)).toHaveLength(32);
  });
});
