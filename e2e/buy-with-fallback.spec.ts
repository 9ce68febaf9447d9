import { BuyFlow } from './support/buy-flow';
import { expect, customerTest as test } from './support/fixtures';
import { tabTo } from './support/keyboard';

test('a number and its fallback are bought, become active by themselves and are charged', async ({
  page,
  stage,
  customer,
}) => {
  const { primary: number, backup } = await stage.call('createRarePair', { areaCode: '80', ownCarriers: true });
  const slugs = [number.slug, backup.slug];
  const flow = new BuyFlow(page);
  await flow.openDetails(number.number);
  await expect(flow.highAvailability).toContainText('₹250.00 a month');
  await expect(flow.highAvailability).toContainText(
    'a second number from a different carrier is rented to your account and billed each month',
  );
  await flow.choose({ highAvailability: true, application: 'Support line' });
  await flow.reserve();
  await expect(page.getByRole('row', { name: /^Fallback number/ })).toContainText('₹250.00');
  const dueNow = await flow.total('Due now');

  // Carriers that do not answer at first, so that the page is seen before and after.
  await stage.call('setCarriers', { slugs, outcome: 'timeout' });
  await flow.buy();
  const primary = page.getByRole('region', { name: 'Number', exact: true });
  const fallback = page.getByRole('region', { name: 'Fallback Number' });
  await expect(primary).toContainText('Provisioning');
  await expect(fallback).toContainText('Provisioning');
  await page.evaluate(() => document.body.setAttribute('data-not-reloaded', ''));
  await stage.call('setCarriers', { slugs, outcome: 'accept' });
  await expect(primary).toContainText('Active', { timeout: 20_000 });
  await expect(fallback).toContainText('Active', { timeout: 20_000 });
  await expect(flow.progress).toHaveText('The number is active. Its fallback is ready.');
  await expect(page.locator('body[data-not-reloaded]')).toBeAttached();

  const account = await stage.call('describeAccount', customer);
  expect(account).toMatchObject({ held: 0, pairs: ['active'], rentals: [{ status: 'active' }, { status: 'active' }] });
  expect(account.balance).toBeCloseTo(25_000 - dueNow, 5);

  const fallbackDisplay = await fallback.getByRole('link').innerText();
  await fallback.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: fallbackDisplay })).toBeVisible();
  await page.getByRole('link', { name: 'Active Numbers' }).first().click();
  const table = page.getByRole('table', { name: /numbers/i });
  await expect(table.getByRole('rowheader')).toHaveCount(2);
  const fallbackRow = table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: fallbackDisplay }) });
  await expect(fallbackRow).toContainText('allback');
  await page.getByRole('link', { name: 'Billing' }).click();
  await expect(page.getByRole('row').filter({ hasText: number.display })).not.toHaveCount(0);
  await expect(page.getByRole('row').filter({ hasText: fallbackDisplay })).not.toHaveCount(0);
});

test('without fallback stock the page says so, waits uncharged, and follows when stock returns', async ({
  page,
  stage,
  customer,
}) => {
  const { primary, backup, areaCode } = await stage.call('createRarePair', { areaCode: '422' });
  await stage.call('setStockOut', { carrier: backup.slug, areaCode, out: true });
  const flow = new BuyFlow(page);
  await flow.openDetails(primary.number);
  await expect(flow.highAvailability).toContainText('No fallback number is free right now');
  await flow.choose({ highAvailability: true });
  await expect(page.getByRole('region', { name: 'Price' })).toContainText('once found');
  await flow.reserve();
  await expect(page.getByRole('row', { name: /^Fallback number/ })).toContainText('None is free now');
  const dueNow = await flow.total('Due now');
  await flow.buy();
  await expect(flow.progress).toContainText('A fallback is waited for; nothing is charged for it yet.');
  await expect(page.getByText('Waiting for stock').first()).toBeVisible();
  const waiting = await stage.call('describeAccount', customer);
  expect(waiting).toMatchObject({ held: 0, pairs: ['waiting_for_stock'], rentals: [{ status: 'active' }] });
  expect(waiting.balance).toBeCloseTo(25_000 - dueNow, 5);

  await stage.call('setStockOut', { carrier: backup.slug, areaCode, out: false });
  const fallback = page.getByRole('region', { name: 'Fallback Number' });
  await expect(fallback).toContainText(backup.display, { timeout: 20_000 });
  await expect(flow.progress).toHaveText('The number is active. Its fallback is ready.', { timeout: 20_000 });
  expect(await stage.call('describeAccount', customer)).toMatchObject({ held: 0, pairs: ['active'] });
});

test('the whole purchase works by keyboard alone', async ({ page, stage }) => {
  const [wanted] = await stage.call('findFree', { areaCode: '79' });
  await page.goto('/phone-numbers/buy');
  await tabTo(page, 'combobox', 'Place or STD code');
  await page.keyboard.type('079');
  await expect(page.getByRole('listbox', { name: 'Places' }).getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/areas=/);
  await expect(page.getByRole('link', { name: wanted?.display ?? '' })).toBeVisible();
  await tabTo(page, 'link', wanted?.display ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: wanted?.display ?? '' })).toBeVisible();
  await tabTo(page, 'checkbox', 'Enable high availability backup number');
  await page.keyboard.press('Space');
  await expect(new BuyFlow(page).checkbox).toBeChecked();
  await tabTo(page, 'button', 'Review and reserve');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/review\?/);
  await tabTo(page, 'button', 'Buy number');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/result\?/);
  await expect(new BuyFlow(page).progress).toHaveText('The number is active. Its fallback is ready.');
});
