import type { Page } from '@playwright/test';
import type { ConsoleWatch } from './support/console-watch';
import { demoTest, expect, guestTest } from './support/fixtures';
import { expectGoodLook, PHONE } from './support/look';
import type { Stage } from './support/stage';
import { TOLD_VIEWS } from './support/told-views';
import { findDemo, type View } from './support/view';
import { DEMO_VIEWS, GUEST_VIEWS } from './support/views';

// By far the longest file: both browsers take of it.
demoTest.describe.configure({ mode: 'parallel' });

/**
 * Views that one browser page shows one after the other, light and dark by turns: a page for each would take longer than
 * the look at it, each part is on several views, and both themes' colours have a test of their own.
 */
const AT_ONCE = 6;

function groupsOf(views: readonly View[]): View[][] {
  const count = Math.ceil(views.length / AT_ONCE);
  return Array.from({ length: count }, (_, index) => views.slice(index * AT_ONCE, (index + 1) * AT_ONCE));
}

function titleOf(views: readonly View[]): string {
  return `accessible and fitting a phone: ${views.map(({ name }) => name).join(', ')}`;
}

interface Scenery {
  page: Page;
  stage: Stage;
  consoleWatch: ConsoleWatch;
}

async function lookAt(views: readonly View[], { page, stage, consoleWatch }: Scenery): Promise<void> {
  const demo = await findDemo(stage);
  for (const [index, view] of views.entries()) {
    if (view.complaint) consoleWatch.expect(view.complaint);
    await demoTest.step(view.name, async () => {
      await view.open(page, { stage, demo });
      await expectGoodLook(page, view.name, index % 2 === 0 ? 'light' : 'dark');
    });
  }
}

for (const views of groupsOf([...DEMO_VIEWS, ...TOLD_VIEWS]))
  demoTest(titleOf(views), ({ page, stage, consoleWatch }) => lookAt(views, { page, stage, consoleWatch }));

for (const views of groupsOf(GUEST_VIEWS))
  guestTest(titleOf(views), ({ page, stage, consoleWatch }) => lookAt(views, { page, stage, consoleWatch }));

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
