import type { Page } from '@playwright/test';
import { PAGE_NOT_FOUND } from './support/console-watch';
import { expect, customerTest as test } from './support/fixtures';

const PRESET = 'A network blip of 0.6 seconds at fifty calls a second';
/** Some hundred thousand calls: long enough to be met under way. */
const MINUTES_OF_WORK = { lasts: '3h', rate: '60' };

const result = (page: Page) => page.getByRole('region', { name: 'In short' });
const slider = (page: Page) => page.getByRole('slider', { name: 'Moment' });

test('a preset is run, and its result is read by keyboard and shared by its address', async ({
  page,
  customer,
  stage,
  openBrowser,
  consoleWatch,
}) => {
  await page.goto('/voice/simulator');
  await expect(page.getByText('Nothing here touches live traffic')).toBeVisible();
  await page.getByRole('button', { name: `Run: ${PRESET}` }).click();
  await expect(page).toHaveURL(/\/voice\/simulator\/sim_/);
  await expect(result(page)).toContainText('With HA off', { timeout: 60_000 });
  await expect(page.getByRole('heading', { level: 1, name: PRESET })).toBeVisible();

  await test.step('every move of the pointer has a key', async () => {
    await slider(page).focus();
    const before = Number(await slider(page).inputValue());
    await page.keyboard.press('ArrowRight');
    expect(Number(await slider(page).inputValue())).toBeGreaterThan(before);
    await page.keyboard.press('Home');
    await expect(slider(page)).toHaveValue('0');
    await expect(slider(page)).toHaveAttribute('aria-valuetext', /^0:00: Meridian healthy, Sagar healthy/);
    await page.getByRole('button', { name: 'To the next change' }).press('Enter');
    await expect(slider(page)).toHaveAttribute('aria-valuetext', /^1:00/);
    await page.getByLabel('Go to').fill('1:30');
    await page.getByLabel('Go to').press('Enter');
    await expect(slider(page)).toHaveValue('90000');
    await page.getByRole('button', { name: 'Play', exact: true }).press('Space');
    await expect.poll(async () => Number(await slider(page).inputValue())).toBeGreaterThan(90_000);
    await page.getByRole('button', { name: 'Pause' }).press('Space');
  });

  await test.step('charts are tables too', async () => {
    await page.getByLabel('as', { exact: true }).selectOption('tables');
    await expect(page.getByRole('table', { name: 'Route states, HA on' })).toBeVisible();
    await expect(page.getByRole('table', { name: /^Calls and delay in each .*, HA off$/ })).toBeVisible();
    await page.getByLabel('Show', { exact: true }).selectOption('oracle');
    await expect(page.getByRole('table', { name: 'Route states, Oracle' })).toBeVisible();
  });

  await test.step('the address shows the same to others of the account, nothing to anybody else', async () => {
    await page.getByLabel('Go to').fill('1:10');
    await page.getByLabel('Go to').press('Enter');
    await expect(page).toHaveURL(/t=70000/);
    const colleague = await openBrowser(customer);
    await colleague.goto(page.url());
    await expect(slider(colleague)).toHaveValue('70000');
    await expect(colleague.getByRole('table', { name: 'Route states, Oracle' })).toBeVisible();
    consoleWatch.expect(PAGE_NOT_FOUND);
    const stranger = await openBrowser(await stage.call('createCustomer', {}));
    await stranger.goto(page.url());
    await expect(stranger.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible();
  });

  await page.goto('/voice/simulator');
  const list = page.getByRole('list', { name: 'Simulations' });
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expect(list).toContainText('With HA off');
});

test('a scenario of one’s own: mistakes are told, progress is shown, the run is cancelled, renamed and removed', async ({
  page,
}) => {
  await page.goto('/voice/simulator/new');
  const traffic = page.getByRole('region', { name: 'Traffic' });
  await page.getByLabel('Lasts').first().fill('three hours');
  await page.getByRole('button', { name: 'Run simulation' }).click();
  const mistakes = page.getByRole('alert').filter({ hasText: 'lasts: must be a time with its unit' });
  await expect(mistakes).toBeVisible();
  await expect(page.getByLabel('Lasts').first()).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Lasts').first().fill(MINUTES_OF_WORK.lasts);
  await traffic.getByLabel('Calls a second').fill(MINUTES_OF_WORK.rate);
  await page.getByLabel('Name of the run').fill('A long morning');
  await page.getByRole('checkbox', { name: 'Oracle' }).uncheck();
  await page.getByRole('button', { name: 'Run simulation' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'A long morning' })).toBeVisible();
  const bar = page.getByRole('progressbar', { name: 'Simulation' });
  await expect
    .poll(async () => Number(await bar.getAttribute('aria-valuenow')), { timeout: 60_000 })
    .toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('This simulation was cancelled; it has no result.')).toBeVisible();

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  const rename = page.getByRole('dialog', { name: 'Rename the simulation' });
  await rename.getByLabel('Name').fill('Too long');
  await rename.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Too long' })).toBeVisible();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page).toHaveURL(/\/voice\/simulator$/);
  await expect(page.getByText('No simulation yet')).toBeVisible();
});

/** A call a second from 10:00 IST for ten minutes; line 12 is wrong. */
function callsCsv(): string {
  const rows = Array.from({ length: 600 }, (_, second) => {
    const at = new Date(Date.UTC(2026, 9, 29, 4, 30, second)).toISOString().slice(0, 19);
    const caller = second === 10 ? 'withheld' : `91224888000${second % 10}`;
    return `${caller},91981${2_000_000 + second},${at},${second % 3 === 0 ? '0,3000' : '40,4000'}`;
  });
  return ['from_number,to_number,initiation_time,bill_duration,hangup_cause_code', ...rows].join('\n');
}

test('my calls from a file meet a fault: saved calls, cost of HA, cost of each', async ({ page, consoleWatch }) => {
  consoleWatch.expect(/status of 400/);
  await page.goto('/voice/simulator');
  await page.getByRole('link', { name: 'Use my calls' }).click();
  const file = page.getByLabel('Call records as CSV');
  await file.setInputFiles({ name: 'empty.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2') });
  await expect(
    page.getByText('line 1: the columns to_number, from_number, initiation_time are missing.'),
  ).toBeVisible();
  await file.setInputFiles({ name: 'october.csv', mimeType: 'text/csv', buffer: Buffer.from(callsCsv()) });
  await expect(page.getByText('599 calls of 10 numbers')).toBeVisible();
  await expect(page.getByText('Line 12: from_number must be 7 to 15 digits, not "withheld"')).toBeVisible();
  await page.getByLabel('Begins').fill('2026-10-29T11:00');
  await page.getByLabel('Minutes').fill('3');
  await page.getByLabel('HA rental of a number a month').fill('250');
  await page.getByRole('button', { name: 'Run simulation' }).click();
  await expect(page.getByText('The fault must begin and end between 29 Oct 2026, 10:00 IST')).toBeVisible();
  await page.getByLabel('Begins').fill('2026-10-29T10:03');
  await page.getByLabel('Worth of an answered call').fill('30');
  await page.getByRole('button', { name: 'Run simulation' }).click();
  await expect(result(page)).toContainText('HA pays above', { timeout: 60_000 });
  await expect(page.getByText('599 calls of october.csv')).toBeVisible();
  const money = page.getByRole('region', { name: 'Is it worth it?' });
  await expect(money).toContainText('30,000 INR a year for 10 numbers');
  await expect(money).toContainText(/conversations more than without HA.*INR of a month’s rental for each/);
});

test.describe('a supporter', () => {
  test.use({ wish: { role: 'support' } });

  test('sees what others ran and runs nothing', async ({ page, stage, customer }) => {
    const { runId } = await stage.call('simulate', { accountId: customer.accountId, preset: 'blip-india' });
    await page.goto('/voice/simulator');
    await expect(page.getByRole('button', { name: /^Run:/ })).toHaveCount(0);
    await page.goto(`/voice/simulator/${runId}`);
    await expect(result(page)).toContainText('With HA off');
    await page.goto('/voice/simulator/new');
    await expect(page.getByText('You may not run simulations.')).toBeVisible();
  });
});
