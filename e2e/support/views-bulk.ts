import { expect, type Page } from '@playwright/test';
import { heading, plain, type Scene, type View } from './view';

/** Free numbers that no other view takes. */
async function openCart(page: Page, { stage }: Scene, count: number): Promise<void> {
  const free = await stage.call('findFree', { areaCode: '40', count });
  await page.goto(`/phone-numbers/buy/several?numbers=${free.map(({ number }) => number).join(',')}`);
  await expect(page.getByRole('table', { name: 'Chosen numbers' })).toBeVisible();
}

const CHANGE = '/phone-numbers/active/change?all=on&country=IN';

/** Several numbers bought, changed or brought in at once. */
export const BULK_VIEWS: readonly View[] = [
  {
    name: 'buy-chosen',
    open: async (page) => {
      await page.goto('/phone-numbers/buy?country=IN');
      const boxes = page.getByRole('table').getByRole('checkbox');
      for (const at of [0, 1, 2]) await boxes.nth(at).check();
      await expect(page.getByRole('link', { name: 'Continue with 3 numbers' })).toBeVisible();
    },
  },
  plain('several-none', () => '/phone-numbers/buy/several'),
  { name: 'several', open: async (page, scene) => openCart(page, scene, 4) },
  {
    name: 'several-review',
    open: async (page, scene) => {
      await openCart(page, scene, 3);
      await page
        .getByRole('checkbox', { name: /^Fallback for/ })
        .first()
        .check();
      await page.getByRole('button', { name: 'Review and reserve' }).click();
      await expect(page.getByRole('table', { name: 'Cost of these numbers' })).toBeVisible();
    },
  },
  {
    name: 'active-chosen',
    open: async (page) => {
      await page.goto('/phone-numbers/active');
      await page.getByRole('checkbox', { name: /on this page$/ }).check();
      await expect(page.getByRole('region', { name: 'Chosen numbers' })).toContainText('chosen');
    },
  },
  plain('change', () => CHANGE),
  plain('change-tags', () => `${CHANGE}&do=tags&add=night+desk&preview=on`),
  plain('change-wrong', () => `${CHANGE}&do=tags&add=b%40d&preview=on`),
  plain('change-ha', () => `${CHANGE}&do=enable_ha&preview=on`),
  plain('change-release', () => `${CHANGE}&do=release&preview=on`),
  plain('jobs', () => '/phone-numbers/jobs'),
  {
    name: 'job',
    open: async (page, { stage, demo }) => {
      const { jobId } = await stage.call('changeTags', { accountId: demo.accountId, country: 'US', add: 'us-desk' });
      await page.goto(`/phone-numbers/jobs/${jobId}`);
      await heading(page);
    },
  },
  plain('bring', () => '/phone-numbers/import'),
  {
    name: 'bring-dry-run',
    open: async (page) => {
      await page.goto('/phone-numbers/import');
      const rows = [
        'number,carrier,type,place,alias',
        '+918047770001,Sutlej Line,local,Bengaluru,Front desk',
        '12,Nobody,local,,',
      ];
      const file = { name: 'own-numbers.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) };
      await page.getByLabel('Numbers as CSV').setInputFiles(file);
      await expect(page).toHaveURL(/\/jobs\/job_/);
      await heading(page);
    },
  },
];
