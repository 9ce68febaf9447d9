import { BuyFlow } from './support/buy-flow';
import { expect, customerTest as test } from './support/fixtures';

test('a number is searched, reviewed and bought without a fallback', async ({ page, stage, customer }) => {
  const flow = new BuyFlow(page);
  await page.goto('/phone-numbers/buy');
  await flow.choosePlace('Mysore');
  await expect(page.getByRole('main').getByRole('status').filter({ hasText: 'in India' })).toHaveText(
    /^\d+ numbers in India$/,
  );
  const first = page.getByRole('table', { name: 'Numbers in India' }).getByRole('rowheader').first().getByRole('link');
  const display = await first.innerText();
  await first.click();
  await expect(page.getByRole('heading', { level: 1, name: display, exact: false })).toBeVisible();
  await expect(flow.checkbox).not.toBeChecked();
  await flow.choose({ alias: 'Mysuru desk', application: 'Support line' });
  await flow.reserve();

  const dueNow = await flow.total('Due now');
  expect(await flow.cost(/^Total/, 'Due now')).toContain(dueNow.toFixed(2));
  expect(await flow.total('Balance after')).toBeCloseTo(25_000 - dueNow, 5);
  await expect(page.getByText('Fallback number')).toHaveCount(0);
  await flow.buy();
  await expect(flow.progress).toContainText('The number is active.');
  const account = await stage.call('describeAccount', customer);
  expect(account).toMatchObject({ held: 0, purchases: 1, pairs: [] });
  expect(account.balance).toBeCloseTo(25_000 - dueNow, 5);
  expect(account.rentals).toMatchObject([{ status: 'active', alias: 'Mysuru desk' }]);
});

test('searching keeps everything in the address and says which filter hides most', async ({ page }) => {
  await page.goto('/phone-numbers/buy');
  await page.getByLabel('Country').selectOption({ label: 'United States (+1)' });
  await expect(page).toHaveURL(/country=US/);
  await page.getByLabel('Type').selectOption('Toll-free');
  await expect(page.getByRole('main').getByRole('status').filter({ hasText: 'in United States' })).toBeVisible();
  await expect(page.getByRole('cell', { name: 'Toll-free' }).first()).toBeVisible();
  await page.getByLabel('Pattern', { exact: true }).fill('999999999');
  await expect(page.getByText('No number fits', { exact: true })).toBeVisible();
  await expect(page.getByText(/removed the most/)).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Pattern', { exact: true })).toHaveValue('999999999');
  await page.getByRole('link', { name: /^Drop the / }).click();
  await expect(page.getByLabel('Pattern', { exact: true })).toHaveValue('');
  await expect(page.getByRole('cell', { name: 'Toll-free' }).first()).toBeVisible();
  await page.goBack();
  await expect(page.getByText('No number fits', { exact: true })).toBeVisible();
});

test('a number outside India shows no checkbox and says that failover is automatic', async ({ page, stage }) => {
  const [number] = await stage.call('findFree', { countryIso: 'US' });
  const flow = new BuyFlow(page);
  await flow.openDetails(number?.number ?? '');
  await expect(flow.highAvailability).toContainText('Failover is automatic for this number');
  await expect(flow.highAvailability).toContainText('no fallback number is needed');
  await expect(flow.checkbox).toHaveCount(0);
  await flow.reserve();
  await flow.buy();
  await expect(flow.progress).toContainText('The number is active.');
});

test('a carrier that refuses costs nothing and gives its reason', async ({ page, stage, customer }) => {
  const { primary } = await stage.call('createRarePair', { areaCode: '44', ownCarriers: true });
  const refusalReason = 'The number is blocked by the regulator.';
  await stage.call('setCarriers', { slugs: [primary.slug], outcome: 'refuse', refusalReason });
  const flow = new BuyFlow(page);
  await flow.openDetails(primary.number);
  await flow.reserve();
  await flow.buy();
  await expect(flow.progress).toContainText('The number could not be set up. Nothing was charged.');
  await expect(page.getByText(refusalReason)).toBeVisible();
  const account = await stage.call('describeAccount', customer);
  expect(account).toMatchObject({ balance: 25_000, held: 0, rentals: [{ status: 'failed' }] });
});

test.describe('without an accepted compliance application', () => {
  test.use({ wish: { compliance: false } });

  test('an India number cannot be bought, and the page says what is missing', async ({ page, stage }) => {
    const [number] = await stage.call('findFree', {});
    const flow = new BuyFlow(page);
    await flow.openDetails(number?.number ?? '');
    await expect(page.getByText('No accepted compliance application')).toBeVisible();
    await expect(flow.reserveButton).toHaveCount(0);
  });
});

test.describe('a support member', () => {
  test.use({ wish: { role: 'support' } });

  test('reads prices but is told that the role may not buy', async ({ page, stage }) => {
    const [number] = await stage.call('findFree', {});
    const flow = new BuyFlow(page);
    await flow.openDetails(number?.number ?? '');
    await expect(page.getByText('Your role may not buy numbers.')).toBeVisible();
    await expect(flow.reserveButton).toHaveCount(0);
  });
});
