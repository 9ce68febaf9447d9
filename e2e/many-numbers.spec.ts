import { customerTest, expect } from './support/fixtures';

/** 918041234567 from "Choose +91 80 4123 4567". */
function digitsOf(label: string | null): string {
  return (label ?? '').replace(/\D/g, '');
}

customerTest(
  'five numbers are bought at once, one of them taken meanwhile: each outcome is told and billed',
  async ({ page, stage, customer }) => {
    await page.goto('/phone-numbers/buy?country=IN&type=local&pattern=79');
    const table = page.getByRole('table', { name: 'Numbers in India' });
    const boxes = table.getByRole('checkbox');
    const rows = table.getByRole('rowheader');
    const numbers: string[] = [];
    for (const at of [0, 1, 2, 3, 4]) {
      await boxes.nth(at).check();
      numbers.push(digitsOf(await rows.nth(at).getByRole('link').textContent()));
    }
    // The cart outlasts another search.
    await page.goto('/phone-numbers/buy?country=IN&type=local&pattern=22');
    await page.getByRole('link', { name: 'Continue with 5 numbers' }).click();
    await expect(page.getByRole('table', { name: 'Chosen numbers' }).getByRole('rowheader')).toHaveCount(5);

    const rival = await stage.call('createCustomer', {});
    await stage.call('rent', { accountId: rival.accountId, number: numbers[2] ?? '' });
    await page
      .getByRole('checkbox', { name: /^Fallback for/ })
      .first()
      .check();
    await page.getByLabel('Alias pattern').fill('Ahmedabad {n}');
    await page.getByRole('button', { name: 'Review and reserve' }).click();
    await expect(page.getByText('1 number could not be reserved')).toBeVisible();
    await expect(page.getByText('Reserved for')).toBeVisible();
    const confirm = page.getByRole('region', { name: 'Confirm' });
    await expect(confirm).toContainText('High availability: 1 fallback');
    const due = await confirm
      .getByRole('term')
      .filter({ hasText: 'Due now' })
      .locator('xpath=following-sibling::dd')
      .innerText();
    await page.getByRole('button', { name: 'Buy 4 numbers' }).click();

    await expect(page).toHaveURL(/\/phone-numbers\/jobs\/job_/);
    const outcome = page.getByRole('table', { name: 'Numbers of this job' });
    await expect(outcome.locator('[data-state=active]')).toHaveCount(4, { timeout: 60_000 });
    const refused = outcome.getByRole('row').filter({ has: page.locator('[data-state=failed]') });
    await expect(refused).toContainText('just taken by someone else');
    await expect(refused).toContainText('Choose another number');
    await expect(page.getByRole('status').filter({ hasText: '4 numbers bought, 1 failed.' })).toBeVisible();

    await expect
      .poll(
        async () =>
          (await stage.call('describeAccount', customer)).rentals.filter(({ status }) => status === 'active').length,
        {
          timeout: 60_000,
        },
      )
      .toBe(5);
    const account = await stage.call('describeAccount', customer);
    expect(account.held).toBe(0);
    expect(25_000 - account.balance).toBeCloseTo(Number(due.replace(/[^\d.]/g, '')), 2);
    expect(account.rentals.map(({ alias }) => alias)).toContain('Ahmedabad 1');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Result as CSV' }).click(),
    ]);
    const csv = await (await page.request.get(download.url())).text();
    expect(csv.trim().split(/\r?\n/)).toHaveLength(6);
    // What was bought is not offered again.
    await page.goto('/phone-numbers/buy?country=IN&type=local&pattern=79');
    await expect(page.getByRole('region', { name: 'Chosen numbers' })).toBeHidden();
  },
);

customerTest(
  'chosen numbers are tagged and released after a preview; a protected one stays',
  async ({ page, stage, customer }) => {
    const { accountId } = customer;
    const rented = [];
    for (const alias of ['North', 'South', 'Kept']) {
      rented.push(await stage.call('rent', { accountId, alias, stock: { countryIso: 'CA' } }));
    }
    const kept = rented[2];
    await page.goto(`/phone-numbers/active/${kept?.number}`);
    await page.getByRole('checkbox', { name: 'Protect from release' }).check();
    await expect(page.getByText('This number is protected from release')).toBeVisible();

    await page.goto('/phone-numbers/active');
    await page.getByRole('checkbox', { name: 'Choose the 3 on this page' }).check();
    await page.getByRole('link', { name: 'Change 3 numbers' }).click();
    await page.getByRole('link', { name: 'Change tags' }).click();
    await page.getByLabel('Add tags').fill('Desk, night');
    await page.getByRole('button', { name: 'Preview' }).click();
    const preview = page.getByRole('region', { name: 'Preview' });
    await expect(preview).toContainText('3 of 3 numbers would change');
    await expect(preview.getByRole('table', { name: 'The first changes' })).toContainText('desk, night');
    await preview.getByRole('button', { name: 'Change 3 numbers' }).click();
    await expect(page.getByRole('status').filter({ hasText: '3 numbers changed.' })).toBeVisible({ timeout: 60_000 });

    await page.goto('/phone-numbers/active?tag=desk');
    await expect(page.getByRole('table', { name: 'Active Numbers' }).getByRole('rowheader')).toHaveCount(3);
    await page.getByRole('button', { name: 'Saved views' }).click();
    await page.getByRole('menuitem', { name: 'Save this view' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Desk numbers');
    await page.getByRole('dialog').getByRole('button', { name: 'Save view' }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.goto('/phone-numbers/active');
    await page.getByRole('button', { name: 'Saved views' }).click();
    await page.getByRole('menuitem', { name: 'Desk numbers' }).click();
    await expect(page).toHaveURL(/tag=desk/);

    await page.getByRole('checkbox', { name: 'Choose the 3 on this page' }).check();
    await page.getByRole('link', { name: 'Change 3 numbers' }).click();
    await page.getByRole('link', { name: 'Release numbers' }).click();
    await page.getByRole('button', { name: 'Preview' }).click();
    await expect(preview).toContainText('protected from release');
    await preview.getByRole('button', { name: /^Release 2 numbers/ }).click();
    const dialog = page.getByRole('alertdialog');
    const release = dialog.getByRole('button', { name: 'Release 2 numbers' });
    await expect(release).toBeDisabled();
    await dialog.getByRole('textbox').fill('release 2');
    await release.click();
    await expect(page.getByRole('status').filter({ hasText: '2 numbers released, 1 skipped.' })).toBeVisible({
      timeout: 60_000,
    });
    const account = await stage.call('describeAccount', customer);
    expect(account.rentals.filter(({ status }) => status === 'active').map(({ alias }) => alias)).toEqual(['Kept']);
  },
);
