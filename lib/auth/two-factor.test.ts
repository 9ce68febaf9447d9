import { afterAll, describe, expect, it } from 'vitest';
import { createOwner } from '@/lib/accounts';
import { closeRateLimits } from '@/lib/auth/rate-limit';
import { resetTwoFactor } from '@/lib/auth/reset-password';
import { resolveSession } from '@/lib/auth/session';
import { endOtherSessions, endSession, listOwnAccounts, listSessions, switchAccount } from '@/lib/auth/sessions';
import { signIn } from '@/lib/auth/sign-in';
import { totpCode, totpStep } from '@/lib/auth/totp';
import {
  disableTwoFactor,
  enableTwoFactor,
  getTwoFactor,
  renewRecoveryCodes,
  startTwoFactor,
} from '@/lib/auth/two-factor';
import { db } from '@/lib/db';
import { browserAt } from '@/lib/testing/browser';
import { createClock } from '@/lib/testing/clock';
import { createAccount, testContext } from '@/lib/testing/factories';

const PASSWORD = 'correct horse battery';
const STEP_MS = 30_000;
const WRONG = 'The code is wrong, has run out or was used already. Enter the one shown now, or a recovery code.';
let people = 0;

afterAll(closeRateLimits);

async function person() {
  people += 1;
  const email = `two${people}@example.test`;
  const { userId, accountId } = await createOwner({
    ...{ name: 'Asha Rao', email, password: PASSWORD, accountName: 'Kaveri' },
    ...{ currency: 'USD', timeZone: 'UTC' },
  });
  const clock = createClock(new Date());
  const ctx = testContext({ id: accountId, userId }, 'owner', { clock });
  const browser = browserAt(`10.2.0.${people}`);
  const attempt = (code?: string, password = PASSWORD) =>
    signIn({ email, password, ...(code !== undefined && { code }) }, browser, clock.now);
  return { userId, accountId, ctx, clock, browser, attempt };
}

function secretOf(uri: string): Uint8Array {
  const bits = [...(new URL(uri).searchParams.get('secret') ?? '')]
    .map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'))
    .join('');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}

async function withApp() {
  const one = await person();
  const { uri } = await startTwoFactor(one.ctx, { password: PASSWORD }, one.browser.address);
  const secret = secretOf(uri);
  const code = (away = 0) => totpCode(secret, totpStep(one.clock.now()) + away);
  const { recoveryCodes } = await enableTwoFactor(one.ctx, { code: code() });
  one.clock.advance(3 * STEP_MS);
  return { ...one, secret, code, recoveryCodes };
}

describe('setting up', () => {
  it('asks for the password, counts from the first code on, and keeps nothing readable', async () => {
    const { ctx, userId, browser, attempt, clock } = await person();
    const wrong = startTwoFactor(ctx, { password: 'not it' }, browser.address);
    await expect(wrong).rejects.toMatchObject({ code: 'invalid_input', field: 'password' });
    const { uri, typed } = await startTwoFactor(ctx, { password: PASSWORD }, browser.address);
    await expect(attempt()).resolves.toBeDefined();
    await expect(enableTwoFactor(ctx, { code: '000000' })).rejects.toMatchObject({ field: 'code' });
    expect(await getTwoFactor(ctx)).toEqual({ since: null, codesLeft: 0 });
    const code = totpCode(secretOf(uri), totpStep(clock.now()));
    const { recoveryCodes } = await enableTwoFactor(ctx, { code });
    expect(await getTwoFactor(ctx)).toEqual({ since: clock.now(), codesLeft: 10 });
    await expect(startTwoFactor(ctx, { password: PASSWORD }, browser.address)).rejects.toMatchObject({
      code: 'conflict',
    });
    const row = await db.twoFactor.findUniqueOrThrow({ where: { userId }, select: { secretEncrypted: true } });
    expect(Buffer.from(row.secretEncrypted).includes(Buffer.from(secretOf(uri)))).toBe(false);
    const audit = await db.auditEvent.findMany({ where: { entityId: userId }, omit: { id: true } });
    const stored = JSON.stringify(audit);
    for (const secret of [typed, typed.replaceAll(' ', ''), ...recoveryCodes]) expect(stored).not.toContain(secret);
  });
});

describe('signing in', () => {
  it('asks for the code only after the right password, and says nothing of it after a wrong one', async () => {
    const { attempt, code } = await withApp();
    await expect(attempt(undefined, 'wrong password')).rejects.toMatchObject({
      message: 'The e-mail address or the password is wrong.',
    });
    await expect(attempt(code(), 'wrong password')).rejects.toMatchObject({
      message: 'The e-mail address or the password is wrong.',
    });
    await expect(attempt()).rejects.toMatchObject({
      code: 'unauthenticated',
      message: 'Enter the code of your authenticator app, or a recovery code.',
    });
    await expect(attempt('')).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(attempt(code())).resolves.toBeDefined();
  });

  it('takes a code once, also when it is sent eight times at once', async () => {
    const { attempt, code, userId } = await withApp();
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => attempt(code())));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(attempt(code())).rejects.toMatchObject({ message: WRONG });
    expect(await db.userSession.count({ where: { userId } })).toBe(1);
  });

  it('takes codes of a clock that is half a minute off, and none of before one that was used', async () => {
    const { attempt, code, clock } = await withApp();
    await expect(attempt(code(2))).rejects.toMatchObject({ message: WRONG });
    await expect(attempt(code(-2))).rejects.toMatchObject({ message: WRONG });
    await expect(attempt(code(1))).resolves.toBeDefined();
    await expect(attempt(code(0))).rejects.toMatchObject({ message: WRONG });
    clock.advance(2 * STEP_MS);
    await expect(attempt(code(0))).resolves.toBeDefined();
  });

  it('takes each recovery code once, and other people’s never', async () => {
    const { attempt, code, recoveryCodes, ctx, userId } = await withApp();
    const other = await withApp();
    const [first = '', second = ''] = recoveryCodes;
    await expect(attempt(other.recoveryCodes[0])).rejects.toMatchObject({ message: WRONG });
    const outcomes = await Promise.allSettled(Array.from({ length: 4 }, () => attempt(first.toUpperCase())));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(attempt(first)).rejects.toMatchObject({ message: WRONG });
    expect((await getTwoFactor(ctx)).codesLeft).toBe(9);
    const renew = (input: object) => renewRecoveryCodes(ctx, input, '10.2.1.1');
    await expect(renew({ password: PASSWORD })).rejects.toMatchObject({ code: 'invalid_input', field: 'code' });
    await expect(renew({ password: PASSWORD, code: '000000' })).rejects.toMatchObject({ field: 'code' });
    await renew({ password: PASSWORD, code: code() });
    await expect(attempt(second)).rejects.toMatchObject({ message: WRONG });
    const signIns = await db.auditEvent.findMany({ where: { entityId: userId, action: 'user.sign_in' } });
    expect(signIns).toMatchObject([{ after: { by: 'password and recovery code' } }]);
  });

  it('stops guesses of codes after ten, from wherever they come', async () => {
    const { attempt, code, clock } = await withApp();
    const wrong = () => attempt('000000').catch((error: Error) => error);
    await Promise.all(Array.from({ length: 9 }, wrong));
    // The limit of passwords would stop them too; its window is shorter.
    await db.rateLimit.deleteMany({ where: { key: { startsWith: 'acc' } } });
    await wrong();
    await expect(wrong()).resolves.toMatchObject({ code: 'rate_limited' });
    clock.advance(STEP_MS);
    await expect(attempt(code())).rejects.toMatchObject({ code: 'rate_limited' });
  });

  it('is reset on the server for who lost phone and codes', async () => {
    const { attempt, ctx, userId } = await withApp();
    const { email } = await db.user.findUniqueOrThrow({ where: { id: userId } });
    await resetTwoFactor(email);
    await expect(attempt()).resolves.toBeDefined();
    expect(await getTwoFactor(ctx)).toEqual({ since: null, codesLeft: 0 });
    await expect(resetTwoFactor(email)).rejects.toMatchObject({ code: 'conflict' });
    expect(await db.auditEvent.count({ where: { entityId: userId, action: 'user.reset_two_factor' } })).toBe(1);
  });

  it('needs no code any more once it is off, for which password and code are needed', async () => {
    const { attempt, code, ctx, clock } = await withApp();
    const off = (input: object) => disableTwoFactor(ctx, input, '10.2.1.2');
    await expect(off({ password: 'not it', code: code() })).rejects.toMatchObject({ field: 'password' });
    await expect(off({ password: PASSWORD, code: '000000' })).rejects.toMatchObject({ field: 'code' });
    clock.advance(STEP_MS);
    await off({ password: PASSWORD, code: code() });
    await expect(attempt()).resolves.toBeDefined();
    expect(await getTwoFactor(ctx)).toEqual({ since: null, codesLeft: 0 });
  });
});

describe('sessions', () => {
  it('are new with every sign-in, so that none made before is the one after', async () => {
    const { attempt } = await person();
    const ids = [await attempt(), await attempt(), await attempt()].map(({ sessionId }) => sessionId);
    expect(new Set(ids).size).toBe(3);
  });

  it('are listed with device and address, and end one by one or all but one', async () => {
    const { attempt, ctx, browser } = await person();
    const [one, two, three] = [await attempt(), await attempt(), await attempt()];
    const listed = await listSessions(ctx, three.sessionId);
    expect(listed).toHaveLength(3);
    expect(listed.find(({ isCurrent }) => isCurrent)).toMatchObject({
      ...{ id: three.sessionId, device: 'Chrome on Linux', address: browser.address, accountName: 'Kaveri' },
    });
    await endSession(ctx, { sessionId: one.sessionId });
    expect(await resolveSession(one)).toBeNull();
    await expect(endSession(ctx, { sessionId: one.sessionId })).rejects.toMatchObject({ code: 'not_found' });
    expect(await endOtherSessions(ctx, three.sessionId)).toEqual({ ended: 1 });
    expect(await resolveSession(two)).toBeNull();
    expect(await resolveSession(three)).not.toBeNull();
  });

  it('of somebody else are out of reach', async () => {
    const [mine, other] = [await person(), await person()];
    const foreign = await other.attempt();
    await expect(endSession(mine.ctx, { sessionId: foreign.sessionId })).rejects.toMatchObject({ code: 'not_found' });
    expect(await resolveSession(foreign)).not.toBeNull();
  });

  it('go on in another account of the person, and in no other', async () => {
    const { attempt, ctx, userId, accountId } = await person();
    const [second, foreign] = [await createAccount({ name: 'Godavari' }), await createAccount()];
    await db.membership.create({ data: { userId, accountId: second.id, role: 'finance' } });
    const claims = await attempt();
    expect(await listOwnAccounts(ctx)).toEqual([
      { id: second.id, name: 'Godavari', role: 'finance', isCurrent: false },
      { id: accountId, name: 'Kaveri', role: 'owner', isCurrent: true },
    ]);
    await switchAccount(ctx, claims.sessionId, { accountId: second.id });
    expect(await resolveSession(claims)).toMatchObject({ role: 'finance', ctx: { accountId: second.id } });
    await expect(switchAccount(ctx, claims.sessionId, { accountId: foreign.id })).rejects.toMatchObject({
      code: 'not_found',
    });
    await db.membership.deleteMany({ where: { userId, accountId: second.id } });
    expect(await resolveSession(claims)).toBeNull();
  });
});
