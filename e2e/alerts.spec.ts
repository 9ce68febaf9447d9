import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { METRICS_TOKEN } from '@/lib/tooling/e2e-processes.mjs';
import { expect, customerTest as test } from './support/fixtures';

interface Received {
  headers: Record<string, string | string[] | undefined>;
  form: URLSearchParams;
}

/** A customer's own web server, which answers as it is told. */
const receiverTest = test.extend<{ receiver: { url: string; received: Received[]; answer: (status: number) => void } }>(
  {
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from here
    receiver: async ({}, use) => {
      const received: Received[] = [];
      let status = 200;
      const server = createServer((req, res) => {
        let body = '';
        req.on('data', (chunk) => {
          body += chunk;
        });
        req.on('end', () => {
          received.push({ headers: req.headers, form: new URLSearchParams(body) });
          res.writeHead(status).end();
        });
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const answer = (next: number) => {
        status = next;
      };
      await use({ url: `http://127.0.0.1:${port}/hooks`, received, answer });
      server.closeAllConnections();
      server.close();
    },
  },
);

receiverTest(
  'an endpoint is added, tested, found failing, sent to again, disabled and removed',
  async ({ page, receiver }) => {
    await page.goto('/settings/alerts');
    const card = page.getByRole('region', { name: 'Webhook endpoints' });
    await card.getByRole('button', { name: 'Add endpoint' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add webhook endpoint' });
    for (const [url, sentence] of [
      ['example', 'URL must be a web address such as https://example.com/hooks/twinline.'],
      ['http://10.0.0.5/hooks', 'URL is at a private or local address, to which webhooks are not sent.'],
      ['http://[::ffff:169.254.169.254]/', 'URL is at a private or local address, to which webhooks are not sent.'],
    ] as const) {
      await dialog.getByLabel('URL').fill(url);
      await dialog.getByRole('button', { name: 'Add endpoint' }).click();
      await expect(dialog.getByText(sentence)).toBeVisible();
      await expect(dialog.getByLabel('URL')).toBeFocused();
    }
    await dialog.getByLabel('URL').fill(receiver.url);
    await dialog.getByLabel('Description').fill('Ops room');
    await dialog.getByRole('button', { name: 'Add endpoint' }).click();
    await expect(dialog).toBeHidden();
    const endpoint = card.getByRole('listitem').filter({ hasText: receiver.url });
    await expect(endpoint).toContainText('Ops room');

    receiver.answer(503);
    await endpoint.getByRole('button', { name: /^Send test/ }).click();
    await expect(page).toHaveURL(/\/developers\/webhooks\/whd_/);
    const attempts = page.getByRole('table', { name: 'Attempts' });
    // Live: the page was opened before the answer was there.
    await expect(attempts.getByText('The endpoint answered 503.')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Payload' })).toContainText(
      'This is a test of your webhook endpoint.',
    );
    receiver.answer(204);
    await page.getByRole('button', { name: 'Send again' }).click();
    await expect(attempts.getByRole('row')).toHaveCount(3);
    await expect(attempts.getByRole('row').nth(1)).toContainText('204');
    await expect(page.getByText('Delivered; nothing more is sent.')).toBeVisible();
    expect(receiver.received).toHaveLength(2);
    expect(receiver.received[0]?.form.get('EventID')).toBe(receiver.received[1]?.form.get('EventID'));
    for (const { headers } of receiver.received) {
      expect(String(headers['x-plivo-signature-v3'])).toHaveLength(createHmac('sha256', '').digest('base64').length);
    }

    await page.goto('/settings/alerts');
    await endpoint.getByRole('button', { name: /^Disable/ }).click();
    await expect(endpoint.getByText('Disabled')).toBeVisible();
    await expect(endpoint.getByRole('button', { name: /^Send test/ })).toHaveCount(0);
    await endpoint.getByRole('button', { name: /^Remove/ }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove endpoint' }).click();
    await expect(card.getByText('No endpoints')).toBeVisible();
  },
);

receiverTest(
  'an alert rings the bell of an open page, is a webhook, and is read by following it',
  async ({ page, stage, customer, receiver }) => {
    const { accountId } = customer;
    await stage.call('addWebhookEndpoint', { accountId, url: receiver.url });
    await page.goto('/settings/profile');
    await expect(page.getByRole('button', { name: 'Notices', exact: true })).toBeVisible();
    await stage.call('tellAlerts', { accountId });
    const bell = page.getByRole('button', { name: 'Notices, 7 unread' });
    await expect(bell).toBeVisible();
    await bell.click();
    const panel = page.getByRole('dialog', { name: 'Notices' });
    await expect(panel.getByRole('listitem')).toHaveCount(6);
    await panel.getByRole('link', { name: /Low balance/ }).click();
    await expect(page).toHaveURL(/\/billing$/);
    await expect(page.getByRole('button', { name: 'Notices, 6 unread' })).toBeVisible();
    await page.getByRole('button', { name: 'Notices, 6 unread' }).click();
    await panel.getByRole('link', { name: 'All notices' }).click();
    await expect(page.getByRole('list', { name: 'Notices' }).getByRole('listitem')).toHaveCount(7);
    await page.getByRole('link', { name: 'Unread (6)' }).click();
    await expect(page.getByRole('list', { name: 'Notices' }).getByRole('listitem')).toHaveCount(6);
    await page.getByRole('main').getByRole('button', { name: 'Mark all as read' }).click();
    await expect(page.getByText('No unread notices')).toBeVisible();

    await expect.poll(() => receiver.received.length).toBe(7);
    await page.goto('/developers/webhooks');
    const log = page.getByRole('region', { name: 'Delivery log' });
    await expect(log.getByRole('row')).toHaveCount(8);
    await log.getByLabel('Event').selectOption('Past-due rent');
    await expect(log.getByRole('row')).toHaveCount(2);
    await log.getByLabel('State').selectOption('Given up');
    await expect(log.getByText('No delivery fits these filters')).toBeVisible();
    await log.getByRole('button', { name: 'Clear filters' }).click();
    await expect(log.getByRole('row')).toHaveCount(8);
  },
);

test('what is told is switched per kind and channel', async ({ page, stage, customer }) => {
  await page.goto('/settings/alerts');
  const rules = page.getByRole('region', { name: 'What you are told' });
  await rules.getByRole('checkbox', { name: 'Failover as notice' }).uncheck();
  const amounts = rules.getByLabel('Low balance below, in INR');
  await expect(amounts).toHaveValue('250, 100, 10');
  await amounts.fill('ten');
  await rules.getByRole('button', { name: 'Save' }).click();
  await expect(rules.getByText('Amounts must be 1 to 5 numbers above 0 such as 250, 100, 10.')).toBeVisible();
  await amounts.fill('30000');
  await rules.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Alert settings saved')).toBeVisible();
  // The balance is 25,000: the worker finds it below the new amount.
  await expect(page.getByRole('button', { name: 'Notices, 1 unread' })).toBeVisible({ timeout: 20_000 });
  await stage.call('tellAlerts', { accountId: customer.accountId });
  await expect(page.getByRole('button', { name: 'Notices, 7 unread' })).toBeVisible();
  await page.reload();
  await expect(rules.getByRole('checkbox', { name: 'Failover as notice' })).not.toBeChecked();
  await expect(rules.getByRole('checkbox', { name: 'Failback as notice' })).toBeChecked();
});

test.describe('support', () => {
  test.use({ wish: { role: 'support' } });

  test('reads notices and is told that the role sets no alerts', async ({ page, stage, customer }) => {
    await stage.call('tellAlerts', { accountId: customer.accountId });
    await page.goto('/notices');
    await expect(page.getByRole('list', { name: 'Notices' }).getByRole('listitem')).toHaveCount(6);
    for (const address of ['/settings/alerts', '/developers/webhooks', '/developers/webhooks/whd_1']) {
      await page.goto(address);
      await expect(page.getByText('Your role does not set alerts and webhooks')).toBeVisible();
    }
  });
});

test('metrics are for who shows the token, and every answer names its request', async ({ request }) => {
  const refused = await request.get('/api/metrics');
  expect(refused.status()).toBe(401);
  expect(refused.headers()['x-request-id']).toMatch(/^req_/);
  const answer = await request.get('/api/metrics', { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
  expect(answer.status()).toBe(200);
  const text = await answer.text();
  expect(text).toContain('twinline_database_up 1');
  for (const role of ['web', 'worker'])
    expect(text).toMatch(new RegExp(`process_cpu_seconds_total\\{[^}]*role="${role}"`));
  expect(text).toMatch(/twinline_http_request_duration_seconds_count\{kind="api"/);
});
