import { expect } from '@playwright/test';
import { plain, type View } from './view';

/** Billing. */
export const MONEY_VIEWS: readonly View[] = [
  plain('billing', () => '/billing'),
  plain('billing-no-match', () => '/billing?number=99999'),
  plain('billing-wrong-day', () => '/billing?from=yesterday'),
  plain('spend', () => '/billing/spend'),
  plain('spend-by-tag', () => '/billing/spend?by=tag'),
  plain('spend-by-month', () => '/billing/spend?by=month'),
  plain('spend-nothing', () => '/billing/spend?month=2020-01'),
  plain('statements', () => '/billing/statements'),
  plain('statement', () => `/billing/statements/${new Date().toISOString().slice(0, 7)}`),
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
