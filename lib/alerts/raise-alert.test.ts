import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { createAccount, testContext } from '@/lib/testing/factories';
import { createEndpoint } from '@/lib/testing/receiver';
import { type NewAlert, raiseAlert, raiseAlerts } from './raise-alert';
import { updateAlertRules } from './update-rules';

function alertOf(account: { id: string }, more: Partial<NewAlert> = {}): NewAlert {
  return {
    accountId: account.id,
    kind: 'pair_problem',
    subject: 'pair 1',
    sentence: 'The carrier withdrew the fallback number.',
    link: '/phone-numbers/active/912248880000',
    data: { Number: '912248880000' },
    ...more,
  };
}

const raise = (alert: NewAlert) => db.$transaction((tx) => raiseAlert(tx, alert));
const alertsOf = (account: { id: string }) => db.alert.findMany({ where: { accountId: account.id } });
const deliveriesOf = (account: { id: string }) =>
  db.webhookDelivery.findMany({ where: { accountId: account.id }, orderBy: { id: 'asc' } });

describe('an alert', () => {
  it('is a notice and a webhook to each enabled endpoint of the account, and to no other', async () => {
    const [account, stranger] = [await createAccount(), await createAccount()];
    const first = await createEndpoint(account, 'http://127.0.0.1:9/a');
    const second = await createEndpoint(account, 'http://127.0.0.1:9/b');
    await createEndpoint(account, 'http://127.0.0.1:9/off', false);
    const removed = await createEndpoint(account, 'http://127.0.0.1:9/gone');
    await db.webhookEndpoint.update({ where: { id: removed.id }, data: { removedAt: new Date() } });
    await createEndpoint(stranger, 'http://127.0.0.1:9/c');
    const at = new Date('2026-03-01T10:00:00.250Z');
    expect(await raise(alertOf(account, { at }))).toBe(true);
    const [alert] = await alertsOf(account);
    expect(alert).toMatchObject({ kind: 'pair_problem', inApp: true, createdAt: at });
    const deliveries = await deliveriesOf(account);
    expect(deliveries.map(({ endpointId }) => endpointId).sort()).toEqual([first.id, second.id].sort());
    const { authId } = await db.account.findUniqueOrThrow({ where: { id: account.id } });
    expect(deliveries[0]).toMatchObject({ event: 'pair_problem', state: 'pending', alertId: alert?.id, triesLeft: 8 });
    expect(deliveries[0]?.payload).toEqual({
      Event: 'pair_problem',
      EventID: alert?.id,
      AuthID: authId,
      Message: 'The carrier withdrew the fallback number.',
      Number: '912248880000',
      Time: '2026-03-01T10:00:00.250Z',
      URL: 'http://127.0.0.1:3000/phone-numbers/active/912248880000',
    });
    expect(await deliveriesOf(stranger)).toEqual([]);
  });

  it('of the same kind and subject is told once, also by two at the same time', async () => {
    const account = await createAccount();
    await createEndpoint(account, 'http://127.0.0.1:9/a');
    const raised = await Promise.all(Array.from({ length: 8 }, () => raise(alertOf(account))));
    expect(raised.filter(Boolean)).toHaveLength(1);
    expect(await raise(alertOf(account))).toBe(false);
    expect(await raise(alertOf(account, { subject: 'pair 2' }))).toBe(true);
    expect(await alertsOf(account)).toHaveLength(2);
    expect(await deliveriesOf(account)).toHaveLength(2);
  });

  it('does not exist when the transaction of its cause fails', async () => {
    const account = await createAccount();
    const fails = db.$transaction(async (tx) => {
      await raiseAlert(tx, alertOf(account));
      throw new Error('the cause could not be written');
    });
    await expect(fails).rejects.toThrow('the cause could not be written');
    expect(await alertsOf(account)).toEqual([]);
  });

  it('follows the rules of the account', async () => {
    const account = await createAccount();
    await createEndpoint(account, 'http://127.0.0.1:9/a');
    await updateAlertRules(testContext(account), {
      rules: [
        { kind: 'pair_problem', inApp: false, webhooks: true },
        { kind: 'past_due', inApp: true, webhooks: false },
      ],
      thresholds: '50',
    });
    await raise(alertOf(account));
    await raise(alertOf(account, { kind: 'past_due' }));
    const shown = (await alertsOf(account)).map(({ kind, inApp }) => [kind, inApp]);
    expect(shown.sort()).toEqual(
      [
        ['past_due', true],
        ['pair_problem', false],
      ].sort(),
    );
    expect((await deliveriesOf(account)).map(({ event }) => event)).toEqual(['pair_problem']);
  });

  it('that a webhook was given up is never a webhook', async () => {
    const account = await createAccount();
    await createEndpoint(account, 'http://127.0.0.1:9/a');
    await raise(alertOf(account, { kind: 'webhook_failed' }));
    expect(await deliveriesOf(account)).toEqual([]);
    expect(await alertsOf(account)).toMatchObject([{ inApp: true }]);
  });

  it('tells open pages at commit, each account once an alert', async () => {
    const accounts = [await createAccount(), await createAccount()];
    const client = new Client({ connectionString: env().DATABASE_URL });
    await client.connect();
    const heard: string[] = [];
    client.on('notification', ({ payload }) => heard.push(payload ?? ''));
    await client.query('LISTEN twinline_account');
    const told = await db.$transaction((tx) =>
      raiseAlerts(
        tx,
        accounts.map((account) => alertOf(account)),
      ),
    );
    expect(told).toBe(2);
    await expect
      .poll(() => heard.map((text) => JSON.parse(text).accountId).sort())
      .toEqual(accounts.map(({ id }) => id).sort());
    expect(heard.map((text) => JSON.parse(text).topic)).toEqual(['notices', 'notices']);
    await client.end();
  });
});
