import type { Page } from '@playwright/test';
import { customerTest, expect } from './support/fixtures';
import { expectGoodLook } from './support/look';

async function invite(page: Page, email: string, role: string): Promise<string> {
  await page.goto('/settings/team');
  await page.getByRole('button', { name: 'Invite' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByLabel('Role').selectOption(role);
  await dialog.getByRole('button', { name: 'Make link' }).click();
  const link = dialog.getByText(/\/join\//);
  await expect(link).toBeVisible();
  const url = await link.innerText();
  await dialog.getByRole('button', { name: 'Done' }).click();
  return new URL(url).pathname;
}

customerTest.describe('a team', () => {
  customerTest.use({ wish: { name: 'Meera Nair', balance: 0 } });

  customerTest(
    'invites somebody by a link, who joins, may do what the role may, and is out when removed',
    async ({ page, browser, customer, consoleWatch }) => {
      const email = `guest-${Date.now()}@example.test`;
      const path = await invite(page, email, 'Support');
      await expect(page.getByRole('list', { name: 'Invitations' }).getByText(email)).toBeVisible();

      const context = await browser.newContext();
      consoleWatch.follow(context);
      const guest = await context.newPage();
      await guest.goto(path);
      await expect(guest.getByRole('heading', { name: 'Join Tapti Exports' })).toBeVisible();
      await expectGoodLook(guest, 'join', 'light');
      await guest.getByLabel('Your name').fill('Ravi Iyer');
      await guest.getByLabel('Password', { exact: true }).fill('quiet-river-stone-4821');
      await guest.getByRole('button', { name: 'Join account' }).click();
      await expect(guest).toHaveURL('/overview');

      await guest.goto('/settings/team');
      await expect(guest.getByRole('row', { name: /Ravi Iyer/ })).toContainText('Support');
      await expect(guest.getByRole('button', { name: 'Invite' })).toBeHidden();
      await expect(guest.getByRole('button', { name: /^Remove/ })).toBeHidden();
      await guest.goto('/settings/api-keys');
      await expect(guest.getByText('Your role does not handle API keys')).toBeVisible();
      await guest.goto('/billing');
      await expect(guest.getByRole('button', { name: 'Add funds' })).toBeHidden();

      const stranger = await (await browser.newContext()).newPage();
      await stranger.goto(path);
      await expect(stranger.getByText('This invitation was accepted already.')).toBeVisible();
      await stranger.context().close();

      await page.goto('/settings/team');
      await page.getByRole('button', { name: 'Change role of Ravi Iyer' }).click();
      await page.getByRole('dialog').getByLabel('Role').selectOption('Developer');
      await page.getByRole('dialog').getByRole('button', { name: 'Change role' }).click();
      await expect(page.getByRole('row', { name: /Ravi Iyer/ })).toContainText('Developer');
      await guest.goto('/settings/api-keys');
      await expect(guest.getByRole('heading', { level: 1, name: 'API keys' })).toBeVisible();
      await expect(guest.getByText('No API keys')).toBeVisible();

      await page.getByRole('button', { name: 'Remove Ravi Iyer' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Remove member' }).click();
      await expect(page.getByRole('row', { name: /Ravi Iyer/ })).toBeHidden();
      await guest.goto('/settings/team');
      await expect(guest).toHaveURL(/\/login/);
      await context.close();
      expect(customer.email).toBeTruthy();
    },
  );

  customerTest('has members of several accounts, who switch between them', async ({ page, stage, openBrowser }) => {
    const other = await stage.call('createCustomer', { name: 'Asha Rao', balance: 0 });
    const path = await invite(page, other.email, 'Finance');
    const theirs = await openBrowser(other);
    await theirs.goto(path);
    await theirs.getByRole('button', { name: 'Join account' }).click();
    await expect(theirs).toHaveURL('/overview');
    await theirs.goto('/settings/team');
    await expect(theirs.getByRole('row', { name: /Meera Nair/ })).toContainText('Owner');
    await theirs.getByRole('button', { name: 'Asha Rao, your menu' }).click();
    await theirs.getByRole('menuitemradio', { checked: false }).click();
    await expect(theirs).toHaveURL('/overview');
    await theirs.goto('/settings/team');
    await expect(theirs.getByRole('row', { name: /Asha Rao/ })).toContainText('Owner');
    await expect(theirs.getByRole('row', { name: /Meera Nair/ })).toBeHidden();
  });
});

customerTest('API keys are shown once and revoked; the token needs the password', async ({ page, customer }) => {
  await page.goto('/settings/api-keys');
  await page.getByRole('button', { name: 'Make API key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Dialler');
  await dialog.getByRole('button', { name: 'Make key' }).click();
  await expect(dialog.getByText('Choose what the key may do: at least one.')).toBeVisible();
  await dialog.getByLabel('See numbers').check();
  await dialog.getByRole('button', { name: 'Make key' }).click();
  await expect(dialog.getByText(/^tlk_/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('row', { name: /Dialler/ })).toContainText('Active');
  await expect(page.getByText(/^tlk_[\w-]{40}$/)).toBeHidden();
  await page.getByRole('button', { name: 'Revoke the key Dialler' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke key' }).click();
  await expect(page.getByRole('row', { name: /Dialler/ })).toContainText('Revoked');

  await page.getByRole('button', { name: 'Rotate token' }).click();
  const rotation = page.getByRole('alertdialog');
  await rotation.getByLabel('Your password', { exact: true }).fill('not the password');
  await rotation.getByRole('button', { name: 'Rotate token' }).click();
  await expect(rotation.getByText('The password is wrong.')).toBeVisible();
  await rotation.getByLabel('Your password', { exact: true }).fill(customer.password);
  await rotation.getByRole('button', { name: 'Rotate token' }).click();
  await expect(rotation.getByText(/^[A-Za-z0-9]{40}$/)).toBeVisible();
  await rotation.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText(/^Works until/)).toBeVisible();
});
