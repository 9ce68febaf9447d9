import { afterAll, describe, expect, it } from 'vitest';
import { createOwner } from '@/lib/accounts';
import { hashPassword } from '@/lib/auth/password';
import { closeRateLimits, countPasswordAttempt, networkOf, waitWords } from '@/lib/auth/rate-limit';
import { signIn } from '@/lib/auth/sign-in';
import { db } from '@/lib/db';
import { browserAt } from '@/lib/testing/browser';
import { createUser } from '@/lib/testing/factories';

const PASSWORD = 'correct horse battery';
let people = 0;

async function owner() {
  people += 1;
  const email = `owner${people}@example.test`;
  const created = await createOwner({
    name: 'Asha Rao',
    email,
    password: PASSWORD,
    accountName: 'Kaveri',
    currency: 'INR',
    timeZone: 'Asia/Kolkata',
  });
  return { ...created, email, address: `10.0.0.${people}` };
}

afterAll(closeRateLimits);

describe('signIn', () => {
  it('returns the claims of the session, notes the time and leaves an audit row', async () => {
    const { userId, accountId, email, address } = await owner();
    const claims = await signIn({ email: ` ${email.toUpperCase()} `, password: PASSWORD }, browserAt(address));
    expect(claims).toEqual({ userId, sessionId: expect.stringMatching(/^ses_/), sessionVersion: 1 });
    expect(await db.userSession.findMany({ where: { userId } })).toMatchObject([
      { id: claims.sessionId, accountId, address, userAgent: browserAt().userAgent },
    ]);
    const user = await db.user.findUniqueOrThrow({ where: { id: userId } });
    expect(user.lastSignInAt).toBeInstanceOf(Date);
    const audit = await db.auditEvent.findMany({ where: { action: 'user.sign_in', entityId: userId } });
    expect(audit).toMatchObject([{ accountId, actorId: userId, after: { address } }]);
  });

  it('answers a wrong password, an unknown address and one without a password alike, in like time', async () => {
    const { email, address } = await owner();
    const timed = async (who: string) => {
      const started = performance.now();
      const refusal = signIn({ email: who, password: 'wrong password' }, browserAt(address));
      await expect(refusal).rejects.toMatchObject({
        code: 'unauthenticated',
        message: 'The e-mail address or the password is wrong.',
      });
      return performance.now() - started;
    };
    const users = await Promise.all(Array.from({ length: 5 }, () => createUser({ passwordHash: '' })));
    const times: { known: number; unknown: number; without: number }[] = [];
    // In turn, and the fastest of several: a busy machine slows some, and a skipped password check would show at once.
    for (const { id, email: withoutPassword } of users)
      times.push({
        ...{ known: await timed(email), unknown: await timed(`nobody-${id}@example.test`) },
        without: await timed(withoutPassword),
      });
    const known = Math.min(...times.map((one) => one.known));
    expect(Math.min(...times.map((one) => one.unknown))).toBeGreaterThan(known / 2);
    expect(Math.min(...times.map((one) => one.without))).toBeGreaterThan(known / 2);
  });

  it('refuses the right password of a user without an account, saying why', async () => {
    const user = await createUser({ passwordHash: await hashPassword(PASSWORD) });
    const refusal = signIn({ email: user.email, password: PASSWORD }, browserAt('10.1.0.1'));
    await expect(refusal).rejects.toMatchObject({ code: 'forbidden' });
  });

  it.each([
    [{ email: 'not an address', password: 'x' }, 'email'],
    [{ email: `${'a'.repeat(10_240)}@example.test`, password: 'x' }, 'email'],
    [{ email: "' OR 1=1 --", password: 'x' }, 'email'],
    [{ email: 'a@example.test', password: '' }, 'password'],
    [{ email: 'a@example.test', password: 'x'.repeat(10_240) }, 'password'],
    [{ email: { $ne: null }, password: ['x'] }, 'email'],
    [undefined, undefined],
  ])('names the field of malformed input %#', async (input, field) => {
    await expect(signIn(input, browserAt('10.1.0.2'))).rejects.toMatchObject({ code: 'invalid_input', field });
  });
});

describe('the limit on attempts', () => {
  const wrong = (email: string, address: string) =>
    signIn({ email, password: 'wrong password' }, browserAt(address)).catch((e: Error) => e);

  it('stops an account after 10 wrong passwords, from wherever, and says when to retry', async () => {
    const { email } = await owner();
    const tries = Array.from({ length: 24 }, (_, i) => wrong(email, `192.0.2.${i}`));
    const outcomes = await Promise.all(tries);
    const refused = outcomes.filter((outcome) => 'code' in outcome && outcome.code === 'rate_limited');
    expect(refused).toHaveLength(14);
    const even = await signIn({ email, password: PASSWORD }, browserAt('198.51.100.7')).catch((e: Error) => e);
    expect(even).toMatchObject({ code: 'rate_limited', message: 'Too many attempts. Try again in 15 minutes.' });
  });

  it('does not lock out an address the account signed in from', async () => {
    const { email, address } = await owner();
    await signIn({ email, password: PASSWORD }, browserAt(address));
    for (let i = 0; i < 12; i += 1) await wrong(email, `192.0.2.${i}`);
    await expect(wrong(email, '192.0.2.99')).resolves.toMatchObject({ code: 'rate_limited' });
    await expect(signIn({ email, password: PASSWORD }, browserAt(address))).resolves.toMatchObject({
      sessionVersion: 1,
    });
  });

  it('stops an address after 50 wrong passwords over many accounts', async () => {
    const address = '203.0.113.5';
    for (let i = 0; i < 50; i += 1) await countPasswordAttempt(`email guess${i}@example.test`, address);
    await expect(countPasswordAttempt('email other@example.test', address)).rejects.toMatchObject({
      code: 'rate_limited',
    });
    await expect(countPasswordAttempt('email other@example.test', '203.0.113.6')).resolves.toBeDefined();
  });

  it('ends with its window', async () => {
    const { email, address } = await owner();
    for (let i = 0; i < 11; i += 1) await wrong(email, address);
    await db.rateLimit.updateMany({ data: { expire: BigInt(Date.now() + 30_000) } });
    await expect(wrong(email, address)).resolves.toMatchObject({
      message: expect.stringMatching(/^Too many attempts. Try again in (29|30) seconds.$/),
    });
    await db.rateLimit.updateMany({ data: { expire: BigInt(Date.now() - 1) } });
    await expect(signIn({ email, password: PASSWORD }, browserAt(address))).resolves.toBeDefined();
  });

  it('is forgiven by a right password', async () => {
    const { email, address } = await owner();
    for (let round = 0; round < 3; round += 1) {
      for (let i = 0; i < 9; i += 1) await wrong(email, address);
      await signIn({ email, password: PASSWORD }, browserAt(address));
    }
  });

  it('keeps no e-mail address in its table', async () => {
    const rows = await db.rateLimit.findMany();
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => /^[a-z]{3}:[0-9a-f]{64}$/.test(row.key))).toBe(true);
  });

  it('counts an IPv6 network as one address', () => {
    const network = networkOf('2001:db8:0:7::1');
    expect(networkOf('2001:0DB8:0000:0007:ffff::')).toBe(network);
    expect(networkOf('2001:db8:0:7:1:2:3:4')).toBe(network);
    expect(networkOf('2001:db8:0:8::1')).not.toBe(network);
    expect(networkOf('::1')).toBe('0:0:0:0');
    expect(networkOf('192.0.2.7')).toBe('192.0.2.7');
    expect(networkOf('unknown')).toBe('unknown');
  });

  it('rounds the wait up', () => {
    expect(waitWords(1)).toBe('1 second');
    expect(waitWords(59_001)).toBe('1 minute');
    expect(waitWords(61_000)).toBe('2 minutes');
  });
});
