import { expect, type Page } from '@playwright/test';

type Role = 'button' | 'checkbox' | 'combobox' | 'link' | 'radio' | 'textbox' | 'menuitem';

/** More stops than any page has before what a person wants. */
const LONGEST_WAY = 150;

/** Presses Tab until the focus is on the control of that name; it must be seen and not be covered. */
export async function tabTo(page: Page, role: Role, name: string): Promise<void> {
  const wanted = page.getByRole(role, { name, exact: true }).first();
  for (let stops = 0; stops < LONGEST_WAY; stops += 1) {
    await page.keyboard.press('Tab');
    if (await wanted.evaluate((element) => element === document.activeElement)) {
      await expect(wanted).toBeInViewport();
      return;
    }
  }
  throw new Error(`Tab does not reach the ${role} "${name}"`);
}
