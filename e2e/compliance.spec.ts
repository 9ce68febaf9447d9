import type { Page } from '@playwright/test';
import { createPdf, createPng } from '@/lib/testing/factories-documents';
import { BuyFlow } from './support/buy-flow';
import { FIELDS, fillApplication, type GivenFile, give, pdf } from './support/compliance-flow';
import { expect, customerTest as test } from './support/fixtures';
import { expectGoodLook } from './support/look';

const svg: GivenFile = {
  name: 'gst.png',
  mimeType: 'image/png',
  buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
};

/** Number one on offer: its page, where the requirement stands. */
async function openNumber(page: Page, number: string): Promise<BuyFlow> {
  const flow = new BuyFlow(page);
  await flow.openDetails(number);
  return flow;
}

test.use({ wish: { compliance: false } });

test('an application is submitted, sent back, corrected, accepted, and an India number is bought under it', async ({
  page,
  stage,
  openBrowser,
  consoleWatch,
}) => {
  consoleWatch.expect(/status of 400 .*\/documents\//);
  const [free] = await stage.call('findFree', { areaCode: '22' });
  const number = free?.number ?? '';
  await test.step('the number says what is missing', async () => {
    const flow = await openNumber(page, number);
    await expect(page.getByText('No accepted compliance application')).toBeVisible();
    await expect(page.getByText('Banks, insurers and other financial firms')).toBeVisible();
    await expect(flow.reserveButton).toHaveCount(0);
    await page.getByRole('link', { name: 'Make an application' }).click();
  });
  await test.step('fields and certificates', async () => {
    await expect(page.getByRole('heading', { level: 1, name: 'New compliance application' })).toBeVisible();
    await fillApplication(page);
    await expect(page.getByText('Not submitted yet')).toBeVisible();
    await page.getByRole('button', { name: 'Submit for review' }).click();
    await expect(page.getByText('Add the registration certificate.')).toBeVisible();
    await give(page, 'Registration certificate', pdf('Incorporation.pdf', 'Certificate of Incorporation'));
    await expect(page.getByRole('link', { name: 'Incorporation.pdf' })).toBeVisible();
    await give(page, 'GST certificate', svg);
    await expect(page.getByText('this one is a web page or a drawing (SVG), whatever its name says.')).toBeVisible();
    await give(page, 'GST certificate', pdf('GST.pdf', 'GST unreadable'));
    await expect(page.getByRole('link', { name: 'GST.pdf' })).toBeVisible();
    await expectGoodLook(page, 'a draft with its certificates', 'light');
    await page.getByRole('button', { name: 'Submit for review' }).click();
    await expect(page.getByText('Being reviewed.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
  });
  const application = page.url();
  const operator = await openBrowser(await stage.call('createCustomer', { isOperator: true, name: 'Ravi Menon' }));
  const review = application.replace('/phone-numbers/', '/operations/');
  await test.step('the operator looks at both and rejects one', async () => {
    await operator.goto('/operations/compliance');
    await operator.locator(`a[href="${new URL(review).pathname}"]`).click();
    await expect(operator.getByRole('heading', { level: 1, name: FIELDS['Business name'] })).toBeVisible();
    await expect(operator.getByTitle('Registration certificate: Incorporation.pdf')).toBeVisible();
    await operator.getByLabel('GST certificate is not right').check();
    await operator.getByRole('button', { name: 'Reject application' }).click();
    await expect(operator.getByText('Say why the item is rejected.')).toBeVisible();
    await operator.getByLabel('Why GST certificate').fill('It cannot be read');
    await expectGoodLook(operator, 'a review', 'light');
    await operator.getByRole('button', { name: 'Reject application' }).click();
    await expect(operator.getByText('GST certificate: It cannot be read.')).toBeVisible();
  });
  await test.step('the customer sees why, and puts another one in its place', async () => {
    const documents = page.getByRole('region', { name: 'Documents' });
    await expect(documents.getByText('It cannot be read.')).toBeVisible();
    await page.getByRole('button', { name: 'Submit again' }).click();
    await expect(page.getByText('Change it before you submit again.')).toBeVisible();
    await give(page, 'GST certificate', { name: 'GST.png', mimeType: 'image/png', buffer: Buffer.from(createPng()) });
    await expect(documents.getByText('Changed since it was rejected')).toBeVisible();
    await page.getByRole('button', { name: 'Submit again' }).click();
    await expect(page.getByText('Being reviewed.')).toBeVisible();
  });
  await test.step('the operator accepts', async () => {
    await operator.goto(review);
    await expect(operator.getByRole('img', { name: 'GST certificate: GST.png' })).toBeVisible();
    await operator.getByRole('button', { name: 'Accept application' }).click();
    await expect(operator.getByRole('button', { name: 'Suspend application' })).toBeVisible();
  });
  await test.step('the number is bought', async () => {
    const flow = await openNumber(page, number);
    await expect(
      page.getByText('Goes under Tapti Exports, India (Tapti Exports Private Limited), accepted.'),
    ).toBeVisible();
    await flow.choose({ highAvailability: true });
    await flow.reserve();
    await flow.buy();
    await expect(flow.progress).toContainText('active', { timeout: 60_000 });
    await page.goto(application);
    await expect(
      page.getByRole('region', { name: 'Numbers' }).getByRole('link', { name: free?.display ?? '' }),
    ).toBeVisible();
  });
  await test.step('a suspension says what it blocks', async () => {
    await operator.goto(review);
    await operator.getByRole('button', { name: 'Suspend application' }).click();
    const dialog = operator.getByRole('alertdialog');
    await expect(dialog.getByText('Blocks calls from 2 numbers, both numbers of 1 pair among them')).toBeVisible();
    await dialog.getByLabel('Reason').fill('Five complaints in ten days');
    await dialog.getByRole('button', { name: 'Suspend application' }).click();
    await expect(operator.getByRole('button', { name: 'Lift suspension' })).toBeVisible();
    await page.goto(application);
    await expect(page.getByRole('main').getByText('Five complaints in ten days').first()).toBeVisible();
  });
});

test.describe('an accepted application', () => {
  test.use({ wish: { compliance: true } });

  test('takes over the numbers of another, fallback numbers with their primaries', async ({
    page,
    stage,
    customer,
  }) => {
    const { display, fallback } = await stage.call('rent', { accountId: customer.accountId, highAvailability: true });
    const { accepted } = await stage.call('createApplications', { accountId: customer.accountId, accepted: true });
    await page.goto(`/phone-numbers/compliance/${accepted}`);
    const numbers = page.getByRole('region', { name: 'Numbers' });
    await expect(numbers.getByText('None.')).toBeVisible();
    await numbers.getByRole('button', { name: 'Link numbers' }).click();
    const dialog = page.getByRole('dialog', { name: 'Link numbers' });
    await expect(dialog.getByText(`Now under Head office; with its fallback ${fallback?.display}`)).toBeVisible();
    await dialog.getByRole('button', { name: 'Link numbers' }).click();
    await expect(dialog.getByText('Choose at least one number.')).toBeVisible();
    await expectGoodLook(page, 'numbers to link', 'dark');
    await dialog.getByLabel(display).check();
    await dialog.getByRole('button', { name: 'Link numbers' }).click();
    await expect(numbers.getByRole('link', { name: display })).toBeVisible();
    await expect(numbers.getByText(`Fallback ${fallback?.display}`)).toBeVisible();
  });
});

test.describe('an address of a document', () => {
  test('takes no 50 MB, tells nobody else what is there, and hands it out so that it can do nothing', async ({
    page,
    stage,
    customer,
    openBrowser,
  }) => {
    const { draft } = await stage.call('createApplications', { accountId: customer.accountId });
    const address = `/api/compliance/${draft}/documents/gst_certificate`;
    const data = Buffer.alloc(50_000_000, 'PK');
    const refused = await page.request.post(`${address}?name=gst.pdf`, { data });
    expect([refused.status(), await refused.json()]).toEqual([
      400,
      { message: 'The file is larger than 5 MB: choose a smaller one.' },
    ]);
    const foreign = { headers: { 'sec-fetch-site': 'cross-site' }, data: Buffer.from(createPdf()) };
    expect((await page.request.post(`${address}?name=gst.pdf`, foreign)).status()).toBe(403);
    await page.goto(`/phone-numbers/compliance/${draft}`);
    const link = page.getByRole('link', { name: 'certificate.pdf' });
    const document = (await link.getAttribute('href')) ?? '';
    const answer = await page.request.get(document);
    expect(
      Buffer.from(await answer.body())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect(answer.headers()).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'inline; filename="registration-certificate.pdf"',
      'content-security-policy': expect.stringMatching(/^default-src 'none'.*sandbox$/),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'cache-control': 'private, no-store',
    });
    const stranger = await openBrowser(await stage.call('createCustomer', {}));
    expect((await stranger.request.get(document)).status()).toBe(404);
    expect((await stranger.request.post(`${address}?name=gst.pdf`, { data: Buffer.from(createPdf()) })).status()).toBe(
      404,
    );
  });
});

test.describe('nobody but an operator', () => {
  test('sees the review', async ({ page }) => {
    await page.goto('/operations/compliance');
    await expect(page.getByText('Only the operator of this installation sees this')).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Main' }).getByText('Operations')).toHaveCount(0);
  });
});
