import { expect, type Locator, type Page } from '@playwright/test';

interface Choices {
  highAvailability?: boolean;
  alias?: string;
  application?: string;
}

/** The way from a number on offer to a purchase, as a person goes it. */
export class BuyFlow {
  readonly page: Page;
  readonly highAvailability: Locator;
  readonly checkbox: Locator;
  readonly reserveButton: Locator;
  readonly buyButton: Locator;
  /** The purchase in a sentence, on its page. */
  readonly progress: Locator;

  constructor(page: Page) {
    this.page = page;
    this.highAvailability = page.getByRole('region', { name: 'High Availability' });
    this.checkbox = page.getByRole('checkbox', { name: 'Enable high availability backup number' });
    this.reserveButton = page.getByRole('button', { name: 'Review and reserve' });
    this.buyButton = page.getByRole('button', { name: 'Buy number' });
    this.progress = page.getByRole('main').getByRole('status').filter({ hasText: /\S/ });
  }

  async openDetails(number: string): Promise<void> {
    await this.page.goto(`/phone-numbers/buy/${number}`);
    await expect(this.page.getByRole('region', { name: 'Price' })).toBeVisible();
  }

  /** Limits the search to the first place offered for what is typed. */
  async choosePlace(text: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Place or STD code' }).fill(text);
    await this.page.getByRole('listbox', { name: 'Places' }).getByRole('option').first().click();
    await expect(this.page).toHaveURL(/areas=\d+/);
  }

  async choose({ highAvailability, alias, application }: Choices): Promise<void> {
    if (highAvailability) await this.checkbox.check();
    if (alias) await this.page.getByLabel('Alias').fill(alias);
    if (application) await this.page.getByLabel('Application (optional)').selectOption(application);
  }

  /** From the Details page to the review, where the clock runs. */
  async reserve(): Promise<void> {
    await this.reserveButton.click();
    await expect(this.page).toHaveURL(/\/review\?/);
    await expect(this.page.getByText('Reserved for')).toBeVisible();
  }

  async buy(): Promise<void> {
    await this.buyButton.click();
    await expect(this.page).toHaveURL(/\/result\?/);
  }

  /** A cell of the itemised cost: the row that begins so, the column of that name. */
  async cost(row: RegExp, column: 'Due now' | 'Each month'): Promise<string> {
    const cells = this.page.getByRole('table', { name: 'Cost of this purchase' }).getByRole('row', { name: row });
    return (
      await cells
        .getByRole('cell')
        .nth(column === 'Due now' ? 0 : 1)
        .innerText()
    ).trim();
  }

  /** An amount of the Confirm card. */
  async total(term: string): Promise<number> {
    const card = this.page.getByRole('region', { name: 'Confirm' });
    const line = card.getByRole('term').filter({ hasText: term }).locator('xpath=following-sibling::dd');
    return amountIn(await line.innerText());
  }
}

/** 590 from "₹590.00". */
export function amountIn(text: string): number {
  return Number(text.replace(/[^\d.-]/g, ''));
}
