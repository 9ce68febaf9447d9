import { expect, type Page } from '@playwright/test';
import { NumberPage } from './number-page';
import { plain, pressed, type Scene, type View } from './view';

const numberOf = (which: (demo: Scene['demo']) => string) => (scene: Scene) =>
  `/phone-numbers/active/${which(scene.demo)}`;

async function releaseOne(page: Page, { stage, demo }: Scene): Promise<void> {
  const { number } = await stage.call('rent', { accountId: demo.accountId, stock: { countryIso: 'CA' } });
  await page.goto(`/phone-numbers/active/${number}`);
  await page.getByRole('button', { name: /^Release this number/ }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Release number' }).click();
  await expect(page.getByText('This number can be bought back')).toBeVisible();
}

/** Active Numbers, the page of a number, Released. */
export const NUMBER_VIEWS: readonly View[] = [
  plain('active', () => '/phone-numbers/active'),
  plain('active-no-match', () => '/phone-numbers/active?q=nothing+like+this'),
  pressed('active-view-menu', () => '/phone-numbers/active', 'Columns'),
  plain(
    'number-primary',
    numberOf(({ pair }) => pair.primary),
  ),
  plain(
    'number-fallback',
    numberOf(({ pair }) => pair.fallback),
  ),
  plain(
    'number-waiting',
    numberOf(({ waiting }) => waiting.primary),
  ),
  plain(
    'number-alone',
    numberOf(({ alone }) => alone),
  ),
  plain(
    'number-abroad',
    numberOf(({ abroad }) => abroad),
  ),
  {
    name: 'number-enable',
    open: async (page, { demo }) => {
      const number = new NumberPage(page);
      await number.open(demo.alone);
      await number.checkbox.check();
      await number.save.click();
      await expect(number.dialog('Enable high availability backup number')).toBeVisible();
    },
  },
  {
    name: 'number-disable',
    open: async (page, { demo }) => {
      const number = new NumberPage(page);
      await number.open(demo.pair.primary);
      await number.checkbox.uncheck();
      await number.save.click();
      await expect(number.dialog('Switch high availability off')).toBeVisible();
    },
  },
  pressed(
    'number-test-call',
    numberOf(({ pair }) => pair.primary),
    'Test call',
  ),
  {
    name: 'number-calling',
    open: async (page, { demo }) => {
      await page.goto(`/phone-numbers/active/${demo.pair.primary}`);
      await page.getByRole('button', { name: 'Test call' }).click();
      const dialog = page.getByRole('dialog', { name: /^Test call from/ });
      await dialog.getByLabel('Number to call').fill('098450 12345');
      await dialog.getByRole('button', { name: 'Call', exact: true }).click();
      await expect(dialog.getByRole('list', { name: 'What happened so far' })).toContainText('Ringing', {
        timeout: 30_000,
      });
    },
  },
  pressed(
    'number-force',
    numberOf(({ pair }) => pair.primary),
    'Force to the fallback',
  ),
  pressed(
    'number-pair-owned',
    numberOf(({ alone }) => alone),
    'Use a number I already rent',
  ),
  pressed(
    'number-release',
    numberOf(({ pair }) => pair.primary),
    /^Release both numbers/,
  ),
  pressed(
    'number-cancel-request',
    numberOf(({ waiting }) => waiting.primary),
    'Cancel request',
  ),
  {
    name: 'released',
    open: async (page, scene) => {
      await releaseOne(page, scene);
      await page.goto('/phone-numbers/released');
      await expect(page.getByRole('list', { name: 'Released numbers' })).toBeVisible();
    },
  },
  {
    name: 'released-buy-back',
    open: async (page, scene) => {
      await releaseOne(page, scene);
      await page.goto('/phone-numbers/released');
      await page
        .getByRole('button', { name: /^Buy back/ })
        .first()
        .click();
      await expect(page.getByRole('alertdialog').or(page.getByRole('dialog'))).toBeVisible();
    },
  },
];
