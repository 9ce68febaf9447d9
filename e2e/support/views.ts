import { expect, type Page } from '@playwright/test';
import { BuyFlow } from './buy-flow';
import { PAGE_NOT_FOUND } from './console-watch';
import { NumberPage } from './number-page';
import type { Stage } from './stage';

export interface Scene {
  stage: Stage;
  /** Whose numbers the pages show. */
  demo: Awaited<ReturnType<typeof findDemo>>;
}

export function findDemo(stage: Stage) {
  return stage.call('findDemo');
}

export interface View {
  name: string;
  /** Leads the page there; resolves when it is all there. */
  open: (page: Page, scene: Scene) => Promise<unknown>;
  /** What the browser complains of there and is meant to. */
  complaint?: RegExp;
}

const heading = (page: Page) => expect(page.getByRole('heading', { level: 1 })).toBeVisible();

function plain(name: string, address: (scene: Scene) => string): View {
  return {
    name,
    open: async (page, scene) => {
      await page.goto(address(scene));
      await heading(page);
    },
  };
}

/** A page with a button pressed on it. */
function pressed(name: string, address: (scene: Scene) => string, button: string | RegExp): View {
  return {
    name,
    open: async (page, scene) => {
      await page.goto(address(scene));
      await page.getByRole('button', { name: button }).first().click();
      await expect(page.getByRole('alertdialog').or(page.getByRole('dialog')).or(page.getByRole('menu'))).toBeVisible();
    },
  };
}

async function freeNumber(stage: Stage, countryIso: string, areaCode?: string): Promise<string> {
  const [free] = await stage.call('findFree', { countryIso, ...(areaCode === undefined ? {} : { areaCode }) });
  return free?.number ?? '';
}

/** Buy Number: search, Details, review, result. */
const BUYING: readonly View[] = [
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

const numberOf = (which: (demo: Scene['demo']) => string) => (scene: Scene) =>
  `/phone-numbers/active/${which(scene.demo)}`;

async function releaseOne(page: Page, { stage, demo }: Scene): Promise<void> {
  const { number } = await stage.call('rent', { accountId: demo.accountId, stock: { countryIso: 'CA' } });
  await page.goto(`/phone-numbers/active/${number}`);
  await page.getByRole('button', { name: /^Release this number/ }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Release number' }).click();
  await expect(page.getByText('This number can be bought back')).toBeVisible();
}

/** Overview, Active Numbers, the page of a number, Released. */
const NUMBERS: readonly View[] = [
  plain('overview', () => '/overview'),
  plain('active', () => '/phone-numbers/active'),
  plain('active-no-match', () => '/phone-numbers/active?q=nothing+like+this'),
  pressed('active-view-menu', () => '/phone-numbers/active', 'View'),
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
const CALLS: readonly View[] = [
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
const NETWORK: readonly View[] = [
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

/** Billing, Profile, and addresses where nothing is. */
const ACCOUNT: readonly View[] = [
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
  plain('alerts', () => '/settings/alerts'),
  {
    name: 'alerts-private-address',
    open: async (page) => {
      await page.goto('/settings/alerts');
      await page.getByRole('button', { name: 'Add endpoint' }).click();
      const dialog = page.getByRole('dialog', { name: 'Add webhook endpoint' });
      await dialog.getByLabel('URL').fill('http://169.254.169.254/latest/meta-data');
      await dialog.getByRole('button', { name: 'Add endpoint' }).click();
      await expect(dialog.getByText('URL is at a private or local address')).toBeVisible();
    },
  },
  {
    name: 'alerts-wrong-amount',
    open: async (page) => {
      await page.goto('/settings/alerts');
      await page.getByLabel('Low balance below').fill('ten');
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByText('Amounts must be 1 to 5 numbers above 0')).toBeVisible();
    },
  },
  plain('notices', () => '/notices'),
  plain('webhooks', () => '/developers/webhooks'),
  plain('webhooks-no-match', () => '/developers/webhooks?state=failed&event=nothing'),
  plain('profile', () => '/settings/profile'),
  {
    name: 'profile-wrong-password',
    open: async (page) => {
      await page.goto('/settings/profile');
      const card = page.getByRole('region', { name: 'Password' });
      await card.getByLabel('Current password').fill('not the password');
      await card.getByLabel('New password').fill('quiet-river-stone-4821');
      await card.getByRole('button', { name: 'Change password' }).click();
      await expect(card.getByText('The current password is wrong.')).toBeVisible();
    },
  },
  pressed('sign-out-everywhere', () => '/settings/profile', 'Sign out everywhere'),
  pressed('user-menu', () => '/settings/profile', /, your menu$/),
  { ...plain('not-found', () => '/phone-numbers/active/15555550100'), complaint: PAGE_NOT_FOUND },
  { ...plain('nowhere', () => '/nowhere'), complaint: PAGE_NOT_FOUND },
];

const SIMULATED = 'silent-carrier-india';

/** The Simulator: presets, the form, own calls, a result as charts and as tables. */
const SIMULATOR: readonly View[] = [
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

export const DEMO_VIEWS: readonly View[] = [...SIMULATOR, ...BUYING, ...NUMBERS, ...CALLS, ...NETWORK, ...ACCOUNT];

/** Before sign-in. */
export const GUEST_VIEWS: readonly View[] = [
  plain('login', () => '/login'),
  {
    name: 'login-wrong',
    complaint: /status of 401/,
    open: async (page) => {
      await page.goto('/login');
      await page.getByLabel('E-mail').fill('nobody@example.test');
      await page.getByLabel('Password', { exact: true }).fill('not the password');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page.getByText('The e-mail address or the password is wrong.')).toBeVisible();
    },
  },
];
