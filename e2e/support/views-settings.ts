import { expect } from '@playwright/test';
import { plain, pressed, type View } from './view';

/** Settings, Notices, Developers, and the menu of a person. */
export const SETTINGS_VIEWS: readonly View[] = [
  plain('alerts', () => '/settings/alerts'),
  {
    name: 'alerts-private-address',
    open: async (page) => {
      await page.goto('/settings/alerts');
      await page.getByRole('button', { name: 'Add endpoint' }).click();
      const dialog = page.getByRole('dialog', { name: 'Add webhook endpoint' });
      await dialog.getByLabel('URL').fill('http://169.254.169.254/latest/meta-data');
      await dialog.getByRole('button', { name: 'Add endpoint' }).click();
      await expect(dialog.getByText('URL is at a private or local address')).toBeVisible();
    },
  },
  {
    name: 'alerts-wrong-amount',
    open: async (page) => {
      await page.goto('/settings/alerts');
      await page.getByLabel('Low balance below').fill('ten');
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByText('Amounts must be 1 to 5 numbers above 0')).toBeVisible();
    },
  },
  plain('notices', () => '/notices'),
  plain('webhooks', () => '/developers/webhooks'),
  plain('webhooks-no-match', () => '/developers/webhooks?state=failed&event=nothing'),
  plain('profile', () => '/settings/profile'),
  {
    name: 'profile-wrong-password',
    open: async (page) => {
      await page.goto('/settings/profile');
      const card = page.getByRole('region', { name: 'Password' });
      await card.getByLabel('Current password').fill('not the password');
      await card.getByLabel('New password').fill('quiet-river-stone-4821');
      await card.getByRole('button', { name: 'Change password' }).click();
      await expect(card.getByText('The current password is wrong.')).toBeVisible();
    },
  },
  pressed('sign-out-everywhere', () => '/settings/profile', 'Sign out everywhere'),
  pressed('palette', () => '/settings/profile', 'Find a page, number or action'),
  {
    name: 'shortcuts',
    open: async (page) => {
      await page.goto('/settings/profile');
      const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
      // Pressed again until the page listens.
      await expect(async () => {
        await page.keyboard.press('?');
        await expect(sheet).toBeVisible({ timeout: 1_000 });
      }).toPass();
    },
  },
  pressed('user-menu', () => '/settings/profile', /, your menu$/),
];
