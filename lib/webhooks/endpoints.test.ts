import { beforeEach, describe, expect, it } from 'vitest';
import { raiseAlert } from '@/lib/alerts';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';
import { type AccountFixture, createAccount, testContext } from '@/lib/testing/factories';
import { createEndpoint } from '@/lib/testing/receiver';
import { addEndpoint } from './add-endpoint';
import { expireDeliveries } from './expire-deliveries';
import { getDelivery, listDeliveries, listEndpoints } from './queries';
import { removeEndpoint } from './remove-endpoint';
import { readDeliveryQuery } from './schema';
import { sendAgain } from './send-again';
import { sendTest } from './send-test';
import { switchEndpoint } from './switch-endpoint';

let account: AccountFixture;
beforeEach(async () => {
  account = await createAccount();
});

const NEWEST = { before: null, after: null };
const ALL = { state: null, event: null, endpointId: null };
const count = () => db.webhookEndpoint.count({ where: { accountId: account.id } });

describe('an endpoint', () => {
  it('is added once, with an audit row, and found again', async () => {
    const ctx = testContext(account, 'developer');
    const { id } = await addEndpoint(ctx, { url: ' http://127.0.0.1:4000/hooks ', description: ' Ops room ' });
    expect(await listEndpoints(ctx)).toMatchObject([
      { id, url: 'http://127.0.0.1:4000/hooks', description: 'Ops room', isEnabled: true, lastState: null },
    ]);
    const again = addEndpoint(ctx, { url: 'HTTP://127.0.0.1:4000/hooks' });
    await expect(again).rejects.toMatchObject({
      code: 'conflict',
      message: 'URL is an endpoint of this account already.',
    });
    const audit = await db.auditEvent.findFirstOrThrow({ where: { entityId: id } });
    expect(audit).toMatchObject({ action: 'webhook.add', actorId: account.userId });
    expect(await listEndpoints(testContext(await createAccount()))).toEqual([]);
  });

  const FORM = 'URL must be a web address such as https://example.com/hooks/twinline.';
  it.each([
    ['', FORM],
    ['example.com/hooks', FORM],
    ['ftp://example.com/', FORM],
    ['javascript:alert(1)', FORM],
    ['http://', FORM],
    [`https://example.com/${'a'.repeat(500)}`, 'URL may have at most 500 characters.'],
    ['https://user:pass@example.com/', 'URL may not hold a user name or password; webhooks are signed instead.'],
    ['https://example.com/#rt=3', 'URL may not have a part after "#"; it is never sent.'],
    ['https://nowhere.invalid/', 'URL names the host nowhere.invalid, which cannot be found.'],
    [
      'http://169.254.169.254/latest/meta-data/',
      'URL is at a private or local address, to which webhooks are not sent. Give a public one, or ask the operator to allow it (TWINLINE_WEBHOOK_ALLOW).',
    ],
  ])('at "%s" is refused in one sentence and nothing is written', async (url, message) => {
    const refused = addEndpoint(testContext(account), { url });
    await expect(refused).rejects.toMatchObject({ code: 'invalid_input', field: 'url', message });
    expect(await count()).toBe(0);
    expect(await db.auditEvent.count({ where: { accountId: account.id } })).toBe(0);
  });

  it('has a description of one short line', async () => {
    const url = 'http://127.0.0.1:4000/';
    for (const [description, message] of [
      ['a'.repeat(81), 'Description may have at most 80 characters.'],
      ['two\nlines', 'Description must be one line of plain text.'],
    ] as const) {
      await expect(addEndpoint(testContext(account), { url, description })).rejects.toMatchObject({ message });
    }
    expect(await count()).toBe(0);
  });

  it('may be one of ten, also when eleven are added at once', async () => {
    const ctx = testContext(account);
    const added = await Promise.allSettled(
      Array.from({ length: 11 }, (_, index) => addEndpoint(ctx, { url: `http://127.0.0.1:4000/${index}` })),
    );
    const refused = added.flatMap((result) => (result.status === 'rejected' ? [String(result.reason.message)] : []));
    expect(refused).toEqual(['An account may have 10 endpoints; remove one to add another.']);
    expect(await count()).toBe(10);
  });

  it.each(['finance', 'support'] as const)('is not for %s', async (role) => {
    const ctx = testContext(account, role);
    const { id } = await createEndpoint(account, 'http://127.0.0.1:4000/');
    const deliveryId = createId('whd');
    for (const refused of [
      () => addEndpoint(ctx, { url: 'http://127.0.0.1:4001/' }),
      () => switchEndpoint(ctx, { endpointId: id, isEnabled: false }),
      () => removeEndpoint(ctx, { endpointId: id }),
      () => sendTest(ctx, { endpointId: id }),
      () => sendAgain(ctx, { deliveryId }),
      () => listEndpoints(ctx),
      () => listDeliveries(ctx, ALL, NEWEST),
      () => getDelivery(ctx, deliveryId),
    ]) {
      await expect(refused()).rejects.toMatchObject({ code: 'forbidden' });
    }
    expect(await listEndpoints(testContext(account))).toMatchObject([{ id, isEnabled: true }]);
  });

  it('of another account cannot be touched', async () => {
    const { id } = await createEndpoint(account, 'http://127.0.0.1:4000/');
    const stranger = testContext(await createAccount());
    for (const refused of [
      () => switchEndpoint(stranger, { endpointId: id, isEnabled: false }),
      () => removeEndpoint(stranger, { endpointId: id }),
      () => sendTest(stranger, { endpointId: id }),
    ]) {
      await expect(refused()).rejects.toMatchObject({ code: 'not_found' });
    }
    const { deliveryId } = await sendTest(testContext(account), { endpointId: id });
    await expect(sendAgain(stranger, { deliveryId })).rejects.toMatchObject({ code: 'not_found' });
    await expect(getDelivery(stranger, deliveryId)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('that is disabled or removed takes no test; removed it is gone from the list and stays in the log', async () => {
    const ctx = testContext(account);
    const { id } = await createEndpoint(account, 'http://127.0.0.1:4000/');
    const { deliveryId } = await sendTest(ctx, { endpointId: id });
    await switchEndpoint(ctx, { endpointId: id, isEnabled: false });
    expect(await getDelivery(ctx, deliveryId)).toMatchObject({ state: 'canceled', canResend: false, nextTryAt: null });
    const disabled = { code: 'conflict', message: expect.stringContaining('The endpoint is disabled') };
    await expect(sendTest(ctx, { endpointId: id })).rejects.toMatchObject(disabled);
    await expect(sendAgain(ctx, { deliveryId })).rejects.toMatchObject(disabled);
    await switchEndpoint(ctx, { endpointId: id, isEnabled: true });
    await sendAgain(ctx, { deliveryId });
    expect(await getDelivery(ctx, deliveryId)).toMatchObject({ state: 'pending', canResend: true, triesLeft: 1 });
    await removeEndpoint(ctx, { endpointId: id });
    await expect(removeEndpoint(ctx, { endpointId: id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(sendTest(ctx, { endpointId: id })).rejects.toMatchObject({ code: 'not_found' });
    expect(await listEndpoints(ctx)).toEqual([]);
    expect((await listDeliveries(ctx, ALL, NEWEST)).rows).toMatchObject([
      { id: deliveryId, state: 'canceled', event: 'test' },
    ]);
    const actions = await db.auditEvent.findMany({ where: { accountId: account.id }, orderBy: { id: 'asc' } });
    expect(actions.map(({ action }) => action)).toEqual([
      ...['webhook.test', 'webhook.disable', 'webhook.enable', 'webhook.send_again', 'webhook.remove'],
    ]);
  });
});

describe('the delivery log', () => {
  it('is filtered by state, event and endpoint, and pages', async () => {
    const ctx = testContext(account);
    const [first, second] = [
      await createEndpoint(account, 'http://127.0.0.1:4000/1'),
      await createEndpoint(account, 'http://127.0.0.1:4000/2'),
    ];
    for (let i = 0; i < 30; i += 1) {
      const about = { accountId: account.id, subject: `rental ${i}`, sentence: 'Rent is due.', link: '/billing' };
      await db.$transaction((tx) => raiseAlert(tx, { ...about, kind: i % 3 === 0 ? 'past_due' : 'pair_problem' }));
    }
    await db.webhookDelivery.updateMany({
      where: { endpointId: second.id },
      data: { state: 'delivered', finishedAt: new Date() },
    });
    const sizes = async (filters: Partial<typeof ALL> | object) =>
      (await listDeliveries(ctx, { ...ALL, ...filters }, NEWEST)).rows.length;
    expect(await sizes({})).toBe(50);
    expect(await sizes({ state: 'delivered' })).toBe(30);
    expect(await sizes({ event: 'past_due' })).toBe(20);
    expect(await sizes({ event: 'past_due', endpointId: first.id })).toBe(10);
    expect(await sizes({ state: 'failed' })).toBe(0);
    const page = await listDeliveries(ctx, ALL, NEWEST);
    const rest = await listDeliveries(ctx, ALL, { before: page.older, after: null });
    expect([page.newer, rest.rows.length, rest.older]).toEqual([null, 10, null]);
    const ids = [...page.rows, ...rest.rows].map(({ id }) => id);
    expect(ids).toEqual([...ids].sort().reverse());
  });

  it('forgets what was finished 30 days ago', async () => {
    const { id } = await createEndpoint(account, 'http://127.0.0.1:4000/');
    const { deliveryId } = await sendTest(testContext(account), { endpointId: id });
    const finishedAt = new Date('2026-01-01T00:00:00Z');
    await db.webhookDelivery.update({ where: { id: deliveryId }, data: { state: 'delivered', finishedAt } });
    await expireDeliveries(new Date('2026-01-30T00:00:00Z'));
    expect(await db.webhookDelivery.count({ where: { id: deliveryId } })).toBe(1);
    await expireDeliveries(new Date('2026-02-01T00:00:00Z'));
    expect(await db.webhookDelivery.count({ where: { id: deliveryId } })).toBe(0);
  });

  it('leaves out filters an address does not have', () => {
    const { filters, cursor, leftOut } = readDeliveryQuery({
      ...{ state: 'lost', event: 'past_due', endpoint: "'; DROP TABLE", before: 'x', after: null },
    });
    expect(filters).toEqual({ state: null, event: 'past_due', endpointId: null });
    expect(cursor).toEqual(NEWEST);
    expect(leftOut).toEqual(['The state', 'The endpoint']);
  });
});
