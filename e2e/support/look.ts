import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** Thousands of cells would take minutes, and what is wrong with one is wrong with its neighbours above. */
const ROWS_LIKE_THE_OTHERS = 'tbody > tr:nth-child(n + 25)';
export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** Follows the system, as the interface does until somebody chooses. */
export async function showTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await expect(page.locator('html')).toHaveClass(new RegExp(`(^| )${theme}( |$)`));
}

/** No violation of WCAG 2.2 AA on what the page shows now. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  // The title may come after what the page shows first.
  await expect(page).toHaveTitle(/\S/);
  // What is in order is not listed, and without frames there is no need of a second page to collect their results.
  const axe = new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(WCAG_22_AA)
    .exclude(ROWS_LIKE_THE_OTHERS)
    .setLegacyMode();
  const { violations } = await axe.analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(' ')}: ${failureSummary}`),
  );
  expect.soft(found, what).toEqual([]);
}

/** The page can be read on a phone without moving it sideways; tables scroll by themselves. */
export async function expectNoSidewaysScroll(page: Page, what: string): Promise<void> {
  const tooWide = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const culprits = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > width + 1,
    );
    return culprits.slice(0, 5).map((element) => `${element.tagName} ${element.className}`);
  });
  expect.soft(tooWide, what).toEqual([]);
}

/** How a page is looked at: a theme at a width. Fitting a phone is asked of each. */
export type Look = 'light' | 'dark';

/** What the page shows now, light on a desk or dark on a phone; scripts keep running meanwhile. */
export async function expectGoodLook(page: Page, what: string, look: Look): Promise<void> {
  await showTheme(page, look);
  if (look === 'light') await expectAccessible(page, `${what}, light`);
  await page.setViewportSize(PHONE);
  await expectNoSidewaysScroll(page, `${what}, ${PHONE.width} px`);
  if (look === 'dark') await expectAccessible(page, `${what}, dark, ${PHONE.width} px`);
  await page.setViewportSize(DESKTOP);
}
