import { expect, customerTest as test } from './support/fixtures';

test.use({ wish: { balance: 2_000 } });

test('a month’s spend and statement say what a pair cost, on screen, in files and on paper', async ({
  page,
  stage,
  customer,
}) => {
  const rental = await stage.call('rent', {
    ...{ accountId: customer.accountId, highAvailability: true },
    stock: { areaCode: '22' },
  });
  await page.goto('/billing');
  await page.getByRole('navigation', { name: 'Billing pages' }).getByRole('link', { name: 'Spend' }).click();
  const forecast = page.getByRole('region', { name: /^Forecast for/ });
  await expect(forecast.getByRole('row').filter({ hasText: 'High Availability rent' })).toContainText('₹250.00');
  await expect(forecast.getByRole('row').filter({ hasText: 'GST 18 %' })).toContainText('₹90.00');
  const spend = page.getByRole('region', { name: /^Spend in/ });
  await expect(spend.getByRole('row').filter({ hasText: rental.display })).toContainText('₹295.00');
  await expect(spend.getByRole('row').filter({ hasText: 'Whole month' })).toContainText('₹590.00');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    spend.getByRole('link', { name: 'Export CSV' }).click(),
  ]);
  expect((await (await page.request.get(file.url())).text()).trim().split(/\r?\n/)).toHaveLength(3);

  await page.getByRole('navigation', { name: 'Billing pages' }).getByRole('link', { name: 'Statements' }).click();
  const row = page.getByRole('row').filter({ hasText: 'so far' });
  await expect(row).toContainText('₹1,410.00');
  await row.getByRole('link').click();
  const summary = page.getByRole('region', { name: 'Summary' });
  await expect(summary).toContainText('GST 18 %−₹90.00');
  await expect(summary).toContainText('Balance so far₹1,410.00');
  await expect(page.getByRole('region', { name: 'High Availability rent' })).toContainText(
    rental.fallback?.display ?? 'no fallback',
  );
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
  await expect(summary).toBeVisible();
});
