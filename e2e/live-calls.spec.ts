import type { Page } from '@playwright/test';
import { expect, customerTest as test } from './support/fixtures';
import { NumberPage } from './support/number-page';

test.use({ wish: { isOperator: true } });

/** How long a call of the sandbox may take to be answered, on a machine that does other things too. */
const ANSWERED_MS = 30_000;

/** Fills the open dialog and presses Call until the agent knows the number: it reads it a moment after it became active. */
async function placeTestCall(page: Page, to: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: /^Test call from/ });
  await dialog.getByLabel('Number to call').fill(to);
  await expect(async () => {
    await dialog.getByRole('button', { name: 'Call', exact: true }).click();
    await expect(dialog.getByRole('list', { name: 'What happened so far' })).toBeVisible({ timeout: 2_000 });
  }).toPass();
}

test('a test call is answered, hung up, and its page shows the ladder', async ({ page, stage, customer }) => {
  const { number } = await stage.call('rent', { accountId: customer.accountId, stock: { areaCode: '80' } });
  await page.goto(`/phone-numbers/active/${number}`);
  await page.getByRole('button', { name: 'Test call' }).click();
  const dialog = page.getByRole('dialog', { name: /^Test call from/ });
  await dialog.getByRole('button', { name: 'Call', exact: true }).click();
  await expect(dialog.getByText('Give the number to call, such as +91 98765 43210 or 098765 43210.')).toBeVisible();
  await dialog.getByLabel('Number to call').fill('098450 12345');
  await dialog.getByLabel('Ring for at most').fill('500');
  await dialog.getByRole('button', { name: 'Call', exact: true }).click();
  await expect(dialog.getByText('The ring timeout must be a whole number of seconds from 1 to 120.')).toBeVisible();
  await dialog.getByLabel('Ring for at most').fill('60');
  await placeTestCall(page, '098450 12345');
  const steps = dialog.getByRole('list', { name: 'What happened so far' });
  await expect(steps).toContainText('Answered', { timeout: ANSWERED_MS });
  await expect(steps).toContainText('Ringing');
  await dialog.getByRole('button', { name: 'Hang up' }).click();
  await expect(steps).toContainText('Ended · Normal Hangup');
  await dialog.getByRole('link', { name: 'Open the call' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('+91 98450 12345');
  await expect(page.getByRole('region', { name: 'Facts' })).toContainText('Test call');
  await expect(page.getByRole('button', { name: 'Hang up' })).toHaveCount(0);
  await page.getByText('The same as a table').click();
  const ladder = page.getByRole('table', { name: 'Messages between Twinline and the carriers' });
  await expect(ladder.getByRole('row').filter({ hasText: 'INVITE' })).toHaveCount(1);
  await expect(ladder.getByRole('row').filter({ hasText: '180 Ringing' })).toHaveCount(1);
  await expect(ladder.getByRole('row').filter({ hasText: '200 OK' }).first()).toBeVisible();
});

test('a call in progress is hung up from its own page; a call abroad is refused at the field', async ({
  page,
  stage,
  customer,
}) => {
  const { number } = await stage.call('rent', { accountId: customer.accountId, stock: { areaCode: '80' } });
  await page.goto(`/phone-numbers/active/${number}`);
  await page.getByRole('button', { name: 'Test call' }).click();
  const dialog = page.getByRole('dialog', { name: /^Test call from/ });
  await placeTestCall(page, '+91 98450 12345');
  await dialog.getByRole('link', { name: 'Open the call' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Call to');
  await page.getByRole('button', { name: 'Hang up' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Hang up' }).click();
  await expect(page.getByRole('button', { name: 'Hang up' })).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Facts' })).toContainText('Request of yours');

  await page.goto(`/phone-numbers/active/${number}`);
  await page.getByRole('button', { name: 'Test call' }).click();
  await dialog.getByLabel('Number to call').fill('+1 415 555 2671');
  await dialog.getByRole('button', { name: 'Call', exact: true }).click();
  await expect(dialog.getByText('a call from an India number must go to a number in India')).toBeVisible();
});

test('a fallback is tested at a press; calls are forced over it and return', async ({ page, stage, customer }) => {
  const wish = { accountId: customer.accountId, stock: { areaCode: '80' }, highAvailability: true };
  const { number, fallback } = await stage.call('rent', wish);
  const numberPage = new NumberPage(page);
  await numberPage.open(number);
  const failover = page.getByRole('region', { name: 'Failover' });
  const provenAt = failover.getByRole('time');
  // The agent proves a new pair by itself.
  await expect(failover.getByText('Proven', { exact: true })).toBeVisible({ timeout: 60_000 });
  const first = Date.parse((await provenAt.getAttribute('datetime')) ?? '');
  await failover.getByRole('button', { name: 'Test the fallback now' }).click();
  await expect(failover.getByRole('status')).toContainText('Test in progress');
  await expect(failover.getByRole('link', { name: 'Follow the call' })).toBeVisible();
  await expect
    .poll(
      async () => Date.parse((await provenAt.getAttribute('datetime', { timeout: 500 }).catch(() => null)) ?? '0'),
      {
        timeout: 60_000,
      },
    )
    .toBeGreaterThan(first);
  await expect(failover.getByText('was answered with audio both ways')).toBeVisible();

  await failover.getByRole('button', { name: 'Force to the fallback' }).click();
  const force = page.getByRole('alertdialog', { name: 'Force to the fallback' });
  await force.getByRole('button', { name: 'Force to the fallback' }).click();
  await expect(force.getByText('Give a reason of 3 to 300 characters.')).toBeVisible();
  await force.getByLabel('Reason').fill('Callers report bad audio');
  await force.getByRole('button', { name: 'Force to the fallback' }).click();
  await expect(failover.getByText('Forced to the fallback')).toBeVisible();
  await expect(failover.getByRole('timer')).toBeVisible();
  await page.getByRole('button', { name: 'Test call' }).click();
  await placeTestCall(page, '098450 12345');
  const dialog = page.getByRole('dialog', { name: /^Test call from/ });
  await expect(dialog.getByRole('list', { name: 'Carriers tried' })).toContainText(`as ${fallback?.display}`, {
    timeout: ANSWERED_MS,
  });
  await dialog.getByRole('button', { name: 'Hang up' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await failover.getByRole('button', { name: 'Release override' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Release override' }).click();
  await expect(failover.getByRole('button', { name: 'Force to the fallback' })).toBeVisible();
  await expect(numberPage.timeline).toContainText('Calls forced to the fallback number by hand');
  await failover.getByLabel('Only by hand').check();
  await expect(numberPage.timeline).toContainText('calls return to the primary number only by hand');
});

test('the operator starts traffic, watches it and stops it', async ({ page, stage, customer }) => {
  const { number } = await stage.call('rent', { accountId: customer.accountId, stock: { areaCode: '80' } });
  await page.goto('/voice/carriers');
  await page.getByRole('button', { name: 'Start traffic' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Start traffic' });
  const start = dialog.getByRole('button', { name: 'Start traffic' });
  await dialog.getByLabel('From').selectOption(number);
  await dialog.getByLabel('To numbers that begin with').fill('+1 415');
  await start.click();
  await expect(dialog.getByText('give prefixes that begin with 91, not 1415')).toBeVisible();
  await dialog.getByLabel('To numbers that begin with').fill('+91 98, 91 80');
  await dialog.getByLabel('Calls a second').fill('many');
  await start.click();
  await expect(dialog.getByText('Calls a second must be from 0.1 to 500.')).toBeVisible();
  await dialog.getByLabel('Calls a second').fill('5');
  await start.click();
  const row = page.getByRole('table', { name: 'Traffic' }).getByRole('row').filter({ hasText: '5 calls a second' });
  await expect(row).toContainText('+9198, +9180');
  await expect(row.getByRole('timer')).toBeVisible();
  const logs = await page.context().newPage();
  await expect(async () => {
    await logs.goto('/voice/calls');
    await expect(logs.getByRole('table', { name: 'Calls' }).getByRole('rowheader').nth(4)).toBeVisible({
      timeout: 2_000,
    });
  }).toPass();
  await row.getByRole('button', { name: /^Stop the traffic/ }).click();
  await expect(row).toBeHidden();
});

test.describe('whoever only reads', () => {
  test.use({ wish: { role: 'support' } });

  test('is offered no call and no traffic', async ({ page, stage, customer }) => {
    const wish = { accountId: customer.accountId, stock: { areaCode: '80' }, highAvailability: true };
    const { number } = await stage.call('rent', wish);
    await page.goto(`/phone-numbers/active/${number}`);
    const failover = page.getByRole('region', { name: 'Failover' });
    await expect(failover).toContainText('Your role may not place calls.');
    await expect(failover.getByRole('button')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Test call' })).toHaveCount(0);
    await page.goto('/voice/carriers');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Carriers');
    await expect(page.getByRole('button', { name: 'Start traffic' })).toHaveCount(0);
  });
});
