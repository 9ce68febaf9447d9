import { expect, customerTest as test } from './support/fixtures';
import { NumberPage } from './support/number-page';

test('a pair is released after typing its number, and both are bought back as a pair', async ({
  page,
  stage,
  customer,
}) => {
  const wish = { accountId: customer.accountId, highAvailability: true, stock: { areaCode: '33' } };
  const rental = await stage.call('rent', wish);
  const fallback = rental.fallback?.display ?? '';
  const before = await stage.call('describeAccount', customer);
  const number = new NumberPage(page);
  await number.open(rental.number);
  await page.getByRole('button', { name: /^Release both numbers/ }).click();
  const dialog = number.dialog('Release both numbers');
  for (const display of [rental.display, fallback]) await expect(dialog).toContainText(display);
  await expect(dialog).toContainText('Can be bought back until');
  const confirm = dialog.getByRole('button', { name: 'Release both' });
  await expect(confirm).toBeDisabled();
  await dialog.getByRole('textbox').fill(fallback);
  await expect(confirm).toBeDisabled();
  await dialog.getByRole('textbox').fill(rental.number);
  // The preview has changed nothing so far.
  expect(await stage.call('describeAccount', customer)).toEqual(before);
  await confirm.click();
  await expect(dialog).toBeHidden();
  const released = await stage.call('describeAccount', customer);
  expect(released.rentals.map(({ status }) => status)).toEqual(['released', 'released']);
  expect(released.balance).toBeCloseTo(before.balance, 5);

  await page.getByRole('link', { name: 'Released', exact: true }).click();
  const item = page.getByRole('listitem').filter({ hasText: rental.display }).first();
  await expect(item).toContainText('4 d 23 h');
  await page.getByRole('button', { name: `Buy back ${rental.display}` }).click();
  const back = number.dialog('Buy both numbers back');
  await expect(back).toContainText('Nothing is charged now');
  await back.getByRole('button', { name: 'Buy back' }).click();
  await expect(page.getByText('No released numbers')).toBeVisible();
  await number.open(rental.number);
  await expect(number.fallback).toContainText(fallback);
  await expect(number.fallback).toContainText('Active');
  const again = await stage.call('describeAccount', customer);
  expect(again.balance).toBeCloseTo(before.balance, 5);
  expect(again.rentals.filter(({ status }) => status === 'active')).toHaveLength(2);
});

test('an ordinary number is released without typing and bought back', async ({ page, stage, customer }) => {
  const rental = await stage.call('rent', { accountId: customer.accountId, stock: { countryIso: 'US' } });
  const number = new NumberPage(page);
  await number.open(rental.number);
  await page.getByRole('button', { name: /^Release this number/ }).click();
  await number.dialog('Release this number').getByRole('button', { name: 'Release number' }).click();
  await expect(page.getByText('The number was released')).toBeVisible();
  await page.goto('/phone-numbers/active');
  await expect(page.getByText('No numbers yet')).toBeVisible();
  await page.goto('/phone-numbers/released');
  await page.getByRole('button', { name: `Buy back ${rental.display}` }).click();
  await number.dialog('Buy the number back').getByRole('button', { name: 'Buy back' }).click();
  await expect(page.getByText('No released numbers')).toBeVisible();
  expect(await stage.call('describeAccount', customer)).toMatchObject({ rentals: [{ status: 'active' }] });
});

test('a fallback is not released by itself: the page names its primary', async ({ page, stage, customer }) => {
  const wish = { accountId: customer.accountId, highAvailability: true, stock: { areaCode: '33' } };
  const rental = await stage.call('rent', wish);
  const number = new NumberPage(page);
  await number.open(rental.fallback?.number ?? '');
  await expect(page.getByRole('region', { name: 'Release' })).toContainText(rental.display);
  await expect(page.getByRole('button', { name: /^Release/ })).toHaveCount(0);
});
