import { expect, customerTest as test } from './support/fixtures';

test.describe('an operator', () => {
  test.use({ wish: { isOperator: true, balance: 1_000 } });

  test('adds funds once and finds them in the ledger and its export', async ({ page, stage, customer }) => {
    const rental = await stage.call('rent', {
      ...{ accountId: customer.accountId, highAvailability: true },
      stock: { areaCode: '22' },
    });
    await page.goto('/billing');
    const ledger = page.getByRole('region', { name: 'Ledger' });
    const balance = page.getByRole('region', { name: 'Available balance' });
    for (const number of [rental.display, rental.fallback?.display ?? '']) {
      await expect(ledger.getByRole('row').filter({ hasText: number })).toHaveCount(2);
    }
    await expect(page.getByRole('region', { name: 'Each month' })).toContainText('1 fallback number');
    await page.getByRole('button', { name: 'Add funds' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add funds' });
    for (const wrong of ['-5', 'five', '1e9', '99999999999999']) {
      await dialog.getByLabel('Amount in INR').fill(wrong);
      await dialog.getByRole('button', { name: 'Add funds' }).click();
      await expect(dialog.getByLabel('Amount in INR')).toHaveAttribute('aria-invalid', 'true');
    }
    await dialog.getByLabel('Amount in INR').fill('2500.50');
    await dialog.getByRole('button', { name: 'Add funds' }).dblclick();
    await expect(dialog).toBeHidden();
    await expect(ledger.getByRole('row').filter({ hasText: '+₹2,500.50' })).toHaveCount(1);
    const account = await stage.call('describeAccount', customer);
    await expect(balance).toContainText(`₹${account.balance.toLocaleString('en-IN', { minimumFractionDigits: 2 })}`);

    await ledger.getByLabel('Kind').selectOption('Tax');
    await expect(page).toHaveURL(/kind=tax/);
    await expect(ledger.getByRole('rowheader')).toHaveCount(2);
    const exportLink = ledger.getByRole('link', { name: 'Export CSV' });
    await expect(exportLink).toHaveAttribute('href', /kind=tax/);
    const [download] = await Promise.all([page.waitForEvent('download'), exportLink.click()]);
    const csv = await (await page.request.get(download.url())).text();
    expect(csv.trim().split(/\r?\n/)).toHaveLength(3);
  });
});

test('who is no operator is told who adds funds', async ({ page }) => {
  await page.goto('/billing');
  await expect(page.getByText('Funds are added by the operator of this installation.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add funds' })).toHaveCount(0);
});

test.describe('a developer', () => {
  test.use({ wish: { role: 'developer' } });

  test('is told that the role does not see billing', async ({ page }) => {
    await page.goto('/billing');
    await expect(page.getByText('Your role does not see billing')).toBeVisible();
    expect((await page.request.get('/billing/export')).status()).toBeGreaterThanOrEqual(400);
  });
});
