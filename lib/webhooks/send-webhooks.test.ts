import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { raiseAlert } from '@/lib/alerts';
import { db } from '@/lib/db';
import { createClock } from '@/lib/testing/clock';
import { type AccountFixture, testContext } from '@/lib/testing/factories';
import { AUTH_TOKEN, createEndpoint, createSigningAccount, Receiver } from '@/lib/testing/receiver';
import { sendAgain } from './send-again';
import { WebhookSender } from './send-webhooks';
import { switchEndpoint } from './switch-endpoint';

const receiver = new Receiver();
let account: AccountFixture;
let clock = createClock();
let raised = 0;

beforeAll(async () => {
  await receiver.start();
});
beforeEach(async () => {
  await db.webhookDelivery.deleteMany();
  receiver.reply = 200;
  receiver.received.length = 0;
  clock = createClock(new Date());
  account = await createSigningAccount();
});
afterAll(() => receiver.stop());

async function raise(): Promise<void> {
  raised += 1;
  const about = { subject: `rental ${raised}`, sentence: `Rent ${raised} is due.`, link: '/billing', at: clock.now() };
  await db.$transaction((tx) => raiseAlert(tx, { accountId: account.id, kind: 'past_due', ...about }));
}

async function sendDue(sender = new WebhookSender({ now: clock.now })): Promise<number> {
  const begun = await sender.begin();
  await sender.finish();
  return begun;
}

async function onlyDelivery() {
  return db.webhookDelivery.findFirstOrThrow({
    where: { accountId: account.id },
    include: { attempts: { orderBy: { position: 'asc' } } },
  });
}

describe('a webhook', () => {
  it('is signed by the account, so that its receiver knows who sent it', async () => {
    await createEndpoint(account, receiver.url('/hooks?b=2&a=1'));
    await raise();
    expect(await sendDue()).toBe(1);
    const [received] = receiver.received;
    if (!received) throw new Error('nothing was received');
    const { headers, parameters } = received;
    const form = Object.keys(parameters)
      .sort()
      .map((name) => `${name}${parameters[name]}`)
      .join('');
    const text = `${receiver.url('/hooks')}?a=1&b=2.${form}.${headers['x-plivo-signature-v3-nonce']}`;
    const signature = createHmac('sha256', AUTH_TOKEN).update(text).digest('base64');
    expect(headers['x-plivo-signature-v3']).toBe(signature);
    expect(headers['x-plivo-signature-ma-v3']).toBe(signature);
    expect(parameters).toMatchObject({ Event: 'past_due', Message: expect.stringMatching(/^Rent \d+ is due\.$/) });
    const delivery = await onlyDelivery();
    expect(headers['x-twinline-delivery']).toBe(delivery.id);
    expect(delivery).toMatchObject({ state: 'delivered', attempts: [{ position: 1, status: 200, error: null }] });
    const endpoint = await db.webhookEndpoint.findFirstOrThrow({ where: { accountId: account.id } });
    expect(endpoint.lastDeliveredAt).toEqual(delivery.finishedAt);
    expect(await sendDue()).toBe(0);
  });

  it('that fails is sent again after longer and longer pauses, given up after eight, and told once', async () => {
    const endpoint = await createEndpoint(account, receiver.url());
    receiver.reply = 503;
    await raise();
    const waits: number[] = [];
    for (let attempt = 1; attempt < 8; attempt += 1) {
      expect(await sendDue()).toBe(1);
      const { nextTryAt, state } = await onlyDelivery();
      expect(state).toBe('pending');
      expect(await sendDue()).toBe(0);
      waits.push((nextTryAt.getTime() - clock.now().getTime()) / 1_000);
      clock.set(nextTryAt);
    }
    expect(await sendDue()).toBe(1);
    const givenUp = await onlyDelivery();
    expect(givenUp).toMatchObject({ state: 'failed', triesLeft: 0 });
    expect(givenUp.attempts.map(({ error }) => error)).toEqual(Array(8).fill('The endpoint answered 503.'));
    for (const [index, expected] of [10, 60, 300, 1_800, 7_200, 21_600, 43_200].entries()) {
      expect(waits[index]).toBeGreaterThanOrEqual(expected * 0.8);
      expect(waits[index]).toBeLessThanOrEqual(expected * 1.2);
    }
    const told = () => db.alert.findMany({ where: { accountId: account.id, kind: 'webhook_failed' } });
    expect(await told()).toMatchObject([
      {
        sentence: `Webhooks to 127.0.0.1:${receiver.port} were given up after 8 attempts. The endpoint answered 503. They can be sent again from the delivery log.`,
        link: `/developers/webhooks/${givenUp.id}`,
      },
    ]);
    // More of the same trouble is not told again; trouble after a delivery is.
    await raise();
    await db.webhookDelivery.updateMany({
      where: { state: 'pending' },
      data: { triesLeft: 1, nextTryAt: clock.now() },
    });
    expect(await sendDue()).toBe(1);
    expect(await told()).toHaveLength(1);
    await db.webhookEndpoint.update({ where: { id: endpoint.id }, data: { lastDeliveredAt: clock.now() } });
    await raise();
    await db.webhookDelivery.updateMany({
      where: { state: 'pending' },
      data: { triesLeft: 1, nextTryAt: clock.now() },
    });
    await sendDue();
    expect(await told()).toHaveLength(2);
  });

  it('given up is delivered when it is sent again by hand', async () => {
    await createEndpoint(account, receiver.url());
    receiver.reply = 500;
    await raise();
    await db.webhookDelivery.updateMany({ data: { triesLeft: 1, nextTryAt: clock.now() } });
    await sendDue();
    const { id } = await onlyDelivery();
    receiver.reply = 200;
    await sendAgain(testContext(account, 'developer', { clock }), { deliveryId: id });
    expect(await onlyDelivery()).toMatchObject({ state: 'pending', triesLeft: 8, finishedAt: null });
    expect(await sendDue()).toBe(1);
    const delivery = await onlyDelivery();
    expect(delivery).toMatchObject({ state: 'delivered' });
    expect(delivery.attempts.map(({ position, status }) => [position, status])).toEqual([
      [1, 500],
      [2, 200],
    ]);
    const ids = receiver.received.map(({ parameters }) => parameters.EventID);
    expect(new Set(ids).size).toBe(1);
  });

  it('that a killed worker was sending is sent by another one when the claim lapses', async () => {
    await createEndpoint(account, receiver.url());
    receiver.reply = 'hang';
    await raise();
    const killed = new WebhookSender({ now: clock.now, timeoutMs: 60_000 });
    expect(await killed.begin()).toBe(1);
    await expect.poll(() => receiver.received.length).toBe(1);
    receiver.reply = 200;
    const other = new WebhookSender({ now: clock.now });
    expect(await sendDue(other)).toBe(0);
    clock.advance(30_001);
    expect(await sendDue(other)).toBe(1);
    expect(await onlyDelivery()).toMatchObject({ state: 'delivered', attempts: [{ position: 1, status: 200 }] });
  });

  it('claimed by another worker meanwhile is written by that one alone', async () => {
    await createEndpoint(account, receiver.url());
    receiver.reply = 'hang';
    await raise();
    const slow = new WebhookSender({ now: clock.now, timeoutMs: 400 });
    await slow.begin();
    await expect.poll(() => receiver.received.length).toBe(1);
    await db.webhookDelivery.updateMany({ data: { claim: { increment: 1 } } });
    await slow.finish();
    expect(await onlyDelivery()).toMatchObject({ state: 'pending', triesLeft: 8, attempts: [] });
  });

  it('is sent once, however many workers look', async () => {
    await createEndpoint(account, receiver.url());
    for (let i = 0; i < 30; i += 1) await raise();
    const senders = Array.from({ length: 4 }, () => new WebhookSender({ now: clock.now }));
    for (let round = 0; round < 10; round += 1) await Promise.all(senders.map((sender) => sendDue(sender)));
    expect(receiver.received).toHaveLength(30);
    expect(await db.webhookAttempt.count({ where: { delivery: { accountId: account.id } } })).toBe(30);
  });

  it('to a slow endpoint holds up that endpoint alone', async () => {
    const slow = await new Receiver().start();
    slow.reply = 'hang';
    await createEndpoint(account, slow.url());
    const quick = await createEndpoint(account, receiver.url());
    for (let i = 0; i < 12; i += 1) await raise();
    const sender = new WebhookSender({ now: clock.now, timeoutMs: 2_000 });
    await expect
      .poll(async () => {
        await sender.begin();
        return db.webhookDelivery.count({ where: { endpointId: quick.id, state: 'delivered' } });
      })
      .toBe(12);
    expect(slow.received.length).toBeLessThanOrEqual(4);
    await sender.finish();
    await slow.stop();
  });

  it('to an address that became private is not sent, and says why', async () => {
    await createEndpoint(account, receiver.url());
    await raise();
    await sendDue(new WebhookSender({ now: clock.now, policy: { allow: [], host: '0.0.0.0' } }));
    expect(receiver.received).toEqual([]);
    expect((await onlyDelivery()).attempts).toMatchObject([
      { status: null, error: expect.stringMatching(/^URL is at a private or local address/) },
    ]);
  });

  it('that cannot be signed is not sent', async () => {
    await createEndpoint(account, receiver.url());
    await db.account.update({ where: { id: account.id }, data: { authTokenEncrypted: Buffer.alloc(64, 1) } });
    await raise();
    await sendDue();
    expect(receiver.received).toEqual([]);
    expect((await onlyDelivery()).attempts[0]?.error).toContain('could not be signed');
  });

  it('waiting for an endpoint that is disabled is cancelled, also while it is being sent', async () => {
    const endpoint = await createEndpoint(account, receiver.url());
    receiver.reply = 'hang';
    await raise();
    const sender = new WebhookSender({ now: clock.now, timeoutMs: 500 });
    await sender.begin();
    await expect.poll(() => receiver.received.length).toBe(1);
    await switchEndpoint(testContext(account), { endpointId: endpoint.id, isEnabled: false });
    await sender.finish();
    expect(await onlyDelivery()).toMatchObject({ state: 'canceled', attempts: [] });
    await raise();
    expect(await db.webhookDelivery.count({ where: { accountId: account.id } })).toBe(1);
  });
});
