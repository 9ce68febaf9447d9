import { expect, type Page } from '@playwright/test';
import type { Scene, View } from './view';

/** Alerts of every kind, and an endpoint that refuses them: nobody listens on this port. */
async function tell({ stage, demo }: Scene): Promise<void> {
  const url = `http://127.0.0.1:9/hooks/${Date.now()}`;
  await stage.call('addWebhookEndpoint', { accountId: demo.accountId, url });
  await stage.call('tellAlerts', { accountId: demo.accountId });
}

async function openFirstDelivery(page: Page): Promise<void> {
  await page.goto('/developers/webhooks');
  await page.getByRole('table', { name: 'Deliveries' }).getByRole('link').first().click();
  await expect(page.getByRole('region', { name: 'Payload' })).toBeVisible();
  await expect(page.getByText('The endpoint refused the connection.').first()).toBeVisible();
}

/** The pages of alerts and webhooks once something has happened. */
export const TOLD_VIEWS: readonly View[] = [
  {
    name: 'bell',
    open: async (page, scene) => {
      await tell(scene);
      await page.goto('/billing');
      await page.getByRole('button', { name: /^Notices, \d+\+? unread$/ }).click();
      await expect(page.getByRole('dialog', { name: 'Notices' })).toBeVisible();
    },
  },
  {
    name: 'notices-told',
    open: async (page, scene) => {
      await tell(scene);
      await page.goto('/notices');
      await expect(page.getByRole('list', { name: 'Notices' })).toBeVisible();
    },
  },
  {
    name: 'alerts-endpoints',
    open: async (page, scene) => {
      await tell(scene);
      await page.goto('/settings/alerts');
      await expect(page.getByRole('list', { name: 'Webhook endpoints' })).toBeVisible();
    },
  },
  {
    name: 'webhooks-told',
    open: async (page, scene) => {
      await tell(scene);
      await page.goto('/developers/webhooks');
      await expect(page.getByText('The endpoint refused the connection.').first()).toBeVisible();
    },
  },
  {
    name: 'webhook-delivery',
    open: async (page, scene) => {
      await tell(scene);
      await openFirstDelivery(page);
    },
  },
];
