import { BuyFlow } from './support/buy-flow';
import { fillApplication, give, pdf } from './support/compliance-flow';
import { setupTest as test } from './support/empty-installation';
import { expect } from './support/fixtures';
import { expectGoodLook } from './support/look';
import { uploadStock } from './support/views-operations';

/** Forty numbers of Bengaluru, each file in a range of its own. */
function stockFile(first: number): string {
  const rows = Array.from({ length: 40 }, (_, at) => `${first + at},local,Bengaluru,Karnataka,250,2.50`);
  return ['number,type,place,region,monthly_inr,monthly_usd', ...rows].join('\n');
}

const CARRIERS = [
  { name: 'Sahyadri Voice', first: 918_022_330_000 },
  { name: 'Nandi Telecom', first: 918_044_550_000 },
];

test('an empty installation, from its first visitor to an India number with its fallback', async ({ page }) => {
  test.setTimeout(240_000);
  await test.step('the first visitor becomes its owner and operator', async () => {
    await page.goto('/phone-numbers/buy');
    await expect(page).toHaveURL('/setup');
    await page.getByLabel('Your name').fill('Asha Rao');
    await page.getByLabel('E-mail').fill('asha@example.test');
    await page.getByLabel('Account name').fill('Tapti Exports');
    await page.getByLabel('Password', { exact: true }).fill('short');
    await page.getByRole('button', { name: 'Create owner and account' }).click();
    await expect(page.getByText('Use at least 12 characters for the password.')).toBeVisible();
    await expectGoodLook(page, 'set-up with a mistake', 'light');
    await expect(page.getByLabel('Account name')).toHaveValue('Tapti Exports');
    await page.getByLabel('Password', { exact: true }).fill('quiet-river-stone-4821');
    await page.getByRole('button', { name: 'Create owner and account' }).click();
    await expect(page).toHaveURL('/overview');
    await page.goto('/settings/profile');
    await expect(page.getByText('You are the operator of this installation.')).toBeVisible();
    await page.goto('/setup');
    await expect(page).toHaveURL('/overview');
  });
  await test.step('the stock of two carriers is imported', async () => {
    for (const { name, first } of CARRIERS) {
      await uploadStock(page, name, stockFile(first));
      await page.getByRole('button', { name: 'Import 40 numbers' }).click();
      await expect(page.getByRole('heading', { name: 'What the import did' })).toBeVisible({ timeout: 60_000 });
    }
  });
  await test.step('an application is submitted and accepted', async () => {
    await page.goto('/phone-numbers/compliance/new');
    await fillApplication(page);
    await give(page, 'Registration certificate', pdf('Incorporation.pdf', 'Certificate of Incorporation'));
    await expect(page.getByRole('link', { name: 'Incorporation.pdf' })).toBeVisible();
    await give(page, 'GST certificate', pdf('GST.pdf', 'GST registration'));
    await expect(page.getByRole('link', { name: 'GST.pdf' })).toBeVisible();
    await page.getByRole('button', { name: 'Submit for review' }).click();
    await expect(page.getByText('Being reviewed.')).toBeVisible();
    await page.goto(page.url().replace('/phone-numbers/', '/operations/'));
    await page.getByRole('button', { name: 'Accept application' }).click();
    await expect(page.getByRole('button', { name: 'Suspend application' })).toBeVisible();
  });
  await test.step('funds are added, and a number is rented with its fallback from the other carrier', async () => {
    await page.goto('/billing');
    await page.getByRole('button', { name: 'Add funds' }).click();
    const funds = page.getByRole('dialog').or(page.getByRole('alertdialog'));
    await funds.getByLabel('Amount').fill('5000');
    await funds.getByRole('button', { name: 'Add funds' }).click();
    await expect(funds).toBeHidden();
    const flow = new BuyFlow(page);
    await flow.openDetails(String(CARRIERS[0]?.first));
    await flow.choose({ highAvailability: true });
    await flow.reserve();
    await flow.buy();
    await expect(flow.progress).toContainText('Its fallback is ready.', { timeout: 60_000 });
    await page.goto(`/phone-numbers/active/${CARRIERS[0]?.first}`);
    await expect(page.getByText('Nandi Telecom').first()).toBeVisible();
  });
});
