import { expect } from '@playwright/test';
import { heading, plain, type Scene, type View } from './view';

/** Made once: each view looks at calls of its own kind. */
let demoCalls: ReturnType<typeof createDemoCalls> | undefined;

function createDemoCalls({ stage, demo }: Scene) {
  const { accountId, pair } = demo;
  return stage.call('createCalls', { accountId, from: pair.primary, fallback: pair.fallback, others: 60 });
}

async function callOf(scene: Scene, name: string): Promise<string> {
  demoCalls ??= createDemoCalls(scene);
  return (await demoCalls).uuids[name] ?? '';
}

function call(name: string): View {
  return {
    name: `call-${name.toLowerCase()}`,
    open: async (page, scene) => {
      await page.goto(`/voice/calls/${await callOf(scene, name)}`);
      await heading(page);
      await page.getByText('The same as a table').click();
    },
  };
}

/** Call Logs and the page of a call. */
export const CALL_VIEWS: readonly View[] = [
  {
    name: 'calls',
    open: async (page, scene) => {
      await callOf(scene, 'saved');
      await page.goto('/voice/calls');
      await expect(page.getByRole('table', { name: 'Calls' })).toBeVisible();
    },
  },
  {
    name: 'calls-live-between',
    open: async (page, scene) => {
      await callOf(scene, 'saved');
      await page.goto('/voice/calls?live=true&range=between&from=2026-01-01T00:00&failover=over');
      await expect(page.getByText('New calls appear at the top.')).toBeVisible();
    },
  },
  plain('calls-no-match', () => '/voice/calls?number=%2B12125550100&state=busy'),
  plain('calls-wrong-number', () => '/voice/calls?number=91abc'),
  {
    name: 'number-calls',
    open: async (page, scene) => {
      await callOf(scene, 'saved');
      await page.goto(`/phone-numbers/active/${scene.demo.pair.primary}`);
      await expect(page.getByRole('table', { name: 'Calls from this number' })).toBeVisible();
    },
  },
  ...['answered', 'saved', 'failedOver', 'noAnswer', 'failed', 'inProgress'].map(call),
];
