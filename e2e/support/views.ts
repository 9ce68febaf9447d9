import { expect } from '@playwright/test';
import { PAGE_NOT_FOUND } from './console-watch';
import { plain, type View } from './view';
import { BULK_VIEWS } from './views-bulk';
import { BUYING_VIEWS } from './views-buying';
import { CALL_VIEWS } from './views-calls';
import { COMPLIANCE_VIEWS } from './views-compliance';
import { MONEY_VIEWS } from './views-money';
import { NETWORK_VIEWS } from './views-network';
import { NUMBER_VIEWS } from './views-numbers';
import { OPERATIONS_VIEWS } from './views-operations';
import { SETTINGS_VIEWS } from './views-settings';
import { SIMULATOR_VIEWS } from './views-simulator';
import { TEAM_VIEWS } from './views-team';

/** Addresses where nothing is. */
const LOST_VIEWS: readonly View[] = [
  { ...plain('not-found', () => '/phone-numbers/active/15555550100'), complaint: PAGE_NOT_FOUND },
  { ...plain('nowhere', () => '/nowhere'), complaint: PAGE_NOT_FOUND },
];

/** Every page an account sees; an area's own views are in its `views-<area>.ts`. */
export const DEMO_VIEWS: readonly View[] = [
  ...SIMULATOR_VIEWS,
  ...BUYING_VIEWS,
  ...BULK_VIEWS,
  plain('overview', () => '/overview'),
  ...NUMBER_VIEWS,
  ...COMPLIANCE_VIEWS,
  ...CALL_VIEWS,
  ...NETWORK_VIEWS,
  ...MONEY_VIEWS,
  ...SETTINGS_VIEWS,
  ...TEAM_VIEWS,
  ...OPERATIONS_VIEWS,
  ...LOST_VIEWS,
];

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
