import { expect, customerTest as test } from './support/fixtures';

test('active numbers are searched, filtered, sorted and exported, all in the address', async ({
  page,
  stage,
  customer,
}) => {
  const { accountId, applications } = customer;
  const [indian, british] = await Promise.all([
    stage.call('rent', {
      ...{ accountId, highAvailability: true, alias: '=SUM(A1:A9)', applicationId: applications[0]?.id ?? '' },
      stock: { areaCode: '20' },
    }),
    stage.call('rent', { accountId, alias: 'London desk', stock: { countryIso: 'GB' } }),
  ]);
  const fallback = indian.fallback?.display ?? '';
  await page.goto('/phone-numbers/active');
  const table = page.getByRole('table', { name: 'Active Numbers' });
  const numbers = table.getByRole('rowheader');
  await expect(numbers).toHaveCount(3);
  // A fallback says whose it is, and its primary who backs it.
  await expect(table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: fallback }) })).toContainText(
    indian.display,
  );
  await expect(
    table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: indian.display }) }),
  ).toContainText(fallback);

  const search = page.getByRole('searchbox', { name: 'Search number, alias or application' });
  await search.fill('london');
  await expect(page).toHaveURL(/q=london/);
  await expect(numbers).toHaveCount(1);
  await expect(numbers).toContainText(british.display);
  await search.fill(indian.display.slice(0, 9));
  await expect(numbers.first()).toContainText('+91');
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(numbers).toHaveCount(3);

  await page.getByRole('combobox', { name: 'High availability' }).selectOption({ label: 'HA: fallback numbers' });
  await expect(numbers).toHaveCount(1);
  await expect(numbers).toContainText(fallback);
  await page.goBack();
  await expect(numbers).toHaveCount(3);
  await page.getByRole('combobox', { name: 'Country' }).selectOption('United Kingdom');
  await expect(numbers).toHaveCount(1);
  await page.reload();
  await expect(numbers).toHaveCount(1);
  await page.getByRole('button', { name: 'Clear' }).click();

  const alias = table.getByRole('columnheader', { name: 'Alias' });
  await alias.getByRole('button').click();
  await expect(alias).toHaveAttribute('aria-sort', 'ascending');
  await alias.getByRole('button').click();
  await expect(alias).toHaveAttribute('aria-sort', 'descending');

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ]);
  const csv = await (await page.request.get(download.url())).text();
  expect(csv.trim().split(/\r?\n/)).toHaveLength(4);
  // A spreadsheet must not compute what somebody typed as an alias.
  expect(csv).toContain("'=SUM(A1:A9)");
});

test('without numbers the page leads to Buy Number', async ({ page }) => {
  await page.goto('/phone-numbers/active');
  await expect(page.getByText('No numbers yet')).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'Buy number' }).first().click();
  await expect(page).toHaveURL('/phone-numbers/buy');
});
