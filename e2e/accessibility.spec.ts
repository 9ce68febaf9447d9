import { demoTest, expect, guestTest } from './support/fixtures';
import { expectGoodLook, PHONE } from './support/look';
import { TOLD_VIEWS } from './support/told-views';
import { DEMO_VIEWS, findDemo, GUEST_VIEWS } from './support/views';

// By far the longest file: both browsers take of it.
demoTest.describe.configure({ mode: 'parallel' });

for (const view of [...DEMO_VIEWS, ...TOLD_VIEWS]) {
  demoTest(`${view.name} is accessible in both themes and fits a phone`, async ({ page, stage, consoleWatch }) => {
    if (view.complaint) consoleWatch.expect(view.complaint);
    await view.open(page, { stage, demo: await findDemo(stage) });
    await expectGoodLook(page, view.name);
  });
}

for (const view of GUEST_VIEWS) {
  guestTest(`${view.name} is accessible in both themes and fits a phone`, async ({ page, stage, consoleWatch }) => {
    if (view.complaint) consoleWatch.expect(view.complaint);
    await view.open(page, { stage, demo: await findDemo(stage) });
    await expectGoodLook(page, view.name);
  });
}

demoTest('on a phone the navigation is a drawer that takes the keyboard and gives it back', async ({ page }) => {
  await page.setViewportSize(PHONE);
  await page.goto('/billing');
  const open = page.getByRole('button', { name: 'Open navigation' });
  await open.click();
  const drawer = page.getByRole('dialog', { name: 'Navigation' });
  await expect(drawer.getByRole('link', { name: 'Buy Number' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(open).toBeFocused();
});
