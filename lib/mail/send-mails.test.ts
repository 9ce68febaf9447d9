import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountFixture } from '@/lib/testing/factories';
import { MailServer } from '@/lib/testing/mail-server';
import { addTestSettings } from '@/lib/tooling/test-environment.mjs';

const server = new MailServer();
addTestSettings({ SMTP_URL: await server.start(), SMTP_FROM: 'Twinline <twinline@example.com>' });
const { raiseAlert } = await import('@/lib/alerts');
const { updateMailChoices } = await import('@/lib/alerts/update-mail-choices');
const { db } = await import('@/lib/db');
const { createId } = await import('@/lib/ids');
const { inviteMember } = await import('@/lib/team/invite-member');
const { createClock } = await import('@/lib/testing/clock');
const { createAccount, testContext } = await import('@/lib/testing/factories');
const { MailSender } = await import('./send-mails');

let account: AccountFixture;

beforeEach(async () => {
  await db.mail.deleteMany();
  server.taken.length = 0;
  server.reply = '250 fine';
  account = await createAccount();
});
afterAll(() => server.stop());

/** A member of the account who reads mail there. */
async function addMember(role: 'admin' | 'support', name: string) {
  const id = createId('usr');
  const email = `${id}@example.com`;
  await db.user.create({ data: { id, email, name, passwordHash: 'none' } });
  await db.membership.create({ data: { userId: id, accountId: account.id, role } });
  return { email, ctx: testContext({ ...account, userId: id }, role) };
}

const alert = (subject: string) => ({
  ...{ accountId: account.id, kind: 'low_balance' as const, subject, link: '/billing' },
  sentence: 'The available balance is <b>₹5.00</b> & falling.',
});

async function sendAll(now = new Date()): Promise<void> {
  const sender = new MailSender(() => now);
  while ((await sender.begin()) > 0) await sender.finish();
}

/** The parts of a MIME mail with their quoted-printable text decoded. */
function readable(content: string): string {
  const bytes = content
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

describe('alerts by e-mail', () => {
  it('go to who chose them and may see them, in text and escaped HTML, once', async () => {
    const [owner, support] = [await addMember('admin', 'Asha'), await addMember('support', 'Ravi')];
    await addMember('admin', 'Nobody who asked');
    await updateMailChoices(owner.ctx, { kinds: ['low_balance'] });
    expect(await updateMailChoices(support.ctx, { kinds: ['low_balance', 'past_due'] })).toEqual(['past_due']);
    await db.$transaction((tx) => raiseAlert(tx, alert('first')));
    await db.$transaction((tx) => raiseAlert(tx, alert('first')));
    await sendAll();
    expect(server.taken.map(({ to }) => to)).toEqual([[`<${owner.email}>`]]);
    const content = readable(server.taken[0]?.content ?? '');
    expect(content).toMatch(/^From: Twinline <twinline@example.com>$/m);
    expect(content).toContain('The available balance is <b>₹5.00</b> & falling.');
    expect(content).toContain('<p>The available balance is &lt;b&gt;₹5.00&lt;/b&gt; &amp; falling.</p>');
    expect(content).toContain('/billing');
    expect(await db.mail.findMany({ select: { state: true } })).toEqual([{ state: 'delivered' }]);
  });

  it('are tried again after a trouble, given up after a refusal, and not sent to who has left', async () => {
    const owner = await addMember('admin', 'Asha');
    await updateMailChoices(owner.ctx, { kinds: ['low_balance'] });
    const clock = createClock('2030-01-01T00:00:00Z');
    await db.$transaction((tx) => raiseAlert(tx, alert('later')));
    server.reply = '451 later';
    await sendAll(clock.now());
    const waiting = await db.mail.findFirstOrThrow();
    expect(waiting).toMatchObject({ state: 'pending', triesLeft: 7, lastError: expect.stringContaining('451') });
    expect(waiting.nextTryAt.getTime()).toBeGreaterThan(clock.now().getTime());
    server.reply = '550 no such mailbox';
    await sendAll(new Date(waiting.nextTryAt.getTime() + 1));
    expect(await db.mail.findFirstOrThrow()).toMatchObject({ state: 'failed', triesLeft: 0 });
    await db.$transaction((tx) => raiseAlert(tx, alert('gone')));
    await db.membership.deleteMany({ where: { accountId: account.id, user: { email: owner.email } } });
    await sendAll();
    expect(await db.mail.findFirstOrThrow({ orderBy: { id: 'desc' } })).toMatchObject({ state: 'canceled' });
    expect(server.taken).toEqual([]);
  });

  it('are each sent once by two workers at a time, and again after one was killed', async () => {
    const owner = await addMember('admin', 'Asha');
    await updateMailChoices(owner.ctx, { kinds: ['low_balance'] });
    for (const subject of ['a', 'b', 'c', 'd']) await db.$transaction((tx) => raiseAlert(tx, alert(subject)));
    await Promise.all([sendAll(), sendAll()]);
    expect(server.taken).toHaveLength(4);
    await db.mail.updateMany({
      data: { state: 'pending', nextTryAt: new Date(Date.now() + 90_000), finishedAt: null },
    });
    await sendAll();
    expect(server.taken).toHaveLength(4);
    await sendAll(new Date(Date.now() + 91_000));
    expect(server.taken).toHaveLength(8);
  });
});

describe('invitations by e-mail', () => {
  it('carry the link, which is sealed while it waits and gone afterwards', async () => {
    const { ctx } = await addMember('admin', 'Asha <b>Iyer</b>');
    const { url, isMailed } = await inviteMember(ctx, { email: 'new@example.com', role: 'support' });
    expect(isMailed).toBe(true);
    const waiting = await db.mail.findFirstOrThrow();
    const token = url.slice(url.lastIndexOf('/') + 1);
    expect(Buffer.from(waiting.linkSealed ?? []).includes(token)).toBe(false);
    await sendAll();
    const content = readable(server.taken[0]?.content ?? '');
    expect(content).toContain(url);
    expect(content).toContain('Asha &lt;b&gt;Iyer&lt;/b&gt; invites you');
    expect(await db.mail.findFirstOrThrow()).toMatchObject({ state: 'delivered', linkSealed: null });
  });

  it('are given up when the link does not open any more, after as many tries as any other', async () => {
    const { ctx } = await addMember('admin', 'Asha');
    await inviteMember(ctx, { email: 'lost@example.com', role: 'support' });
    await db.mail.updateMany({ data: { linkSealed: new Uint8Array(64) } });
    await sendAll();
    expect(await db.mail.findFirstOrThrow()).toMatchObject({
      ...{ state: 'pending', triesLeft: 7, lastError: 'The mail could not be composed.' },
    });
    await db.mail.updateMany({ data: { triesLeft: 1, nextTryAt: new Date() } });
    await sendAll();
    expect(await db.mail.findFirstOrThrow()).toMatchObject({ state: 'failed', triesLeft: 0 });
    expect(server.taken).toEqual([]);
  });

  it('are not sent once a newer link was made', async () => {
    const { ctx } = await addMember('admin', 'Asha');
    const first = await inviteMember(ctx, { email: 'twice@example.com', role: 'support' });
    const second = await inviteMember(ctx, { email: 'twice@example.com', role: 'support' });
    await sendAll();
    expect(server.taken).toHaveLength(1);
    const content = readable(server.taken[0]?.content ?? '');
    expect([content.includes(first.url), content.includes(second.url)]).toEqual([false, true]);
  });
});
