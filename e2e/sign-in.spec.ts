import { customerTest, expect, guestTest } from './support/fixtures';

guestTest.describe('a visitor who is not signed in', () => {
  guestTest('signs in through the form and lands where they wanted to go', async ({ page, stage }) => {
    const person = await stage.call('createCustomer', { name: 'Meera Nair' });
    await page.goto('/settings/profile');
    await expect(page).toHaveURL(/\/login\?callbackUrl=/);
    await page.getByLabel('E-mail').fill(person.email);
    await page.getByLabel('Password', { exact: true }).fill(person.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL('/settings/profile');
    await expect(page.getByRole('heading', { level: 1, name: 'Profile' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Meera Nair, your menu' })).toBeVisible();
  });

  guestTest(
    'is told when e-mail address or password is wrong, and which is not said',
    async ({ page, consoleWatch }) => {
      consoleWatch.expect(/status of 401/);
      await page.goto('/login');
      await page.getByLabel('E-mail').fill('nobody@example.test');
      await page.getByLabel('Password', { exact: true }).fill('not the password');
      await page.getByRole('button', { name: 'Sign in' }).click();
      // The framework announces page changes by an alert of its own.
      const refusal = page.getByRole('alert').filter({ hasText: /./ });
      await expect(refusal).toHaveText('The e-mail address or the password is wrong.');
      await expect(page.getByLabel('E-mail')).toHaveValue('nobody@example.test');
    },
  );

  guestTest('is never led to another site', async ({ page, stage }) => {
    const person = await stage.call('createCustomer', {});
    await page.goto('/login?callbackUrl=https%3A%2F%2Fexample.com%2Fphish');
    await page.getByLabel('E-mail').fill(person.email);
    await page.getByLabel('Password', { exact: true }).fill(person.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL('/overview');
  });

  guestTest('sees no set-up page once there are users', async ({ page }) => {
    await page.goto('/setup');
    await expect(page).toHaveURL('/login');
  });
});

customerTest('signing out ends the session of this browser', async ({ page, customer, openBrowser }) => {
  const other = await openBrowser(customer);
  await page.goto('/settings/profile');
  await page.getByRole('button', { name: 'Asha Rao, your menu' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL('/login');
  await page.goto('/settings/profile');
  await expect(page).toHaveURL(/\/login/);
  await other.goto('/settings/profile');
  await expect(other.getByRole('heading', { name: 'Profile' })).toBeVisible();
});

customerTest('signing out everywhere ends every other session at once', async ({ page, customer, openBrowser }) => {
  const other = await openBrowser(customer);
  await other.goto('/settings/profile');
  await page.goto('/settings/profile');
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Sign out everywhere?' });
  await dialog.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(page).toHaveURL('/login');
  await other.getByRole('link', { name: 'Buy Number' }).click();
  await expect(other).toHaveURL(/\/login/);
});

customerTest(
  'changing the password keeps this browser and ends the others',
  async ({ page, customer, openBrowser }) => {
    const other = await openBrowser(customer);
    await page.goto('/settings/profile');
    const card = page.getByRole('region', { name: 'Password' });
    await card.getByLabel('Current password').fill('not the password');
    await card.getByLabel('New password').fill('quiet-river-stone-4821');
    await card.getByRole('button', { name: 'Change password' }).click();
    await expect(card.getByText('The current password is wrong.')).toBeVisible();
    await card.getByLabel('Current password').fill(customer.password);
    await card.getByLabel('New password').fill('quiet-river-stone-4821');
    await card.getByRole('button', { name: 'Change password' }).click();
    await expect(page.getByText('Password changed')).toBeVisible();
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Profile' })).toBeVisible();
    await other.goto('/settings/profile');
    await expect(other).toHaveURL(/\/login/);
  },
);
