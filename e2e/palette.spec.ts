import { expect, demoTest as test } from './support/fixtures';
import { findDemo } from './support/view';

test('the palette finds a number by its digits, and a page by other words, without the mouse', async ({
  page,
  stage,
}) => {
  const { primary } = (await findDemo(stage)).pair;
  await page.goto('/billing');
  const palette = page.getByRole('dialog', { name: 'Find a page, number or action' });
  const box = palette.getByRole('combobox');
  await expect(async () => {
    await page.keyboard.press('Control+k');
    await expect(palette).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(box).toBeFocused();
  await box.fill(primary.slice(-7));
  await expect(palette.getByRole('option').first()).toHaveAttribute('data-value', primary);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/phone-numbers/active/${primary}`);
  await page.keyboard.press('Control+k');
  await box.fill('what if');
  await expect(palette.getByRole('option', { name: 'Rehearse an outage' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/voice/simulator');
  await page.keyboard.press('Control+k');
  await box.fill('no such thing at all');
  await expect(palette.getByText('Nothing fits.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
});

test('single keys go places until they are switched off', async ({ page }) => {
  await page.goto('/billing');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(async () => {
    await page.keyboard.press('?');
    await expect(sheet).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('n');
  await expect(page).toHaveURL('/phone-numbers/active');
  const search = page.getByRole('searchbox').first();
  await expect(search).toBeVisible();
  await page.keyboard.press('/');
  await expect(search).toBeFocused();
  // Typed, they are letters.
  await page.keyboard.type('g?');
  await expect(search).toHaveValue('g?');
  await search.fill('');
  await search.blur();
  await page.keyboard.press('?');
  await sheet.getByRole('checkbox', { name: 'Single-key shortcuts' }).uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(sheet).toBeHidden();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Find a page, number or action' })).toBeVisible();
});
