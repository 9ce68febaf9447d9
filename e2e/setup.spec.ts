import { setupTest as test } from './support/empty-installation';
import { expect } from './support/fixtures';
import { expectGoodLook } from './support/look';

test('the first visitor of an empty installation becomes its owner', async ({ page, emptyInstallation }) => {
  await page.goto(`${emptyInstallation}/phone-numbers/buy`);
  await expect(page).toHaveURL(/\/setup$/);
  await page.getByLabel('Your name').fill('Asha Rao');
  await page.getByLabel('E-mail').fill('asha@example.test');
  await page.getByLabel('Account name').fill('Tapti Exports');
  await page.getByLabel('US dollars (USD)').check();
  await page.getByLabel('Password', { exact: true }).fill('short');
  await page.getByRole('button', { name: 'Create owner and account' }).click();
  await expect(page.getByText('Use at least 12 characters for the password.')).toBeVisible();
  await expectGoodLook(page, 'set-up with a mistake', 'light');
  await expect(page.getByLabel('Account name')).toHaveValue('Tapti Exports');
  await page.getByLabel('Password', { exact: true }).fill('quiet-river-stone-4821');
  await page.getByRole('button', { name: 'Create owner and account' }).click();
  await expect(page).toHaveURL(`${emptyInstallation}/overview`);
  await page.goto(`${emptyInstallation}/settings/profile`);
  await expect(page.getByText('You are the operator of this installation.')).toBeVisible();
  await page.goto(`${emptyInstallation}/setup`);
  await expect(page).toHaveURL(`${emptyInstallation}/overview`);
});
