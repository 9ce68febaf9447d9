import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOwner } from '@/lib/accounts';
import { authorize } from '@/lib/auth';
import { closeRateLimits } from '@/lib/auth/rate-limit';
import { db } from '@/lib/db';
import { createClock } from '@/lib/testing/clock';
import { testContext } from '@/lib/testing/factories';
import { authenticateApi } from './authenticate-api';
import { createKey } from './create-key';
import { getCredentials, listKeys } from './queries';
import { revokeKey } from './revoke-key';
import { revealAuthToken, revokePreviousToken, rotateAuthToken } from './rotate-token';

const PASSWORD = 'correct horse battery';
const ADDRESS = '10.3.0.1';
const HOUR_MS = 3_600_000;
const WRONG = { code: 'unauthenticated', message: 'The Auth ID or the Auth Token is wrong.' };
const KEY = { name: 'Dialler', scopes: ['numbers:read', 'calls:place'], lifetime: '30 days' };
let people = 0;
let foreign: Awaited<ReturnType<typeof owner>>;

beforeAll(async () => {
  foreign = await owner();
});
afterAll(closeRateLimits);

async function owner() {
  people += 1;
  const made = await createOwner({
    ...{ name: 'Asha Rao', email: `keys${people}@example.test`, password: PASSWORD, accountName: 'Kaveri' },
    ...{ currency: 'USD', timeZone: 'UTC' },
  });
  const clock = createClock(new Date());
  const account = { id: made.accountId, userId: made.userId };
  const call = (secret: string, authId = made.authId) => authenticateApi({ authId, secret }, clock.now);
  return { ...made, account, clock, ctx: testContext(account, 'owner', { clock }), call };
}

describe('an API key', () => {
  it('is shown once, kept as a hash, and acts for its account within its scopes', async () => {
    const { ctx, call, accountId } = await owner();
    const { secret, keyId } = await createKey(ctx, KEY);
    expect(secret).toMatch(/^tlk_[\w-]{40}$/);
    const [row] = await db.$queryRaw<
      { text: string }[]
    >`SELECT api_keys::text AS text FROM api_keys WHERE id = ${keyId}`;
    expect(row?.text).not.toContain(secret);
    expect(await listKeys(ctx)).toMatchObject([
      { id: keyId, name: 'Dialler', prefix: secret.slice(0, 10), state: 'active', lastUsedAt: null },
    ]);
    const api = await call(secret);
    expect(api).toMatchObject({ accountId, actor: { type: 'key', keyId, scopes: ['numbers:read', 'calls:place'] } });
    expect(() => authorize(api, 'calls.place')).not.toThrow();
    expect(() => authorize(api, 'numbers.buy')).toThrow('It needs the scope numbers:write.');
    expect(() => authorize(api, 'team.manage')).toThrow('No scope allows it.');
    expect((await listKeys(ctx))[0]?.lastUsedAt).not.toBeNull();
  });

  it('ends when it is revoked, and when its time is over', async () => {
    const { ctx, call, clock } = await owner();
    const [first, second, third] = [
      await createKey(ctx, KEY),
      await createKey(ctx, KEY),
      await createKey(ctx, { ...KEY, lifetime: 'no end' }),
    ];
    await revokeKey(ctx, { keyId: first.keyId });
    await expect(call(first.secret)).rejects.toMatchObject(WRONG);
    await expect(revokeKey(ctx, { keyId: first.keyId })).rejects.toMatchObject({ code: 'not_found' });
    clock.advance(30 * 24 * HOUR_MS);
    await expect(call(second.secret)).rejects.toMatchObject(WRONG);
    await expect(call(third.secret)).resolves.toBeDefined();
    expect((await listKeys(ctx)).map(({ state }) => state).sort()).toEqual(['active', 'expired', 'revoked']);
  });

  it('is nothing with another account’s Auth ID, and of no use to it', async () => {
    const { ctx, call } = await owner();
    const { secret, keyId } = await createKey(ctx, KEY);
    await expect(call(secret, foreign.authId)).rejects.toMatchObject(WRONG);
    await expect(revokeKey(foreign.ctx, { keyId })).rejects.toMatchObject({ code: 'not_found' });
    expect(await listKeys(foreign.ctx)).toEqual([]);
    await expect(call(secret)).resolves.toBeDefined();
  });

  it('cannot be given what its maker may not do', async () => {
    const { account } = await owner();
    const developer = testContext(account, 'developer');
    await expect(createKey(developer, { ...KEY, scopes: ['billing:read'] })).rejects.toMatchObject({
      code: 'forbidden',
      message: 'You may not give the scope billing:read: your role does not have it.',
    });
    await expect(createKey(developer, KEY)).resolves.toBeDefined();
  });

  it.each([
    [{ ...KEY, name: '' }, 'name'],
    [{ ...KEY, scopes: [] }, 'scopes'],
    [{ ...KEY, scopes: ['everything'] }, 'scopes.0'],
    [{ ...KEY, lifetime: 'for ever' }, 'lifetime'],
  ])('is refused for %j', async (input, field) => {
    await expect(createKey(foreign.ctx, input)).rejects.toMatchObject({ code: 'invalid_input', field });
  });
});

describe('the auth token', () => {
  it('opens the account with every scope, and nothing else does', async () => {
    const { authId, authToken, call, accountId } = await owner();
    expect(await call(authToken)).toMatchObject({ accountId, actor: { keyId: 'auth token' } });
    for (const secret of ['', 'x', authToken.slice(1), `${authToken} `, 'x'.repeat(10_000), '\u0000'])
      await expect(call(secret)).rejects.toMatchObject(WRONG);
    for (const id of ['', 'MA', authId.toLowerCase(), `${authId}%`, foreign.authId])
      await expect(call(authToken, id)).rejects.toMatchObject(WRONG);
  });

  it('is shown to who gives the password, and that is noted', async () => {
    const { ctx, authToken, accountId } = await owner();
    await expect(revealAuthToken(ctx, { password: 'not it' }, ADDRESS)).rejects.toMatchObject({ field: 'password' });
    expect(await revealAuthToken(ctx, { password: PASSWORD }, ADDRESS)).toEqual({ authToken });
    expect(await db.auditEvent.count({ where: { accountId, action: 'credentials.reveal' } })).toBe(1);
    const developer = { ...ctx, actor: { ...ctx.actor, role: 'developer' } } as typeof ctx;
    await expect(revealAuthToken(developer, { password: PASSWORD }, ADDRESS)).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('works for the chosen hours after its rotation, and not a moment longer', async () => {
    const { ctx, authToken: old, call, clock } = await owner();
    const { authToken } = await rotateAuthToken(ctx, { password: PASSWORD, overlapHours: 2 }, ADDRESS);
    expect((await getCredentials(ctx)).previousEndsAt).toEqual(new Date(clock.now().getTime() + 2 * HOUR_MS));
    clock.advance(2 * HOUR_MS - 1);
    await expect(call(old)).resolves.toBeDefined();
    clock.advance(1);
    await expect(call(old)).rejects.toMatchObject(WRONG);
    await expect(call(authToken)).resolves.toBeDefined();
    expect((await getCredentials(ctx)).previousEndsAt).toBeNull();
  });

  it('stops at once when the overlap is ended, is none, or is of an earlier rotation', async () => {
    const { ctx, authToken: first, call } = await owner();
    const rotate = (overlapHours: number) => rotateAuthToken(ctx, { password: PASSWORD, overlapHours }, ADDRESS);
    const second = (await rotate(72)).authToken;
    await revokePreviousToken(ctx);
    await expect(call(first)).rejects.toMatchObject(WRONG);
    await expect(revokePreviousToken(ctx)).rejects.toMatchObject({ code: 'conflict' });
    const third = (await rotate(0)).authToken;
    await expect(call(second)).rejects.toMatchObject(WRONG);
    const fourth = (await rotate(1)).authToken;
    await rotate(1);
    await expect(call(third)).rejects.toMatchObject(WRONG);
    await expect(call(fourth)).resolves.toBeDefined();
  });

  it.each([-1, 73, 1.5, 'soon', Number.NaN])('keeps no old one for %j hours', async (overlapHours) => {
    const refused = rotateAuthToken(foreign.ctx, { password: PASSWORD, overlapHours }, ADDRESS);
    await expect(refused).rejects.toMatchObject({
      field: 'overlapHours',
      message: 'Give a whole number of hours from 0 to 72.',
    });
  });
});
