import { expect, customerTest as test } from './support/fixtures';

test('a customer without calls reads what will be there', async ({ page, customer }) => {
  expect(customer.accountId).toBeTruthy();
  await page.goto('/voice/calls');
  await expect(page.getByText('No calls yet')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Export CSV' })).toHaveCount(0);
});

test('calls are filtered, paged and exported; the address keeps all of it', async ({ page, stage, customer }) => {
  const { names } = await stage.call('createCalls', { accountId: customer.accountId, others: 70 });
  await page.goto('/phone-numbers/active');
  await page.getByRole('link', { name: 'Call Logs' }).click();
  const rows = page.getByRole('table', { name: 'Calls' }).getByRole('rowheader');
  await expect(rows).toHaveCount(50);
  const newest = await rows.first().innerText();
  await page.getByRole('link', { name: 'Next page' }).click();
  await expect(page).toHaveURL(/before=/);
  await expect(rows).toHaveCount(27);
  await page.getByRole('link', { name: 'Previous page' }).click();
  await expect(rows).toHaveCount(50);
  expect(await rows.first().innerText()).toBe(newest);

  const filter = page.getByRole('search');
  await filter.getByLabel('State').selectOption('Busy');
  await expect(rows).toHaveCount(1);
  await filter.getByLabel('State').selectOption('Any state');
  await filter.getByLabel('Failover').selectOption('Failed over');
  await expect(rows).toHaveCount(3);
  await filter.getByLabel('Failover').selectOption('Saved in the call');
  await expect(rows).toHaveCount(1);
  await expect(page.getByRole('table', { name: 'Calls' })).toContainText('Saved by HA');
  await filter.getByLabel('Carrier').selectOption(names.primary);
  await expect(page.getByText('No call fits these filters')).toBeVisible();
  await page.getByRole('button', { name: 'Clear' }).click();
  await filter.getByLabel('Cause').selectOption('3090 Network congestion from carrier');
  await expect(rows).toHaveCount(1);
  await page.getByRole('button', { name: 'Clear' }).click();
  await filter.getByLabel('Talk time').selectOption('Under 10 s');
  await expect(page.getByText('No call fits these filters')).toBeVisible();
  await page.getByRole('link', { name: 'Clear filters' }).click();
  await expect(rows).toHaveCount(50);

  const number = filter.getByLabel('Number of the caller or the callee');
  await number.fill('+91 98450 10007');
  await expect(rows).toHaveCount(1);
  await page.reload();
  await expect(number).toHaveValue('+91 98450 10007');
  await expect(rows).toHaveCount(1);
  const exportLink = page.getByRole('link', { name: 'Export CSV' });
  await expect(exportLink).toHaveAttribute('href', /number=919845010007/);
  const [download] = await Promise.all([page.waitForEvent('download'), exportLink.click()]);
  const csv = await (await page.request.get(download.url())).text();
  expect(csv.trim().split(/\r?\n/)).toHaveLength(2);
  expect(csv).toContain('918041234567,919845010007');
  await number.fill('98450');
  await number.press('Enter');
  await expect(page.getByText('The number filter was left out')).toBeVisible();
});

test('the live tail shows new calls, and keeps still while somebody reads', async ({ page, stage, customer }) => {
  const { accountId } = customer;
  await stage.call('createCalls', { accountId });
  await page.goto('/voice/calls');
  const table = page.getByRole('table', { name: 'Calls' });
  const rows = table.getByRole('rowheader');
  await expect(rows).toHaveCount(7);
  // What came before it was switched on is shown at once.
  await stage.call('createCalls', { accountId });
  await page.getByRole('button', { name: 'Live tail' }).click();
  await expect(page).toHaveURL(/live=true/);
  await expect(page.getByText('New calls appear at the top.')).toBeVisible();
  await expect(rows).toHaveCount(14);
  await stage.call('createCalls', { accountId });
  await stage.call('notifyCalls', { accountId });
  await expect(rows).toHaveCount(21);
  await expect(page.getByRole('status').filter({ hasText: /\d new calls?$/ })).toBeAttached();
  await table.hover();
  await expect(page.getByText('Paused while you read.')).toBeVisible();
  await stage.call('createCalls', { accountId });
  await stage.call('notifyCalls', { accountId });
  await expect(page.getByText('New calls are waiting.')).toBeVisible();
  await expect(rows).toHaveCount(21);
  await page.getByRole('heading', { level: 1 }).hover();
  await expect(rows).toHaveCount(28);
});

test('the page of a call says what it did and why', async ({ page, stage, customer }) => {
  const { uuids, names } = await stage.call('createCalls', { accountId: customer.accountId });
  await page.goto('/voice/calls');
  await page.getByRole('row').filter({ hasText: 'Saved by HA' }).getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(`${uuids.saved}$`));
  await expect(page.getByText('Saved by HA')).toBeVisible();
  const trace = page.getByRole('region', { name: 'What happened' });
  await expect(trace).toContainText(`Given up at ${names.primary} after 800 ms: no response at all.`);
  await expect(trace).toContainText(`Sent on to ${names.backup}, presenting +91 80 4765 4321.`);
  await expect(page.getByRole('region', { name: 'Facts' })).toContainText('+91 80 4765 4321');
  await expect(page.getByRole('region', { name: 'Cost' })).toContainText('₹1.416');
  await page.getByText('The same as a table').click();
  const ladder = page.getByRole('table', { name: 'Messages between Twinline and the carriers' });
  await expect(ladder.getByRole('row').filter({ hasText: 'CANCEL' })).toContainText('no response at all');
  await expect(ladder.getByRole('row').filter({ hasText: 'too late, ended at once' })).toHaveCount(1);

  // It went another way because its carrier had been taken out before: nothing was saved in the call.
  await page.goto(`/voice/calls/${uuids.failedOver}`);
  await expect(page.getByText('Failed over', { exact: true })).toBeVisible();
  await expect(page.getByText('Saved by HA')).toHaveCount(0);
  await expect(trace).toContainText('Calls unanswered by the carrier.');
  // What was counted are calls of all accounts: for the operator.
  await expect(trace).not.toContainText('attempts failed');
  await page.goto(`/voice/calls/${uuids.busy}`);
  await expect(page.getByRole('region', { name: 'Cost' })).toContainText('Calls that are not answered are free.');
});

test('a call of another account is not found', async ({ page, stage, customer, consoleWatch }) => {
  consoleWatch.expect(/404/);
  const other = await stage.call('createCustomer', {});
  const { uuids } = await stage.call('createCalls', { accountId: other.accountId });
  expect(customer.accountId).not.toBe(other.accountId);
  for (const address of [uuids.saved, 'junk', '../calls/%00']) {
    await page.goto(`/voice/calls/${address}`);
    await expect(page.getByRole('heading', { level: 1 })).not.toContainText('Call to');
  }
});
