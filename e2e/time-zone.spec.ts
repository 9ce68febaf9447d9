import { expect, customerTest as test } from './support/fixtures';

test.use({ wish: { balance: 2_000 } });

test('a person’s own time zone is the one of times on screen and of filters, and not of rent days', async ({
  page,
  stage,
  customer,
}) => {
  const rental = await stage.call('rent', { accountId: customer.accountId, stock: { areaCode: '22' } });
  await page.goto('/billing');
  const renewal = page.getByRole('region', { name: 'Coming renewals' }).getByRole('row').nth(1);
  const day = await renewal.innerText();
  await page.goto('/settings/profile');
  const zone = page.getByLabel('Time zone');
  await expect(zone).toHaveValue('');
  await zone.selectOption('America/New_York');
  await page.getByRole('region', { name: 'Your details' }).getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Profile saved')).toBeVisible();

  await page.goto('/settings/security');
  await expect(page.getByText(/E[SD]T/).first()).toBeVisible();
  await page.goto('/settings/audit-log');
  await expect(page.getByRole('columnheader', { name: /E[SD]T/ })).toBeVisible();
  // Nothing here was done tomorrow there, and everything on that day's date until now.
  const there = (instant: Date) => new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(instant);
  const [today, tomorrow] = [there(new Date()), there(new Date(Date.now() + 86_400_000))];
  await page.goto(`/settings/audit-log?from=${tomorrow}`);
  await expect(page.getByText('user.update')).toBeHidden();
  await page.goto(`/settings/audit-log?from=${today}`);
  await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible();

  await page.goto('/billing');
  await expect(page.getByRole('columnheader', { name: 'Time (IST)' })).toBeVisible();
  await expect(renewal).toHaveText(new RegExp(rental.display.replace('+', '\\+')));
  expect(await renewal.innerText()).toBe(day);
});
