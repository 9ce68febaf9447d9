import { expect } from '@playwright/test';
import { plain, type View } from './view';

const SIMULATED = 'silent-carrier-india';

/** The Simulator: presets, the form, own calls, a result as charts and as tables. */
export const SIMULATOR_VIEWS: readonly View[] = [
  plain('simulator', () => '/voice/simulator'),
  plain('simulator-form', () => `/voice/simulator/new?from=${SIMULATED}`),
  {
    name: 'simulator-form-mistakes',
    open: async (page) => {
      await page.goto(`/voice/simulator/new?from=${SIMULATED}`);
      await page.getByLabel('Warm-up').fill('soon');
      await page.getByRole('button', { name: 'Run simulation' }).click();
      await expect(page.getByRole('alert').filter({ hasText: 'warmUp: must be a time' })).toBeVisible();
    },
  },
  plain('simulator-own-calls', () => '/voice/simulator/calls'),
  ...(['charts', 'tables'] as const).map(
    (view): View => ({
      name: `simulator-result-${view}`,
      open: async (page, { stage, demo }) => {
        const { runId } = await stage.call('simulate', { accountId: demo.accountId, preset: SIMULATED });
        await page.goto(`/voice/simulator/${runId}?view=${view}`);
        await expect(page.getByRole('region', { name: 'Over time' })).toBeVisible();
      },
    }),
  ),
];
