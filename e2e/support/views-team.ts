import { expect } from '@playwright/test';
import { plain, pressed, type View } from './view';

/** Settings that concern who gets in: Team, Security, API keys, Audit log. */
export const TEAM_VIEWS: readonly View[] = [
  plain('team', () => '/settings/team'),
  pressed('team-invite', () => '/settings/team', 'Invite'),
  {
    name: 'team-link',
    open: async (page) => {
      await page.goto('/settings/team');
      await page.getByRole('button', { name: 'Invite' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('E-mail').fill('ravi.iyer@example.com');
      await dialog.getByRole('button', { name: 'Make link' }).click();
      await expect(dialog.getByText(/\/join\//)).toBeVisible();
    },
  },
  plain('security', () => '/settings/security'),
  pressed('security-set-up', () => '/settings/security', 'Set up'),
  plain('api-keys', () => '/settings/api-keys'),
  pressed('api-keys-make', () => '/settings/api-keys', 'Make API key'),
  {
    name: 'api-keys-made',
    open: async (page) => {
      await page.goto('/settings/api-keys');
      await page.getByRole('button', { name: 'Make API key' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Name').fill('Dialler');
      await dialog.getByLabel('See calls').check();
      await dialog.getByRole('button', { name: 'Make key' }).click();
      await dialog.getByRole('button', { name: 'Done' }).click();
      await expect(page.getByRole('row', { name: /Dialler/ }).first()).toContainText('Active');
    },
  },
  pressed('api-keys-rotate', () => '/settings/api-keys', 'Rotate token'),
  plain('audit-log', () => '/settings/audit-log'),
  plain('audit-log-search', () => '/settings/audit-log?q=number'),
  plain('audit-log-no-match', () => '/settings/audit-log?q=nothing+like+this'),
  {
    name: 'audit-log-entry',
    open: async (page) => {
      await page.goto('/settings/audit-log?q=signed+in');
      await page.getByRole('link', { name: 'Signed in' }).first().click();
      await expect(page.getByRole('region', { name: 'Where it came from' })).toBeVisible();
    },
  },
  plain('join-closed', () => '/join/not-a-link-of-ours'),
];
