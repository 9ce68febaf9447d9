import { afterAll, describe, expect, it } from 'vitest';
import { OidcProvider } from '@/lib/testing/oidc-provider';
import { addTestSettings } from '@/lib/tooling/test-environment.mjs';

const provider = new OidcProvider();
addTestSettings({
  OIDC_ISSUER: await provider.start(),
  OIDC_CLIENT_ID: provider.clientId,
  OIDC_CLIENT_SECRET: provider.clientSecret,
  OIDC_ALLOWED_DOMAINS: 'example.test',
});
const { default: NextAuth } = await import('next-auth');
const { authOptions } = await import('@/lib/auth/next-auth');
const { resolveSession } = await import('@/lib/auth/session');
const { closeRateLimits } = await import('@/lib/auth/rate-limit');
const { hashPassword } = await import('@/lib/auth/password');
const { signIn } = await import('@/lib/auth/sign-in');
const { readSessionToken } = await import('@/lib/auth/session-token');
const { db } = await import('@/lib/db');
const { browserAt } = await import('@/lib/testing/browser');
const { createAccount, createUser, testContext } = await import('@/lib/testing/factories');
const { inviteMember } = await import('./invite-member');

afterAll(async () => {
  closeRateLimits();
  await provider.stop();
});

/** A browser that talks to next-auth's routes: its cookies, and where it was sent last. */
class Visitor {
  readonly cookies = new Map<string, string>();

  async ask(route: string[], { query = {}, body }: { query?: object; body?: object } = {}) {
    const answer = { headers: new Map<string, string | string[]>(), body: undefined as unknown };
    const keep = (value: unknown) => {
      answer.body = value;
    };
    const res = {
      status: () => res,
      getHeader: (name: string) => answer.headers.get(name.toLowerCase()),
      setHeader: (name: string, value: string | string[]) => {
        answer.headers.set(name.toLowerCase(), value);
        return res;
      },
      json: (value: unknown) => keep(value),
      send: (value: unknown) => keep(value),
      end: () => undefined,
    };
    const req = {
      method: body ? 'POST' : 'GET',
      query: { nextauth: route, ...query },
      ...(body && { body }),
      cookies: Object.fromEntries(this.cookies),
      headers: { host: '127.0.0.1:3000' },
    };
    await NextAuth(req as never, res as never, authOptions(browserAt('10.4.0.1')));
    for (const cookie of [answer.headers.get('set-cookie') ?? []].flat()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split(/=(.*)/s);
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, decodeURIComponent(value));
    }
    return { location: String(answer.headers.get('location') ?? ''), body: answer.body as Record<string, string> };
  }

  /** As far as the provider's answer, which comes as the address of the callback. */
  async askProvider(): Promise<URL> {
    const { csrfToken } = (await this.ask(['csrf'])).body;
    const { url = '' } = (await this.ask(['signin', 'oidc'], { body: { csrfToken, json: 'true', callbackUrl: '/' } }))
      .body;
    const answer = await fetch(url, { redirect: 'manual' });
    return new URL(answer.headers.get('location') ?? '');
  }

  async comeBack(url: URL): Promise<string> {
    return (await this.ask(['callback', 'oidc'], { query: Object.fromEntries(url.searchParams) })).location;
  }

  async signIn(): Promise<string> {
    return this.comeBack(await this.askProvider());
  }

  async session() {
    const token = this.cookies.get('next-auth.session-token');
    const claims = token ? await readSessionToken(token) : null;
    return claims && resolveSession(claims);
  }
}

let people = 0;

function person() {
  people += 1;
  return { sub: `subject-${people}`, email: `oidc${people}@example.test`, email_verified: true, name: 'Meera Nair' };
}

async function member() {
  const account = await createAccount();
  const who = person();
  const user = await createUser({ email: who.email });
  await db.membership.create({ data: { userId: user.id, accountId: account.id, role: 'finance' } });
  return { account, who, user };
}

describe('single sign-on', () => {
  it('asks the provider with PKCE, state and nonce', async () => {
    await new Visitor().askProvider();
    expect(Object.fromEntries(provider.asked)).toMatchObject({
      client_id: 'twinline',
      response_type: 'code',
      scope: 'openid email profile',
      redirect_uri: 'http://127.0.0.1:3000/api/auth/callback/oidc',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w.-]{20,}$/),
      nonce: expect.stringMatching(/^[\w.-]{20,}$/),
    });
  });

  it('lets a user in by their verified e-mail address, and by their identity from then on', async () => {
    const { account, who, user } = await member();
    provider.person = { ...who, email: who.email.toUpperCase() };
    const visitor = new Visitor();
    expect(await visitor.signIn()).toBe('http://127.0.0.1:3000/overview');
    expect(await visitor.session()).toMatchObject({
      user: { id: user.id },
      role: 'finance',
      account: { id: account.id },
    });
    provider.person = { ...who, email: 'renamed@example.test', email_verified: false };
    const later = new Visitor();
    await later.signIn();
    expect(await later.session()).toMatchObject({ user: { id: user.id } });
    const audit = await db.auditEvent.findMany({ where: { entityId: user.id, action: 'user.sign_in' } });
    expect(audit).toMatchObject([{ after: { by: 'single sign-on', address: '10.4.0.1' } }, {}]);
  });

  it('ends the password and the sessions that a user had before', async () => {
    const { account, who, user } = await member();
    const password = 'correct horse battery';
    await db.user.update({ where: { id: user.id }, data: { passwordHash: await hashPassword(password) } });
    const credentials = { email: who.email, password };
    const before = await signIn(credentials, browserAt('10.4.0.2'));
    expect(await resolveSession(before)).not.toBeNull();
    provider.person = who;
    const visitor = new Visitor();
    await visitor.signIn();
    expect(await visitor.session()).toMatchObject({ user: { id: user.id }, account: { id: account.id } });
    expect(await resolveSession(before)).toBeNull();
    await expect(signIn(credentials, browserAt('10.4.0.2'))).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(await db.userSession.count({ where: { userId: user.id } })).toBe(1);
  });

  it('makes a user of whoever was invited, once', async () => {
    const account = await createAccount();
    const who = person();
    await inviteMember(testContext(account), { email: who.email, role: 'developer' });
    provider.person = who;
    const visitor = new Visitor();
    await visitor.signIn();
    expect(await visitor.session()).toMatchObject({
      role: 'developer',
      user: { name: 'Meera Nair', email: who.email },
    });
    await new Visitor().signIn();
    expect(await db.user.count({ where: { email: who.email } })).toBe(1);
    expect(await db.invitation.count({ where: { email: who.email, acceptedAt: { not: null } } })).toBe(1);
  });

  it.each([
    ['nobody we know', 'no_account', () => person()],
    [
      'an address the provider did not verify',
      'unverified',
      async () => ({ ...(await member()).who, email_verified: false }),
    ],
    [
      'an address of which nothing is said',
      'unverified',
      async () => ({ ...(await member()).who, email_verified: undefined }),
    ],
    ['another domain', 'domain', () => ({ ...person(), email: 'asha@elsewhere.test' })],
    ['a domain that only ends alike', 'domain', () => ({ ...person(), email: 'asha@evil-example.test' })],
    ['no address', 'failed', () => ({ ...person(), email: 'nonsense' })],
  ])('keeps out %s', async (_, refused, make) => {
    const who = await make();
    provider.person = Object.fromEntries(Object.entries(who).filter(([, value]) => value !== undefined)) as typeof who;
    const visitor = new Visitor();
    expect(await visitor.signIn()).toBe(`/login?refused=${refused}`);
    expect(await visitor.session()).toBeNull();
  });

  it('keeps out a second identity with the address of the first', async () => {
    const { who } = await member();
    provider.person = who;
    await new Visitor().signIn();
    provider.person = { ...who, sub: 'somebody-else' };
    const visitor = new Visitor();
    expect(await visitor.signIn()).toBe('/login?refused=other_identity');
    expect(await visitor.session()).toBeNull();
  });

  it.each([
    ['signed by a key that is not the provider’s', { forged: true }],
    ['for another request', { nonce: 'another' }],
    ['for another client', { aud: 'another' }],
    ['of another issuer', { iss: 'https://elsewhere.test' }],
  ])('believes no answer %s', async (_, wrong) => {
    const { who } = await member();
    provider.person = { ...who, ...wrong };
    const visitor = new Visitor();
    expect(await visitor.signIn()).toContain('error=');
    expect(await visitor.session()).toBeNull();
  });

  it('takes no answer that another browser asked for, and none twice', async () => {
    const { who } = await member();
    provider.person = who;
    const [attacker, victim] = [new Visitor(), new Visitor()];
    const answer = await attacker.askProvider();
    await victim.askProvider();
    expect(await victim.comeBack(answer)).toContain('error=');
    expect(await victim.session()).toBeNull();
    const own = await victim.askProvider();
    await victim.comeBack(own);
    expect(await victim.session()).not.toBeNull();
    const again = new Visitor();
    for (const [name, value] of victim.cookies) if (!name.includes('session')) again.cookies.set(name, value);
    await again.comeBack(own);
    expect(await again.session()).toBeNull();
  });
});
