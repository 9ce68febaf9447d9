import { expect } from '@playwright/test';
import { BuyFlow } from './buy-flow';
import type { Stage } from './stage';
import { plain, type View } from './view';

async function freeNumber(stage: Stage, countryIso: string, areaCode?: string): Promise<string> {
  const [free] = await stage.call('findFree', { countryIso, ...(areaCode === undefined ? {} : { areaCode }) });
  return free?.number ?? '';
}

/** Buy Number: search, Details, review, result. */
export const BUYING_VIEWS: readonly View[] = [
  plain('buy', () => '/phone-numbers/buy?country=IN'),
  plain('buy-abroad', () => '/phone-numbers/buy?country=US&type=tollfree'),
  plain('buy-no-match', () => '/phone-numbers/buy?country=IN&type=local&pattern=99999999'),
  plain('buy-wrong-pattern', () => '/phone-numbers/buy?country=IN&pattern=12ab&mode=contains'),
  {
    name: 'buy-places',
    open: async (page) => {
      await page.goto('/phone-numbers/buy?country=IN');
      await page.getByRole('combobox', { name: 'Place or STD code' }).fill('ban');
      await expect(page.getByRole('listbox', { name: 'Places' }).getByRole('option').first()).toBeVisible();
    },
  },
  {
    name: 'details',
    open: async (page, { stage }) => new BuyFlow(page).openDetails(await freeNumber(stage, 'IN', '80')),
  },
  {
    name: 'details-with-fallback',
    open: async (page, { stage }) => {
      const flow = new BuyFlow(page);
      await flow.openDetails(await freeNumber(stage, 'IN', '80'));
      await flow.choose({ highAvailability: true });
    },
  },
  {
    name: 'details-no-fallback-stock',
    open: async (page, { stage }) => {
      const { primary, backup, areaCode } = await stage.call('createRarePair', { areaCode: '422' });
      await stage.call('setStockOut', { carrier: backup.slug, areaCode, out: true });
      const flow = new BuyFlow(page);
      await flow.openDetails(primary.number);
      await flow.choose({ highAvailability: true });
      await stage.call('setStockOut', { carrier: backup.slug, areaCode, out: false });
    },
  },
  {
    name: 'details-abroad',
    open: async (page, { stage }) => new BuyFlow(page).openDetails(await freeNumber(stage, 'US')),
  },
  plain('details-own', ({ demo }) => `/phone-numbers/buy/${demo.alone}`),
  plain('details-unknown', () => '/phone-numbers/buy/junk'),
  {
    name: 'review',
    open: async (page, { stage }) => {
      const flow = new BuyFlow(page);
      await flow.openDetails(await freeNumber(stage, 'IN', '80'));
      await flow.choose({ highAvailability: true, alias: 'Bengaluru night shift', application: 'Support line' });
      await flow.reserve();
    },
  },
  {
    name: 'review-ended',
    open: async (page, { stage, demo }) => {
      const flow = new BuyFlow(page);
      await flow.openDetails(await freeNumber(stage, 'IN', '44'));
      await flow.reserve();
      await stage.call('expireReservations', demo);
      await page.reload();
      await expect(page.getByRole('button', { name: 'Reserve and review again' })).toBeVisible();
    },
  },
  plain('result', ({ demo: { pair } }) => `/phone-numbers/buy/${pair.primary}/result?purchase=${pair.purchaseId}`),
  plain(
    'result-waiting',
    ({ demo: { waiting } }) => `/phone-numbers/buy/${waiting.primary}/result?purchase=${waiting.purchaseId}`,
  ),
];
