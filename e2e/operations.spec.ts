import fs from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { createId } from '@/lib/ids';
import { expect, customerTest as test } from './support/fixtures';
import { expectGoodLook } from './support/look';
import { uploadStock } from './support/views-operations';

const PAGES = ['accounts', 'carriers', 'stock', 'workflows', 'installation'];

test.describe('an operator', () => {
  test.use({ wish: { isOperator: true, name: 'Ravi Menon' } });

  test('imports a carrier’s stock after its dry run', async ({ page }) => {
    const carrier = `Sahyadri ${createId('evt').slice(-6)}`;
    await test.step('the dry run tells what would be done, and why rows are left out', async () => {
      await page.goto('/operations/stock');
      await page.getByRole('button', { name: 'Upload and look at it' }).click();
      await expect(page.getByText('Choose a CSV file.')).toBeVisible();
      await uploadStock(page, carrier);
      await expect(page.getByRole('status').filter({ hasText: 'Nothing is imported yet.' })).toContainText('43 rows');
      const reasons = page.getByRole('table', { name: 'Reasons' });
      await expect(reasons.getByRole('row', { name: /is not valid in any country/ })).toContainText('1');
      const rows = page.getByRole('table', { name: 'Rows that are left out' });
      await expect(rows.getByRole('row', { name: '42 number 12345 is not valid' })).toBeVisible();
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Rows left out' }).click();
      const rejects = await fs.readFile(await (await download).path(), 'utf8');
      expect(rejects).toContain('12345');
      await expectGoodLook(page, 'a dry run', 'light');
    });
    await test.step('the import does it', async () => {
      await page.getByRole('button', { name: /^Import \d+ numbers$/ }).click();
      await expect(page.getByRole('heading', { name: 'What the import did' })).toBeVisible({ timeout: 30_000 });
      await expect(page.getByRole('status').filter({ hasText: `${carrier} is a new carrier.` })).toBeVisible();
    });
    await test.step('the carrier is there, with its stock', async () => {
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Carriers and stock' }).click();
      await page.getByRole('link', { name: carrier }).click();
      await expect(page.getByRole('row', { name: /^IN, Local/ })).toContainText(/\d+/);
      await page.getByRole('button', { name: 'Change', exact: true }).click();
      const dialog = page.getByRole('alertdialog');
      await dialog.getByLabel('Failure domains').fill('upstream:sahyadri');
      await dialog.getByRole('button', { name: 'Look at what it means' }).click();
      await expect(dialog.getByText('No pair is concerned')).toBeVisible();
      await dialog.getByRole('button', { name: 'Save failure domains' }).click();
      await expect(page.getByRole('region', { name: 'Failure domains' })).toContainText('upstream:sahyadri');
    });
  });

  test('helps an account: funds, limits, an order that failed', async ({ page, stage }) => {
    const customer = await stage.call('createCustomer', { name: 'Meera Pillai', balance: 1_000 });
    await test.step('funds and limits', async () => {
      await page.goto(`/operations/accounts/${customer.accountId}`);
      await page.getByRole('button', { name: 'Add funds' }).click();
      const funds = page.getByRole('alertdialog');
      await funds.getByLabel('Amount in INR').fill('2,500');
      await funds.getByRole('button', { name: 'Add funds' }).click();
      await expect(funds.getByText('Give a reason of 3 to 300 characters.')).toBeVisible();
      await funds.getByLabel('Reason').fill('NEFT 0042');
      await funds.getByRole('button', { name: 'Add funds' }).click();
      await expect(page.getByRole('region', { name: 'Money' })).toContainText('₹3,500.00');
      await page.getByRole('button', { name: 'Change limits' }).click();
      const limits = page.getByRole('alertdialog');
      await limits.getByLabel('Calls a second').fill('9');
      await limits.getByLabel('Reason').fill('Festival season');
      await limits.getByRole('button', { name: 'Save limits' }).click();
      await expect(page.getByRole('region', { name: 'Limits' })).toContainText('9');
    });
    await test.step('a workflow that failed is tried again', async () => {
      const order = await stage.call('createFailedOrder', { accountId: customer.accountId });
      await page.goto('/operations/workflows');
      const row = page.getByRole('row', { name: new RegExp(order.display.replace('+', String.raw`\+`)) });
      await expect(row).toContainText('Set up the number');
      await expectGoodLook(page, 'failed workflows', 'dark');
      await row.getByRole('button', { name: /^Retry/ }).click();
      const dialog = page.getByRole('alertdialog');
      await dialog.getByLabel('Reason').fill('The carrier is back');
      await dialog.getByRole('button', { name: 'Retry' }).click();
      await expect(row).toHaveCount(0);
      await expect
        .poll(async () => (await stage.call('describeAccount', { accountId: customer.accountId })).rentals, {
          timeout: 30_000,
        })
        .toMatchObject([{ number: order.number, status: 'active' }]);
    });
    await test.step('a bundle for a bug report', async () => {
      await page.goto('/operations/installation');
      await expect(page.getByText('Database is well.')).toBeVisible();
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Download bundle' }).click();
      const bundle = gunzipSync(await fs.readFile(await (await download).path())).toString('utf8');
      expect(Object.keys(JSON.parse(bundle))).toContain('queues');
      for (const secret of [customer.email, 'Meera', 'Tapti']) expect(bundle).not.toContain(secret);
    });
  });
});

test('everybody else is told that only the operator sees these pages', async ({ page }) => {
  for (const name of PAGES) {
    await page.goto(`/operations/${name}`);
    await expect(page.getByText('Only the operator of this installation sees this')).toBeVisible();
  }
  const refused = await page.request.get('/operations/installation/bundle');
  expect(refused.status()).toBe(403);
});
