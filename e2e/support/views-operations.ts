import { randomInt } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { heading, plain, pressed, type Scene, type View } from './view';

/** Made once; the views of failed workflows look at it. Of an account of its own: the demo has no open orders. */
let failedOrder: ReturnType<typeof createFailedOrder> | undefined;

async function createFailedOrder({ stage }: Scene) {
  const { accountId } = await stage.call('createCustomer', { name: 'Meera Pillai' });
  return stage.call('createFailedOrder', { accountId });
}

async function openWorkflows(page: Page, scene: Scene): Promise<void> {
  failedOrder ??= createFailedOrder(scene);
  await failedOrder;
  await page.goto('/operations/workflows');
  await expect(page.getByRole('table', { name: 'Workflows that failed' })).toBeVisible();
}

/** A small stock file with a few rows that are wrong; of numbers that no other upload has. */
function stockFile(): string {
  const first = 918_022_000_000 + randomInt(0, 24_000) * 40;
  const row = (number: string | number, type = 'local') => `${number},${type},Bengaluru,Karnataka,250,2.50`;
  return [
    'number,type,place,region,monthly_inr,monthly_usd',
    ...Array.from({ length: 40 }, (_, at) => row(first + at)),
    row(12345),
    row(first),
    row(918_022_339_999, 'landline'),
  ].join('\n');
}

export async function uploadStock(page: Page, carrier: string, file = stockFile()): Promise<void> {
  await page.goto('/operations/stock');
  await page.getByLabel('Carrier', { exact: true }).fill(carrier);
  await page
    .getByLabel('CSV file')
    .setInputFiles({ name: 'stock.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
  await page.getByRole('button', { name: 'Upload and look at it' }).click();
  await expect(page.getByRole('heading', { name: 'This was a dry run' })).toBeVisible({ timeout: 30_000 });
}

/** What the operator alone sees. */
export const OPERATIONS_VIEWS: readonly View[] = [
  plain('operations-accounts', () => '/operations/accounts'),
  plain('operations-accounts-no-match', () => '/operations/accounts?search=nobody'),
  plain('operations-account', ({ demo }) => `/operations/accounts/${demo.accountId}`),
  pressed('operations-account-funds', ({ demo }) => `/operations/accounts/${demo.accountId}`, 'Add funds'),
  pressed('operations-account-limits', ({ demo }) => `/operations/accounts/${demo.accountId}`, 'Change limits'),
  plain('operations-carriers', () => '/operations/carriers'),
  plain('operations-carrier', () => '/operations/carriers/mayura-voice'),
  pressed('operations-carrier-trunk', () => '/operations/carriers/mayura-voice', 'Edit mayura-mumbai'),
  pressed('operations-carrier-answers', () => '/operations/carriers/mayura-voice', 'Change answers'),
  {
    name: 'operations-carrier-domains',
    open: async (page) => {
      await page.goto('/operations/carriers/mayura-voice');
      await page.getByRole('button', { name: 'Change', exact: true }).click();
      await page.getByRole('button', { name: 'Look at what it means' }).click();
      await expect(page.getByRole('button', { name: 'Save failure domains' })).toBeVisible();
    },
  },
  plain('operations-stock', () => '/operations/stock'),
  { name: 'operations-stock-dry-run', open: (page) => uploadStock(page, 'Sahyadri Voice') },
  { name: 'operations-workflows', open: openWorkflows },
  {
    name: 'operations-workflows-cancel',
    open: async (page, scene) => {
      await openWorkflows(page, scene);
      await page
        .getByRole('button', { name: /^Cancel: / })
        .first()
        .click();
      await expect(page.getByRole('alertdialog')).toBeVisible();
    },
  },
  plain('operations-workflows-waiting', () => '/operations/workflows?group=waiting'),
  {
    name: 'operations-installation',
    open: async (page) => {
      await page.goto('/operations/installation');
      await heading(page);
      await expect(page.getByRole('table', { name: 'Settings' })).toBeVisible();
    },
  },
];
