import type { Page, Response } from '@playwright/test';
import { BuyFlow } from './support/buy-flow';
import { PAGE_NOT_FOUND } from './support/console-watch';
import { expect, customerTest as test } from './support/fixtures';
import { NumberPage } from './support/number-page';

const JUNK = [
  "'; DROP TABLE rentals; --",
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '-1',
  '1e99',
  '\u0000\u202e٣',
  '%',
];
/** Near the longest address there is: the server refuses request heads beyond 16 kB. */
const LONG = 'x'.repeat(10_000);

/** Every parameter that a page reads from its address. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  '/phone-numbers/buy': ['country', 'type', 'areas', 'place', 'pattern', 'mode', 'capabilities', 'cursor'],
  '/phone-numbers/active': ['q', 'country', 'type', 'ha', 'carrier', 'sort', 'page', 'size', 'hide', 'density'],
  '/billing': ['kind', 'number', 'from', 'to', 'before', 'after'],
  '/login': ['callbackUrl'],
};
const FILES: typeof PARAMETERS = {
  '/phone-numbers/active/export': ['q', 'country', 'ha', 'sort'],
  '/phone-numbers/buy/places': ['country', 'text'],
  '/billing/export': ['kind', 'number', 'from', 'to'],
};

/** Words no customer should read: they come from inside. */
const INTERNALS = /prisma|postgres|select .* from|stack trace|\bat \w+ \(|\.tsx?:\d|undefined|\[object|\bNaN\b|digest/i;

async function expectPlainAnswer(page: Page, response: Response | null, address: string): Promise<void> {
  expect.soft(response?.status(), address.slice(0, 80)).toBeLessThan(500);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const text = await page.locator('body').innerText();
  expect.soft(text, address.slice(0, 80)).not.toMatch(INTERNALS);
  expect.soft(text, address.slice(0, 80)).not.toContain('Something went wrong');
}

for (const [path, names] of Object.entries(PARAMETERS)) {
  test(`junk in every parameter of ${path} is answered plainly`, async ({ page }) => {
    for (const junk of JUNK) {
      const address = `${path}?${new URLSearchParams(names.map((name) => [name, junk]))}`;
      await expectPlainAnswer(page, await page.goto(address), address);
    }
    // The same twice, where one value is meant.
    const twice = `${path}?${new URLSearchParams(names.flatMap((name) => [1, 2].map((value) => [name, `${value}`])))}`;
    await expectPlainAnswer(page, await page.goto(twice), twice);
  });
}

test('each parameter alone, on pages, exports and the place list', async ({ page }) => {
  for (const [path, names] of Object.entries({ ...PARAMETERS, ...FILES })) {
    for (const name of names) {
      for (const junk of [...JUNK, LONG]) {
        const answer = await page.request.get(`${path}?${new URLSearchParams({ [name]: junk })}`);
        expect.soft(answer.status(), `${path} ${name}=${junk.slice(0, 40)}`).toBeLessThan(500);
      }
    }
  }
});

test('a pattern that is none is told beside its field, and the rest of the search stands', async ({ page }) => {
  await page.goto(`/phone-numbers/buy?${new URLSearchParams({ pattern: "1' OR '1'='1", type: 'local' })}`);
  await expect(page.getByLabel('Pattern', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Type')).toHaveValue('local');
  await expect(page.getByRole('table', { name: 'Numbers in India' }).getByRole('rowheader').first()).toBeVisible();
});

test('addresses of things that are not there say so', async ({ page, consoleWatch }) => {
  consoleWatch.expect(PAGE_NOT_FOUND);
  const forged = `rsv_${'0'.repeat(26)}`;
  const addresses = [
    '/phone-numbers/buy/junk',
    '/phone-numbers/buy/918099999999999999',
    "/phone-numbers/buy/1'%20OR%201=1",
    '/phone-numbers/buy/914020341157/review',
    `/phone-numbers/buy/914020341157/review?reservation=${forged}`,
    '/phone-numbers/buy/914020341157/result?purchase=pur_1',
    '/phone-numbers/active/junk',
    '/phone-numbers/active/%00',
    '/phone-numbers/active/15555550100',
    '/phone-numbers/released/1',
    '/voice/incidents/%00',
    "/voice/incidents/inc_1'%20OR%201=1",
    '/voice/simulator/%00',
    '/voice/calls/%00',
    '/developers/webhooks/%00',
    '/nowhere',
  ];
  for (const address of addresses) await expectPlainAnswer(page, await page.goto(address), address);
  const undecodable = await page.request.get('/phone-numbers/buy/%E0%A4%A');
  expect(undecodable.status()).toBe(400);
  expect(await undecodable.text()).toBe('The address is not valid.\n');
});

test.describe('what belongs to another account', () => {
  test('is not there: number, reservation, purchase', async ({ page, stage, customer, openBrowser, consoleWatch }) => {
    consoleWatch.expect(PAGE_NOT_FOUND);
    const stranger = await stage.call('createCustomer', { name: 'Somebody Else' });
    const rented = await stage.call('rent', { accountId: stranger.accountId, stock: { areaCode: '44' } });
    const theirs = new BuyFlow(await openBrowser(stranger));
    const [free] = await stage.call('findFree', { areaCode: '44' });
    await theirs.openDetails(free?.number ?? '');
    await theirs.reserve();

    await page.goto(`/phone-numbers/active/${rented.number}`);
    await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible();
    await page.goto(theirs.page.url());
    await expect(page.getByRole('alert').filter({ hasText: 'There is no such reservation' })).toBeVisible();
    await page.goto(`/phone-numbers/buy/${rented.number}/result?purchase=${rented.purchaseId}`);
    await expect(page.getByRole('alert').filter({ hasText: 'There is no such purchase' })).toBeVisible();
    await page.goto(`/phone-numbers/buy/${rented.number}`);
    await expect(page.getByRole('alert').filter({ hasText: 'is no longer available' })).toBeVisible();
    expect(await stage.call('describeAccount', customer)).toMatchObject({ balance: 25_000, rentals: [] });
  });

  test('cannot be changed by a forged action: one sentence, nothing done', async ({ page, stage, customer }) => {
    const stranger = await stage.call('createCustomer', {});
    const [mine, theirs] = await Promise.all([
      stage.call('rent', { accountId: customer.accountId, stock: { countryIso: 'US' } }),
      stage.call('rent', { accountId: stranger.accountId, stock: { countryIso: 'GB' } }),
    ]);
    const number = new NumberPage(page);
    await page.route('**/phone-numbers/active/*', async (route) => {
      const body = route.request().postData();
      if (body === null) return route.continue();
      return route.continue({ postData: body.replaceAll(mine.rentalId, theirs.rentalId) });
    });
    await number.open(mine.number);
    await number.settings.getByLabel('Alias').fill('Taken over');
    await number.settings.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('alert').filter({ hasText: /unknown/ })).toBeVisible();
    await page.getByRole('button', { name: /^Release this number/ }).click();
    const dialog = number.dialog('Release this number');
    await dialog.getByRole('button', { name: 'Release number' }).click();
    await expect(dialog.getByRole('alert')).toContainText('unknown');
    for (const owner of [customer, stranger]) {
      const { rentals } = await stage.call('describeAccount', owner);
      expect(rentals).toMatchObject([{ status: 'active', alias: null }]);
    }
  });
});

test('an alias of 10 kB and an unknown application are refused beside their fields', async ({
  page,
  stage,
  customer,
}) => {
  const rental = await stage.call('rent', { accountId: customer.accountId, stock: { countryIso: 'US' } });
  const number = new NumberPage(page);
  await number.open(rental.number);
  const alias = number.settings.getByLabel('Alias');
  await alias.evaluate((input) => input.removeAttribute('maxlength'));
  await alias.fill('a'.repeat(10_240));
  await number.settings.getByRole('button', { name: 'Save' }).click();
  await expect(number.settings.getByText('Alias may have at most 80 characters.')).toBeVisible();
  await alias.fill('Fine');
  const application = number.settings.getByLabel('Application');
  await application.evaluate((list) => {
    const forged = document.createElement('option');
    forged.value = `app_${'0'.repeat(26)}`;
    list.append(forged);
    (list as HTMLSelectElement).value = forged.value;
  });
  await number.settings.getByRole('button', { name: 'Save' }).click();
  await expect(number.settings.getByText(/Application is unknown/)).toBeVisible();
  expect(await stage.call('describeAccount', customer)).toMatchObject({ rentals: [{ alias: null }] });
});
