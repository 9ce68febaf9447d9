import { afterAll, describe, expect, it } from 'vitest';
import { openSession } from '@/lib/auth';
import { closeRateLimits } from '@/lib/auth/rate-limit';
import { resolveSession } from '@/lib/auth/session';
import { signIn } from '@/lib/auth/sign-in';
import type { AccountRole } from '@/lib/context';
import { db } from '@/lib/db';
import { browserAt } from '@/lib/testing/browser';
import { createClock } from '@/lib/testing/clock';
import { createAccount, createUser, testContext } from '@/lib/testing/factories';
import { changeRole } from './change-role';
import { inviteMember, renewInvitation } from './invite-member';
import { joinAccount, joinAsNewUser } from './join-account';
import { describeInvitation, listInvitations, listMembers } from './queries';
import { removeMember } from './remove-member';
import { revokeInvitation } from './revoke-invitation';
import { transferOwnership } from './transfer-ownership';

const PASSWORD = 'correct horse battery';
const DAY_MS = 86_400_000;
const NOT_OPEN = 'This invitation was used, revoked or has run out. Ask for a new link.';
let people = 0;

afterAll(closeRateLimits);

function tokenOf(url: string): string {
  return new URL(url).pathname.split('/').at(-1) ?? '';
}

async function scene() {
  const clock = createClock(new Date());
  const account = await createAccount();
  const owner = testContext(account, 'owner', { clock });
  people += 1;
  const email = `guest${people}@example.test`;
  const join = async (role: AccountRole = 'developer') => {
    const user = await createUser({ name: `Member ${people}` });
    await db.membership.create({ data: { userId: user.id, accountId: account.id, role } });
    return { ...user, ctx: testContext({ id: account.id, userId: user.id }, role, { clock }) };
  };
  const invite = async (to = email, role = 'developer') => {
    const link = await inviteMember(owner, { email: to, role });
    return { ...link, token: tokenOf(link.url) };
  };
  return { clock, account, owner, email, join, invite };
}

function asNew(token: string, now?: () => Date) {
  return joinAsNewUser({ token, name: 'Meera Nair', password: PASSWORD }, now);
}

describe('an invitation', () => {
  it('makes a user and a member, who can sign in', async () => {
    const { account, owner, email, invite } = await scene();
    const { token, url } = await invite(` ${email.toUpperCase()} `);
    expect(url).toMatch(/\/join\/[\w-]{43}$/);
    expect(await describeInvitation(token)).toMatchObject({
      state: 'open',
      email,
      role: 'developer',
      isKnownUser: false,
    });
    const joined = await asNew(token);
    expect(joined).toMatchObject({ accountId: account.id });
    const claims = await signIn({ email, password: PASSWORD }, browserAt());
    expect(await resolveSession(claims)).toMatchObject({ role: 'developer', user: { email, isOperator: false } });
    expect(await listMembers(owner)).toMatchObject([
      { role: 'owner', isSelf: true },
      { role: 'developer', email, name: 'Meera Nair', hasTwoFactor: false },
    ]);
    const audit = await db.auditEvent.findMany({ where: { accountId: account.id }, orderBy: { id: 'asc' } });
    expect(audit.map(({ action }) => action)).toEqual(['member.invite', 'member.join', 'user.sign_in']);
    expect(audit.map(({ after }) => JSON.stringify(after)).join()).not.toContain(token);
  });

  it('is accepted once, also when its link is sent eight times at once', async () => {
    const { account, invite } = await scene();
    const { token } = await invite();
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => asNew(token)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(asNew(token)).rejects.toMatchObject({ code: 'not_found', message: NOT_OPEN });
    expect(await describeInvitation(token)).toEqual({ state: 'used' });
    expect(await db.membership.count({ where: { accountId: account.id } })).toBe(2);
  });

  it('runs out after seven days', async () => {
    const { clock, invite } = await scene();
    const { token } = await invite();
    clock.advance(7 * DAY_MS - 1);
    expect(await describeInvitation(token, clock.now())).toMatchObject({ state: 'open' });
    clock.advance(1);
    expect(await describeInvitation(token, clock.now())).toEqual({ state: 'expired' });
    await expect(asNew(token, clock.now)).rejects.toMatchObject({ message: NOT_OPEN });
  });

  it('is worthless once revoked, renewed, or sent anew', async () => {
    const { owner, invite } = await scene();
    const first = await invite();
    const second = await invite();
    expect(await describeInvitation(first.token)).toEqual({ state: 'revoked' });
    const third = await renewInvitation(owner, { invitationId: second.invitationId });
    expect(await describeInvitation(second.token)).toEqual({ state: 'revoked' });
    expect(await listInvitations(owner)).toMatchObject([{ id: third.invitationId, isExpired: false }]);
    await revokeInvitation(owner, { invitationId: third.invitationId });
    for (const token of [first.token, second.token, tokenOf(third.url), 'nonsense', ''])
      await expect(asNew(token)).rejects.toMatchObject({ code: 'not_found' });
    await expect(renewInvitation(owner, { invitationId: third.invitationId })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('keeps no token readable in the database', async () => {
    const { invite } = await scene();
    const { token, invitationId } = await invite();
    const [row] = await db.$queryRaw<{ text: string }[]>`
      SELECT invitations::text AS text FROM invitations WHERE id = ${invitationId}`;
    expect(row?.text).not.toContain(token);
    expect(row?.text).not.toContain(Buffer.from(token).toString('hex'));
  });

  it('is for its own e-mail address: somebody else who is signed in cannot use it', async () => {
    const { invite, email } = await scene();
    const { token } = await invite();
    const stranger = await createAccount();
    await expect(joinAccount(testContext(stranger), { token })).rejects.toMatchObject({
      code: 'forbidden',
      message: `This invitation is for ${email}. Sign out, and in with that address.`,
    });
    expect(await describeInvitation(token)).toMatchObject({ state: 'open' });
  });

  it('lets a person of another account join as they are, and makes no second user of them', async () => {
    const { account, invite } = await scene();
    const home = await createAccount();
    const { email } = await db.user.findUniqueOrThrow({ where: { id: home.userId } });
    const { token } = await invite(email, 'finance');
    expect(await describeInvitation(token)).toMatchObject({ isKnownUser: true });
    await expect(asNew(token)).rejects.toMatchObject({ code: 'conflict' });
    await joinAccount(testContext(home), { token });
    const memberships = await db.membership.findMany({ where: { userId: home.userId }, orderBy: { createdAt: 'asc' } });
    expect(memberships).toMatchObject([
      { accountId: home.id, role: 'owner' },
      { accountId: account.id, role: 'finance' },
    ]);
  });

  it.each([
    [{ email: 'no address', role: 'admin' }, 'email'],
    [{ email: 'a@example.test', role: 'owner' }, 'role'],
    [{ email: 'a@example.test' }, 'role'],
    [undefined, undefined],
  ])('is refused for %j', async (input, field) => {
    const { owner } = await scene();
    await expect(inviteMember(owner, input)).rejects.toMatchObject({ code: 'invalid_input', field });
  });

  it('is one of 50 an hour and account, renewed ones included', async () => {
    const { clock, owner, invite } = await scene();
    const tries = await Promise.allSettled(Array.from({ length: 52 }, (_, at) => invite(`many${at}@example.test`)));
    const [first] = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(50);
    const message = 'An account sends at most 50 invitations an hour. Try again later.';
    const renewed = renewInvitation(owner, { invitationId: first?.invitationId });
    await expect(renewed).rejects.toMatchObject({ code: 'rate_limited', message });
    await expect((await scene()).invite()).resolves.toBeDefined();
    clock.advance(3_600_000);
    await expect(invite()).resolves.toBeDefined();
  });

  it('is not made for somebody who is a member', async () => {
    const { owner, join } = await scene();
    const { email } = await join();
    await expect(inviteMember(owner, { email, role: 'admin' })).rejects.toMatchObject({
      code: 'conflict',
      message: `${email} is a member already.`,
    });
  });
});

describe('members', () => {
  it('get another role, but neither the owner nor oneself does', async () => {
    const { account, owner, join } = await scene();
    const [admin, developer] = [await join('admin'), await join()];
    await changeRole(admin.ctx, { userId: developer.id, role: 'support' });
    await expect(changeRole(admin.ctx, { userId: account.userId, role: 'support' })).rejects.toMatchObject({
      message: 'The owner keeps this role until the account is handed over.',
    });
    await expect(changeRole(admin.ctx, { userId: admin.id, role: 'support' })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(changeRole(owner, { userId: developer.id, role: 'owner' })).rejects.toMatchObject({ field: 'role' });
    const audit = await db.auditEvent.findMany({ where: { accountId: account.id, action: 'member.change_role' } });
    expect(audit).toMatchObject([
      { before: { role: 'developer' }, after: { role: 'support' }, entityId: developer.id },
    ]);
  });

  it('take no links with them into a role that invites nobody', async () => {
    const { owner, join, email } = await scene();
    const admin = await join('admin');
    const token = tokenOf((await inviteMember(admin.ctx, { email, role: 'admin' })).url);
    await changeRole(owner, { userId: admin.id, role: 'admin' });
    expect(await describeInvitation(token)).toMatchObject({ state: 'open' });
    await changeRole(owner, { userId: admin.id, role: 'support' });
    expect(await describeInvitation(token)).toEqual({ state: 'revoked' });
  });

  it('lose their sessions in the account when they are removed, and keep those elsewhere', async () => {
    const { account, owner, join, clock } = await scene();
    const member = await join('admin');
    const other = await createAccount();
    await db.membership.create({ data: { userId: member.id, accountId: other.id, role: 'support' } });
    const open = (accountId: string) =>
      openSession({ userId: member.id, accountId, sessionVersion: 1 }, { browser: browserAt(), now: clock.now });
    const [here, there] = [await open(account.id), await open(other.id)];
    const { token } = await inviteMember(member.ctx, { email: 'late@example.test', role: 'admin' }).then((link) => ({
      token: tokenOf(link.url),
    }));
    await removeMember(owner, { userId: member.id });
    expect(await resolveSession(here)).toBeNull();
    expect(await resolveSession(there)).not.toBeNull();
    expect(await describeInvitation(token)).toEqual({ state: 'revoked' });
    await db.membership.create({ data: { userId: member.id, accountId: account.id, role: 'support' } });
    expect(await resolveSession(here)).toBeNull();
  });

  it('may leave, but the owner may not, and nobody but owner and admin removes others', async () => {
    const { account, owner, join } = await scene();
    const [support, finance] = [await join('support'), await join('finance')];
    await expect(removeMember(support.ctx, { userId: finance.id })).rejects.toMatchObject({ code: 'forbidden' });
    await removeMember(support.ctx, { userId: support.id });
    await expect(removeMember(owner, { userId: account.userId })).rejects.toMatchObject({ code: 'conflict' });
    expect(await db.membership.count({ where: { accountId: account.id } })).toBe(2);
  });
});

describe('the owner', () => {
  const ownersOf = (accountId: string) => db.membership.findMany({ where: { accountId, role: 'owner' } });

  it('hands the account over after typing its name, and stays as an admin', async () => {
    const { account, owner, join } = await scene();
    const next = await join('finance');
    const input = { userId: next.id, confirmation: 'kaveri  logistics' };
    await expect(transferOwnership(owner, { ...input, confirmation: 'Kaveri' })).rejects.toMatchObject({
      field: 'confirmation',
    });
    await transferOwnership(owner, input);
    expect(await ownersOf(account.id)).toMatchObject([{ userId: next.id }]);
    await expect(transferOwnership(owner, input)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is always one, whatever is asked at once', async () => {
    const { account, owner, join } = await scene();
    const members = [await join('admin'), await join('support'), await join('developer')];
    const outcomes = await Promise.allSettled([
      ...members.map(({ id }) => transferOwnership(owner, { userId: id, confirmation: account.name })),
      ...members.map(({ id }) => removeMember(owner, { userId: id })),
      ...members.map(({ id }) => changeRole(owner, { userId: id, role: 'finance' })),
    ]);
    expect(outcomes.slice(0, 3).filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1);
    expect(await ownersOf(account.id)).toHaveLength(1);
  });

  it('cannot be two, even for who writes past the verbs', async () => {
    const { account, join } = await scene();
    const member = await join();
    const second = db.membership.updateMany({ where: { userId: member.id }, data: { role: 'owner' } });
    await expect(second).rejects.toThrow();
    expect(await ownersOf(account.id)).toHaveLength(1);
  });

  it('alone may hand over, and to nobody outside', async () => {
    const { account, owner, join } = await scene();
    const admin = await join('admin');
    const input = { userId: admin.id, confirmation: account.name };
    await expect(transferOwnership(admin.ctx, input)).rejects.toMatchObject({ code: 'forbidden' });
    const outsider = await createAccount();
    await expect(transferOwnership(owner, { ...input, userId: outsider.userId })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await ownersOf(account.id)).toMatchObject([{ userId: account.userId }]);
  });
});
