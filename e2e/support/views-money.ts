import { expect } from '@playwright/test';
import { plain, type View } from './view';

/** Billing. */
export const MONEY_VIEWS: readonly View[] = [
  plain('billing', () => '/billing'),
  plain('billing-no-match', () => '/billing?number=99999'),
  plain('billing-wrong-day', () => '/billing?from=yesterday'),
  {
    name: 'billing-add-funds',
    open: async (page) => {
      await page.goto('/billing');
      await page.getByRole('button', { name: 'Add funds' }).click();
      const dialog = page.getByRole('dialog', { name: 'Add funds' });
      await dialog.getByLabel('Amount in INR').fill('-5');
      await dialog.getByRole('button', { name: 'Add funds' }).click();
      await expect(dialog.getByLabel('Amount in INR')).toHaveAttribute('aria-invalid', 'true');
    },
  },
];
