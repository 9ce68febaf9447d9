import { expect, type Page } from '@playwright/test';
import { heading, plain, type Scene, type View } from './view';

/** Made once: each view looks at one of another state. */
let made: ReturnType<typeof createApplications> | undefined;

function createApplications({ stage, demo }: Scene) {
  return stage.call('createApplications', { accountId: demo.accountId });
}

type State = 'draft' | 'rejected' | 'submitted';

async function openOne(page: Page, scene: Scene, { area, state }: { area: string; state: State }): Promise<void> {
  made ??= createApplications(scene);
  await page.goto(`/${area}/compliance/${(await made)[state]}`);
  await heading(page);
}

function application(state: State): View {
  return {
    name: `compliance-${state}`,
    open: (page, scene) => openOne(page, scene, { area: 'phone-numbers', state }),
  };
}

/** Compliance applications and the operator's review of them. */
export const COMPLIANCE_VIEWS: readonly View[] = [
  ...(['draft', 'rejected', 'submitted'] as const).map(application),
  {
    name: 'compliance',
    open: async (page) => {
      await page.goto('/phone-numbers/compliance');
      await expect(page.getByRole('table', { name: 'Compliance applications' })).toBeVisible();
    },
  },
  {
    name: 'compliance-accepted',
    open: async (page) => {
      await page.goto('/phone-numbers/compliance');
      const accepted = page.getByRole('row', { name: /Accepted/ });
      await accepted.first().getByRole('link').click();
      await expect(page.getByRole('heading', { name: 'Numbers' })).toBeVisible();
    },
  },
  plain('compliance-new', () => '/phone-numbers/compliance/new'),
  plain('compliance-review-list', () => '/operations/compliance'),
  plain('compliance-review-none', () => '/operations/compliance?status=expired'),
  {
    name: 'compliance-review',
    open: (page, scene) => openOne(page, scene, { area: 'operations', state: 'submitted' }),
  },
  {
    name: 'compliance-review-reject',
    open: async (page, scene) => {
      await openOne(page, scene, { area: 'operations', state: 'submitted' });
      await page.getByLabel('GST certificate is not right').check();
      await page.getByRole('button', { name: 'Reject application' }).click();
      await expect(page.getByText('Say why the item is rejected.')).toBeVisible();
    },
  },
  {
    name: 'compliance-review-suspend',
    open: async (page) => {
      await page.goto('/operations/compliance?status=accepted');
      await page
        .getByRole('row', { name: /Accepted/ })
        .first()
        .getByRole('link')
        .click();
      await page.getByRole('button', { name: 'Suspend application' }).click();
      await expect(page.getByRole('alertdialog')).toBeVisible();
    },
  },
];
