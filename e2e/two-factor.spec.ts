import type { Page } from '@playwright/test';
import { totpCode, totpStep } from '@/lib/auth/totp';
import { customerTest, expect } from './support/fixtures';
import { expectGoodLook } from './support/look';

const STEP_MS = 30_000;

function secretOf(key: string): Uint8Array {
  const bits = [...key.replaceAll(' ', '')]
    .map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'))
    .join('');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}

async function setUp(page: Page, password: string) {
  await page.goto('/settings/security');
  await page.getByRole('button', { name: 'Set up' }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByLabel('Your password', { exact: true }).fill(password);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(dialog.getByRole('img', { name: 'QR code for the authenticator app' })).toBeVisible();
  await expectGoodLook(page, 'setting up two-factor sign-in', 'dark');
  const secret = secretOf(await dialog.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).innerText());
  await dialog.getByLabel('Code the app shows').fill(totpCode(secret, totpStep(new Date())));
  await dialog.getByRole('button', { name: 'Switch on' }).click();
  const listed = dialog.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(listed).toHaveCount(10);
  const codes = await listed.allInnerTexts();
  await dialog.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByText('10 of 10 recovery codes are left.')).toBeVisible();
  return { secret, codes };
}

async function fillIn(page: Page, { email, password }: { email: string; password: string }) {
  await page.goto('/login');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

customerTest(
  'an app’s code or a recovery code is the second step of signing in',
  async ({ page, browser, customer, consoleWatch }) => {
    const { secret, codes } = await setUp(page, customer.password);
    consoleWatch.expect(/status of 401/);

    const context = await browser.newContext();
    consoleWatch.follow(context);
    const other = await context.newPage();
    await fillIn(other, { ...customer, password: 'not the password' });
    await expect(other.getByText('The e-mail address or the password is wrong.')).toBeVisible();
    await expect(other.getByLabel('Code')).toBeHidden();
    await fillIn(other, customer);
    await other.getByLabel('Code').fill('000000');
    await other.getByRole('button', { name: 'Continue' }).click();
    await expect(other.getByText('The code is wrong, has run out or was used already.')).toBeVisible();
    // The one of the step after: the current one was used when the app was set up.
    await other.getByLabel('Code').fill(totpCode(secret, totpStep(new Date(Date.now() + STEP_MS))));
    await other.getByRole('button', { name: 'Continue' }).click();
    await expect(other).toHaveURL('/overview');

    const lost = await (await browser.newContext()).newPage();
    await fillIn(lost, customer);
    await lost.getByLabel('Code').fill(codes[0] ?? '');
    await lost.getByRole('button', { name: 'Continue' }).click();
    await expect(lost).toHaveURL('/overview');
    await lost.goto('/settings/security');
    await expect(lost.getByText('9 of 10 recovery codes are left.')).toBeVisible();
    await expect(lost.getByRole('list', { name: 'Sessions' }).getByRole('listitem')).toHaveCount(3);
    await lost.getByRole('button', { name: 'Sign out all others' }).click();
    await lost.getByRole('alertdialog').getByRole('button', { name: 'Sign out all others' }).click();
    await expect(lost.getByRole('list', { name: 'Sessions' }).getByRole('listitem')).toHaveCount(1);
    await other.goto('/settings/security');
    await expect(other).toHaveURL(/\/login/);
    await lost.context().close();
    await context.close();
  },
);
