import { expect } from '@playwright/test';
import { plain, pressed, type View } from './view';

function trunkMenu(name: string, item: string): View {
  return {
    name,
    open: async (page) => {
      await page.goto('/voice/carriers');
      await page.getByRole('button', { name: 'Actions for mayura-mumbai' }).click();
      await page.getByRole('menuitem', { name: item }).click();
      await expect(page.getByRole('alertdialog')).toBeVisible();
    },
  };
}

/** Carriers with their dialogs, Incidents, HA coverage. */
export const NETWORK_VIEWS: readonly View[] = [
  plain('carriers', () => '/voice/carriers'),
  trunkMenu('carriers-break', 'Break it'),
  trunkMenu('carriers-drain', 'Drain'),
  trunkMenu('carriers-maintenance', 'Planned maintenance'),
  trunkMenu('carriers-limits', 'Limits'),
  pressed('carriers-traffic', () => '/voice/carriers', 'Start traffic'),
  {
    name: 'incidents',
    open: async (page, { stage }) => {
      await stage.call('createIncident', { trunk: 'mayura-mumbai' });
      await page.goto('/voice/incidents');
      await expect(page.getByRole('table', { name: 'Incidents' })).toBeVisible();
    },
  },
  {
    name: 'incident',
    open: async (page, { stage }) => {
      await page.goto(`/voice/incidents/${await stage.call('createIncident', { trunk: 'konkan-kochi' })}`);
      await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible();
    },
  },
  plain('coverage', () => '/voice/coverage'),
  pressed('coverage-enable', () => '/voice/coverage', /^Enable HA for/),
];
