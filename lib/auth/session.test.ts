import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { encode } from 'next-auth/jwt';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createOwner } from '@/lib/accounts';
import { changePassword } from '@/lib/auth/change-password';
import { closeRateLimits } from '@/lib/auth/rate-limit';
import { resetPassword } from '@/lib/auth/reset-password';
import { requireSession, resolveSession } from '@/lib/auth/session';
import { readSessionToken } from '@/lib/auth/session-token';
import { signIn } from '@/lib/auth/sign-in';
import { signOutEverywhere } from '@/lib/auth/sign-out-everywhere';
import { updateProfile } from '@/lib/auth/update-profile';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { browserAt } from '@/lib/testing/browser';
import { testContext } from '@/lib/testing/factories';

const cookie = vi.hoisted(() => ({ value: undefined as string | undefined }));
vi.mock('next/headers', () => ({
  cookies: async () => ({ get: () => (cookie.value === undefined ? undefined : { value: cookie.value }) }),
  headers: async () => new Headers(),
}));
vi.mock('next/navigation', () => ({
  redirect: (path: string) => {
    throw new Error(`redirect ${path}`);
  },
}));

const PASSWORD = 'correct horse battery';
const ADDRESS = browserAt();
let people = 0;

async function signedIn() {
  people += 1;
  const email = `person${people}@example.test`;
  const owner = await createOwner({
    name: 'Asha Rao',
    email,
    password: PASSWORD,
    accountName: 'Kaveri',
    currency: 'USD',
    timeZone: 'UTC',
  });
  const claims = await signIn({ email, password: PASSWORD }, ADDRESS);
  return { ...owner, email, claims, ctx: testContext({ id: owner.accountId, userId: owner.userId }) };
}

function auditOf(userId: string, action: string) {
  return db.auditEvent.findMany({ where: { entityId: userId, action } });
}

afterAll(closeRateLimits);

describe('before anybody is there', () => {
  it('sends the first visitor to set-up', async () => {
    cookie.value = undefined;
    await expect(requireSession()).rejects.toThrow('redirect /setup');
  });
});

describe('a session', () => {
  it('resolves to user, account, role and the context of verbs', async () => {
    const { userId, accountId, email, claims } = await signedIn();
    const session = await resolveSession(claims);
    expect(session).toMatchObject({
      user: { id: userId, email, name: 'Asha Rao', isOperator: true },
      account: { id: accountId, name: 'Kaveri', currency: 'USD', timeZone: 'UTC', isDemo: false },
      role: 'owner',
      ctx: { accountId, actor: { type: 'user', userId, role: 'owner', isOperator: true } },
    });
    expect(JSON.stringify(session)).not.toMatch(/hash|sessionVersion/i);
  });

  it('dies at once when the person signs out everywhere', async () => {
    const { userId, claims, ctx } = await signedIn();
    await signOutEverywhere(ctx);
    expect(await resolveSession(claims)).toBeNull();
    expect(await auditOf(userId, 'user.sign_out_everywhere')).toHaveLength(1);
  });

  it('dies with its membership and its user', async () => {
    const { userId, claims } = await signedIn();
    await db.membership.deleteMany({ where: { userId } });
    expect(await resolveSession(claims)).toBeNull();
  });

  it('is nobody else: claims with a foreign session id resolve to nothing', async () => {
    const [mine, other] = [await signedIn(), await signedIn()];
    expect(await resolveSession({ ...mine.claims, sessionId: other.claims.sessionId })).toBeNull();
    expect(await resolveSession({ ...mine.claims, userId: other.claims.userId })).toBeNull();
  });

  it('ends with its cookie, after two weeks', async () => {
    const { claims } = await signedIn();
    const where = { id: claims.sessionId };
    await db.userSession.update({ where, data: { createdAt: new Date(Date.now() - 14 * 86_400_000) } });
    expect(await resolveSession(claims)).toBeNull();
  });

  it('notes when it was last seen, every five minutes at most', async () => {
    const { claims } = await signedIn();
    const where = { id: claims.sessionId };
    const longAgo = new Date(Date.now() - 6 * 60_000);
    await db.userSession.update({ where, data: { lastSeenAt: longAgo } });
    await resolveSession(claims);
    const { lastSeenAt } = await db.userSession.findUniqueOrThrow({ where });
    expect(lastSeenAt.getTime()).toBeGreaterThan(longAgo.getTime());
    await resolveSession(claims);
    expect(await db.userSession.findUniqueOrThrow({ where })).toMatchObject({ lastSeenAt });
  });
});

describe('changing the password', () => {
  const next = 'another horse entirely';

  it('ends other sessions and keeps this one', async () => {
    const { userId, email, claims, ctx } = await signedIn();
    const fresh = await changePassword(ctx, { currentPassword: PASSWORD, newPassword: next }, ADDRESS);
    expect(await resolveSession(claims)).toBeNull();
    expect(await resolveSession(fresh)).toMatchObject({ user: { id: userId } });
    await expect(signIn({ email, password: PASSWORD }, ADDRESS)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(signIn({ email, password: next }, ADDRESS)).resolves.toMatchObject({ sessionVersion: 2 });
    const audit = await auditOf(userId, 'user.change_password');
    expect(audit).toMatchObject([{ before: null, after: null }]);
  });

  it.each([
    [{ currentPassword: 'not the password', newPassword: next }, 'currentPassword', 'The current password is wrong.'],
    [
      { currentPassword: PASSWORD, newPassword: 'short' },
      'newPassword',
      'Use at least 12 characters for the password.',
    ],
    [
      { currentPassword: PASSWORD, newPassword: PASSWORD },
      'newPassword',
      'The new password is the current one. Choose another.',
    ],
    [{ newPassword: next }, 'currentPassword', 'Enter your password.'],
  ])('refuses %j and changes nothing', async (input, field, message) => {
    const { claims, ctx } = await signedIn();
    await expect(changePassword(ctx, input, ADDRESS)).rejects.toMatchObject({ code: 'invalid_input', field, message });
    expect(await resolveSession(claims)).not.toBeNull();
  });

  it('limits guesses of the current password', async () => {
    const { ctx } = await signedIn();
    const guess = () =>
      changePassword(ctx, { currentPassword: 'not it', newPassword: next }, browserAt('10.9.9.9')).catch(
        (e: Error) => e,
      );
    for (let i = 0; i < 10; i += 1) await expect(guess()).resolves.toMatchObject({ code: 'invalid_input' });
    await expect(guess()).resolves.toMatchObject({ code: 'rate_limited' });
  });

  it('happens once when submitted twice at a time', async () => {
    const { ctx } = await signedIn();
    const submit = () => changePassword(ctx, { currentPassword: PASSWORD, newPassword: next }, ADDRESS);
    const outcomes = await Promise.allSettled([submit(), submit(), submit()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('resetting a lost password', () => {
  it('sets a generated one, ends all sessions and says so in the history', async () => {
    const { userId, accountId, email, claims } = await signedIn();
    const { password } = await resetPassword(email.toUpperCase());
    expect(password).toMatch(/^([2-9a-zA-Z]{5}-){3}[2-9a-zA-Z]{5}$/);
    expect(await resolveSession(claims)).toBeNull();
    await expect(signIn({ email, password }, ADDRESS)).resolves.toMatchObject({ userId, sessionVersion: 2 });
    const audit = await auditOf(userId, 'user.reset_password');
    expect(audit).toMatchObject([{ accountId, actorType: 'command', actorId: 'user reset-password' }]);
  });

  it('names an address nobody has', async () => {
    await expect(resetPassword('nobody@example.test')).rejects.toMatchObject({
      message: 'There is no user with the e-mail address nobody@example.test.',
    });
    await expect(resetPassword('nonsense')).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

describe('the file of the demo sign-in', () => {
  const file = path.resolve(env().TWINLINE_DATA_DIR, 'demo-credentials.json');
  const read = async () => JSON.parse(await readFile(file, 'utf8'));
  const write = (email: string) => writeFile(file, JSON.stringify({ email, password: PASSWORD, authId: 'MA1' }));

  beforeAll(() => mkdir(path.dirname(file), { recursive: true }));
  afterAll(() => rm(file, { force: true }));

  it('has the password that was reset, and none that only its user knows', async () => {
    const { email, ctx } = await signedIn();
    await write(email);
    const { password } = await resetPassword(email);
    expect(await read()).toEqual({ email, password, authId: 'MA1' });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await changePassword(ctx, { currentPassword: password, newPassword: 'another horse entirely' }, ADDRESS);
    expect(await read()).toEqual({ email, authId: 'MA1' });
  });

  it('stays as it is when another password changes, and is not made', async () => {
    const { email } = await signedIn();
    await write('somebody@example.test');
    await resetPassword(email);
    expect(await read()).toMatchObject({ password: PASSWORD });
    await rm(file);
    await resetPassword(email);
    await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('updating the profile', () => {
  it('changes the name with an audited difference, and writes nothing for the same name', async () => {
    const { userId, ctx } = await signedIn();
    await expect(updateProfile(ctx, { name: ' Asha R. Iyer ' })).resolves.toEqual({
      name: 'Asha R. Iyer',
      timeZone: null,
    });
    await updateProfile(ctx, { name: 'Asha R. Iyer' });
    const audit = await auditOf(userId, 'user.update');
    expect(audit).toMatchObject([{ before: { name: 'Asha Rao' }, after: { name: 'Asha R. Iyer' } }]);
  });

  it.each(['', 'n'.repeat(10_240), 'a\u0000b'])('refuses the name %j', async (name) => {
    const { ctx } = await signedIn();
    await expect(updateProfile(ctx, { name })).rejects.toMatchObject({ code: 'invalid_input', field: 'name' });
  });

  it('is for people only', async () => {
    const { ctx } = await signedIn();
    const job = { ...ctx, actor: { type: 'system', job: 'x' } } as const;
    await expect(updateProfile(job, { name: 'X' })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('the session token', () => {
  const secret = () => env().AUTH_SECRET;

  it('round-trips its claims', async () => {
    const { claims } = await signedIn();
    expect(await readSessionToken(await encode({ token: { ...claims }, secret: secret() }))).toEqual(claims);
  });

  it('is nothing when forged, expired, of another installation, of another shape or damaged', async () => {
    const { claims } = await signedIn();
    const good = await encode({ token: { ...claims }, secret: secret() });
    const bad = [
      '',
      'nonsense',
      'a.b.c.d.e',
      `${good.slice(0, -3)}AAA`,
      'x'.repeat(10_240),
      await encode({ token: { ...claims }, secret: 'another secret of another installation' }),
      await encode({ token: { ...claims }, secret: secret(), maxAge: -60 }),
      await encode({ token: { sub: claims.userId }, secret: secret() }),
    ];
    for (const token of bad) expect(await readSessionToken(token)).toBeNull();
  });

  it('leads to sign-in when it does not hold', async () => {
    await signedIn();
    cookie.value = 'forged';
    await expect(requireSession()).rejects.toThrow('redirect /login');
  });
});
