import { customerTest, demoTest, expect } from './support/fixtures';

demoTest('the operator breaks a trunk after seeing what is affected, and ends the fault', async ({ page }) => {
  await page.goto('/voice/carriers');
  await page.getByRole('button', { name: 'Actions for coral-singapore' }).click();
  await page.getByRole('menuitem', { name: 'Break it' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Break Coral Strait Voice' });
  await expect(dialog.getByText('Calls to Singapore move to 1 other carrier.')).toBeVisible();
  await dialog.getByLabel('Minutes').fill('90');
  await dialog.getByLabel('Reason').fill('Rehearsal');
  await dialog.getByRole('button', { name: 'Break it' }).click();
  await expect(dialog.getByText('Duration in minutes must be a whole number from 1 to 60.')).toBeVisible();
  await dialog.getByLabel('Minutes').fill('2');
  await dialog.getByRole('button', { name: 'Break it' }).click();
  const row = page.getByRole('table', { name: 'In force and planned' }).getByRole('row', { name: /coral-singapore/ });
  await expect(row).toContainText('Rehearsal');
  await expect(row.getByRole('timer')).toBeVisible();
  await row.getByRole('button', { name: /^End the fault/ }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'End the fault' }).click();
  await expect(row).toBeHidden();
  // The button is gone with its row; the keyboard goes on at the page's content.
  await expect(page.getByRole('main')).toBeFocused();
});

customerTest('a customer without numbers sees no carrier, no incident and nothing to cover', async ({ page }) => {
  await page.goto('/voice/carriers');
  await expect(page.getByText('No carriers yet')).toBeVisible();
  await page.goto('/voice/incidents');
  await expect(page.getByText('No incidents')).toBeVisible();
  await page.goto('/voice/coverage');
  await expect(page.getByText('No India numbers')).toBeVisible();
});
