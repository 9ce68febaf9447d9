import { expect, customerTest as test } from './support/fixtures';
import { NumberPage } from './support/number-page';

test('high availability is enabled on a number already rented, at the price shown before', async ({
  page,
  stage,
  customer,
}) => {
  const rental = await stage.call('rent', { accountId: customer.accountId, stock: { areaCode: '33' } });
  const before = await stage.call('describeAccount', customer);
  const number = new NumberPage(page);
  await number.open(rental.number);
  await expect(number.fallback).toHaveText('None');
  await expect(number.save).toBeDisabled();
  await number.checkbox.check();
  await number.save.click();
  const dialog = number.dialog('Enable high availability backup number');
  await expect(dialog).toContainText('₹250.00');
  await expect(dialog).toContainText('₹295.00');
  await dialog.getByRole('button', { name: 'Enable and save' }).click();
  await expect(dialog).toBeHidden();
  await expect(number.fallback).toContainText('Active', { timeout: 20_000 });
  for (const state of ['Requested', 'Reserved', 'Ordered', 'Active'])
    await expect(number.timeline).toContainText(state);

  const after = await stage.call('describeAccount', customer);
  expect(after).toMatchObject({ held: 0, pairs: ['active'], rentals: [{ status: 'active' }, { status: 'active' }] });
  expect(before.balance - after.balance).toBeCloseTo(295, 5);

  // The field's link leads to the fallback's own page, which names its primary.
  await number.fallback.getByRole('link').click();
  await expect(page.getByRole('main')).toContainText(`This number is the fallback of ${rental.display}`);
  await expect(number.checkbox).toHaveCount(0);
});

test('switched off with release, and on again, brings the same fallback back uncharged', async ({
  page,
  stage,
  customer,
}) => {
  const wish = { accountId: customer.accountId, highAvailability: true, stock: { areaCode: '33' } };
  const rental = await stage.call('rent', wish);
  const fallback = rental.fallback?.display ?? '';
  const number = new NumberPage(page);
  await number.open(rental.number);
  await expect(number.fallback).toContainText(fallback);
  await number.switchOff('release');
  await expect(number.fallback).toHaveText('None');
  const off = await stage.call('describeAccount', customer);
  expect(off.rentals.map(({ status }) => status).sort()).toEqual(['active', 'released']);

  await number.checkbox.check();
  await number.save.click();
  const dialog = number.dialog('Enable high availability backup number');
  await expect(dialog).toContainText(`The former fallback ${fallback} comes back`);
  await expect(dialog).toContainText('nothing is charged now');
  await dialog.getByRole('button', { name: 'Enable and save' }).click();
  await expect(number.fallback).toContainText(fallback);
  await expect(number.fallback).toContainText('Active');
  const on = await stage.call('describeAccount', customer);
  expect(on.balance).toBeCloseTo(off.balance, 5);
});

test('switched off with keep, the former fallback stays, and both can be paired again', async ({
  page,
  stage,
  customer,
}) => {
  const wish = { accountId: customer.accountId, highAvailability: true, stock: { areaCode: '33' } };
  const rental = await stage.call('rent', wish);
  const number = new NumberPage(page);
  await number.open(rental.number);
  await number.switchOff('keep');
  const kept = await stage.call('describeAccount', customer);
  expect(kept.rentals.map(({ status }) => status)).toEqual(['active', 'active']);

  await page.getByRole('button', { name: 'Use a number I already rent' }).click();
  const dialog = number.dialog('Use a number I already rent');
  await dialog.getByRole('radio', { name: rental.fallback?.display ?? '' }).check();
  await dialog.getByRole('button', { name: 'Pair the numbers' }).click();
  await expect(number.fallback).toContainText(rental.fallback?.display ?? '');
  await expect(number.checkbox).toBeChecked();
  const paired = await stage.call('describeAccount', customer);
  expect(paired.balance).toBeCloseTo(kept.balance, 5);
  expect(paired.rentals).toHaveLength(2);
});

test('the fallback follows the application of its primary, or gets its own', async ({ page, stage, customer }) => {
  const rental = await stage.call('rent', {
    accountId: customer.accountId,
    highAvailability: true,
    applicationId: customer.applications[0]?.id ?? '',
    stock: { areaCode: '33' },
  });
  const number = new NumberPage(page);
  await number.open(rental.number);
  await number.settings.getByLabel('Application').selectOption('Sales outreach');
  await number.settings.getByLabel('Alias').fill('Kolkata line');
  await number.settings.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Settings saved')).toBeVisible();
  await expect(page.getByRole('region', { name: 'History' })).toContainText('Kolkata line');
  await number.open(rental.fallback?.number ?? '');
  await expect(number.settings).toContainText('Sales outreach');
});

test('a number outside India says that failover is automatic', async ({ page, stage, customer }) => {
  const rental = await stage.call('rent', { accountId: customer.accountId, stock: { countryIso: 'GB' } });
  const number = new NumberPage(page);
  await number.open(rental.number);
  await expect(number.highAvailability).toContainText('Failover is automatic for this number');
  await expect(number.checkbox).toHaveCount(0);
});

test('a request that waits for stock can be cancelled', async ({ page, stage, customer }) => {
  const { primary, backup, areaCode } = await stage.call('createRarePair', { areaCode: '422' });
  await stage.call('setStockOut', { carrier: backup.slug, areaCode, out: true });
  await stage.call('rent', { accountId: customer.accountId, number: primary.number });
  const number = new NumberPage(page);
  await number.open(primary.number);
  await number.checkbox.check();
  await number.save.click();
  const dialog = number.dialog('Enable high availability backup number');
  await expect(dialog).toContainText('No fallback number is free right now');
  await dialog.getByRole('button', { name: 'Enable and save' }).click();
  await expect(number.fallback).toContainText('Waiting for stock');
  expect(await stage.call('describeAccount', customer)).toMatchObject({ held: 0, pairs: ['waiting_for_stock'] });
  await number.fallback.getByRole('button', { name: /Cancel/ }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /request/ })
    .click();
  await expect(number.fallback).toHaveText('None');
  await expect(number.checkbox).not.toBeChecked();
  await stage.call('setStockOut', { carrier: backup.slug, areaCode, out: false });
});
