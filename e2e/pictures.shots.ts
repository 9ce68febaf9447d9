import path from 'node:path';
import type { Page } from '@playwright/test';
import { setupTest } from './support/empty-installation';
import { demoTest, expect, guestTest } from './support/fixtures';
import { DESKTOP, PHONE, showTheme } from './support/look';
import { TOLD_VIEWS } from './support/told-views';
import { findDemo } from './support/view';
import { DEMO_VIEWS, GUEST_VIEWS } from './support/views';

const FOLDER = path.resolve('shots');

/** Both themes at both widths, whole pages; what is open stays open. */
async function takePictures(page: Page, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    for (const viewport of [DESKTOP, PHONE]) {
      await page.setViewportSize(viewport);
      await showTheme(page, theme);
      await page.screenshot({
        path: path.join(FOLDER, `${name}-${theme}-${viewport.width}.png`),
        fullPage: true,
        animations: 'disabled',
        caret: 'hide',
      });
    }
  }
}

for (const view of [...DEMO_VIEWS, ...TOLD_VIEWS]) {
  demoTest(view.name, async ({ page, stage, consoleWatch }) => {
    if (view.complaint) consoleWatch.expect(view.complaint);
    await view.open(page, { stage, demo: await findDemo(stage) });
    await takePictures(page, view.name);
  });
}

for (const view of GUEST_VIEWS) {
  guestTest(view.name, async ({ page, stage, consoleWatch }) => {
    if (view.complaint) consoleWatch.expect(view.complaint);
    await view.open(page, { stage, demo: await findDemo(stage) });
    await takePictures(page, view.name);
  });
}

setupTest('setup', async ({ page, emptyInstallation }) => {
  await page.goto(emptyInstallation);
  await expect(page).toHaveURL(/\/setup$/);
  await takePictures(page, 'setup');
});
