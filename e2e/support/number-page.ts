import { expect, type Locator, type Page } from '@playwright/test';

/** The page of a rented number. */
export class NumberPage {
  readonly page: Page;
  readonly highAvailability: Locator;
  readonly checkbox: Locator;
  readonly save: Locator;
  /** The Fallback Number field. */
  readonly fallback: Locator;
  readonly timeline: Locator;
  readonly settings: Locator;

  constructor(page: Page) {
    this.page = page;
    this.highAvailability = page.getByRole('region', { name: 'High Availability' });
    this.checkbox = page.getByRole('checkbox', { name: 'Enable high availability backup number' });
    this.save = this.highAvailability.getByRole('button', { name: 'Save' });
    this.fallback = this.highAvailability
      .getByRole('term')
      .filter({ hasText: /^Fallback Number$/ })
      .locator('xpath=following-sibling::dd[1]');
    this.timeline = page.getByRole('region', { name: 'Timeline of the pair' });
    this.settings = page.getByRole('region', { name: 'Settings' });
  }

  async open(number: string): Promise<void> {
    await this.page.goto(`/phone-numbers/active/${number}`);
    await expect(this.page.getByRole('heading', { level: 1 })).toBeVisible();
  }

  /** The confirmation that is open. */
  dialog(name: string): Locator {
    return this.page.getByRole('alertdialog', { name });
  }

  async switchOff(ending: 'release' | 'keep'): Promise<void> {
    await this.checkbox.uncheck();
    await this.save.click();
    const dialog = this.dialog('Switch high availability off');
    await dialog.getByRole('radio', { name: ending === 'release' ? 'Release it' : 'Keep it' }).check();
    await dialog.getByRole('button', { name: `Switch off and ${ending}` }).click();
    await expect(dialog).toBeHidden();
    await expect(this.checkbox).not.toBeChecked();
  }
}
