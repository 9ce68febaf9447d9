import { BuyFlow } from './support/buy-flow';
import { expect, customerTest as test } from './support/fixtures';

test.describe('with too little money', () => {
  test.use({ wish: { balance: 400 } });

  test('the page says how much is missing and nothing is reserved', async ({ page, stage, customer }) => {
    const [number] = await stage.call('findFree', { areaCode: '80' });
    const flow = new BuyFlow(page);
    await flow.openDetails(number?.number ?? '');
    await flow.choose({ highAvailability: true });
    await expect(page.getByRole('region', { name: 'Price' })).toContainText('Missing');
    await flow.reserveButton.click();
    await expect(page.getByRole('alert').filter({ hasText: 'is missing' })).toHaveText(
      /^The balance is too low: ₹[\d,.]+ is due now and ₹400\.00 is available, so ₹[\d,.]+ is missing\. Nothing was reserved or charged\./,
    );
    expect(await stage.call('describeAccount', customer)).toMatchObject({
      balance: 400,
      held: 0,
      reserved: 0,
      rentals: [],
    });
    // Without the fallback it is enough.
    await flow.checkbox.uncheck();
    await flow.reserve();
  });

  test('money spent between review and confirmation is noticed', async ({ page, stage, customer }) => {
    const [mine] = await stage.call('findFree', { countryIso: 'IN', areaCode: '80' });
    const flow = new BuyFlow(page);
    await flow.openDetails(mine?.number ?? '');
    await flow.reserve();
    await stage.call('rent', { accountId: customer.accountId, stock: { areaCode: '22' } });
    await flow.buyButton.click();
    await expect(page.getByRole('alert').filter({ hasText: 'is missing' })).toContainText('The balance is too low');
    expect(await stage.call('describeAccount', customer)).toMatchObject({ held: 0, purchases: 1 });
  });
});

test('of two customers who want one number, one gets it and the other is told', async ({
  page,
  stage,
  openBrowser,
}) => {
  const [number] = await stage.call('findFree', { areaCode: '40' });
  const other = new BuyFlow(await openBrowser(await stage.call('createCustomer', {})));
  const flow = new BuyFlow(page);
  await flow.openDetails(number?.number ?? '');
  await other.openDetails(number?.number ?? '');
  await flow.reserve();
  await other.reserveButton.click();
  // The page shows at once what became of the number and what there is instead.
  await expect(other.page.getByRole('alert').filter({ hasText: 'is no longer available' })).toBeVisible();
  await expect(other.page.getByRole('table', { name: 'Numbers nearby' }).getByRole('link').first()).toBeVisible();
  await flow.buy();
  await expect(flow.progress).toContainText('The number is active.');
});

test('two tabs of one customer make one purchase', async ({ page, context, stage, customer }) => {
  const [number] = await stage.call('findFree', { areaCode: '40' });
  const flow = new BuyFlow(page);
  const twin = new BuyFlow(await context.newPage());
  for (const tab of [flow, twin]) {
    await tab.openDetails(number?.number ?? '');
    await tab.reserve();
  }
  await Promise.all([flow.buy(), twin.buy()]);
  for (const tab of [flow, twin]) await expect(tab.progress).toContainText('The number is active.');
  expect(page.url()).toBe(twin.page.url());
  expect(await stage.call('describeAccount', customer)).toMatchObject({
    purchases: 1,
    rentals: [{ status: 'active' }],
  });
});

test('going back, reloading and sending again stay one purchase', async ({ page, context, stage, customer }) => {
  const [number] = await stage.call('findFree', { areaCode: '40' });
  const flow = new BuyFlow(page);
  await flow.openDetails(number?.number ?? '');
  await flow.reserve();
  const review = page.url();
  const [sent] = await Promise.all([
    page.waitForRequest((request) => request.method() === 'POST' && request.url().includes('/review')),
    flow.buyButton.dblclick(),
  ]);
  await expect(page).toHaveURL(/\/result\?/);
  await expect(flow.progress).toContainText('The number is active.');
  const result = page.url();
  const again = await context.request.post(sent.url(), {
    headers: await sent.allHeaders(),
    data: sent.postDataBuffer() ?? '',
  });
  expect(again.status()).toBeLessThan(500);
  await page.reload();
  await page.goBack();
  await expect(page.getByRole('alert').filter({ hasText: 'You rent this number.' })).toBeVisible();
  await expect(flow.reserveButton).toHaveCount(0);
  await page.goto(review);
  await expect(page).toHaveURL(result);
  expect(await stage.call('describeAccount', customer)).toMatchObject({ held: 0, purchases: 1, reserved: 0 });
});

test('a reservation that ran out buys nothing and can be made again', async ({ page, stage, customer }) => {
  const [number] = await stage.call('findFree', { areaCode: '40' });
  const flow = new BuyFlow(page);
  await flow.openDetails(number?.number ?? '');
  await flow.choose({ highAvailability: true, alias: 'Second try' });
  await flow.reserve();
  await stage.call('expireReservations', customer);
  await flow.buyButton.click();
  await expect(page.getByText('The reservation has ended').first()).toBeVisible();
  expect(await stage.call('describeAccount', customer)).toMatchObject({ held: 0, purchases: 0 });
  await page.reload();
  await page.getByRole('button', { name: 'Reserve and review again' }).click();
  await expect(page.getByText('Reserved for')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Settings' })).toContainText('Second try');
  await expect(page.getByRole('row', { name: /^Fallback number/ })).toBeVisible();
  await page.getByRole('button', { name: 'Drop reservation' }).click();
  await expect(page).not.toHaveURL(/\/review\?/);
  expect(await stage.call('describeAccount', customer)).toMatchObject({ reserved: 0, purchases: 0 });
});
