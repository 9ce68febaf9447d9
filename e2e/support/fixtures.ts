import fs from 'node:fs';
import path from 'node:path';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { ConsoleWatch } from './console-watch';
import { type Credentials, signInThroughApi } from './sign-in';
import { type CustomerWish, Stage } from './stage';

interface WorkerFixtures {
  dataFolder: string;
  stage: Stage;
  demoCredentials: Credentials;
  /** The demo's owner, signed in once for all tests. */
  demoStorage: Awaited<ReturnType<BrowserContext['storageState']>>;
}

interface GuestFixtures {
  /** Fails the test when a browser complained of something the test does not name. */
  consoleWatch: ConsoleWatch;
  /** Another browser, signed in as the given person. */
  openBrowser: (credentials: Credentials) => Promise<Page>;
}

/** Nobody is signed in. */
export const guestTest = test.extend<GuestFixtures, WorkerFixtures>({
  dataFolder: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from here
    async ({}, use, { config }) => use(String(config.metadata.dataFolder)),
    { scope: 'worker' },
  ],

  stage: [
    async ({ dataFolder }, use, { config }) => {
      const stage = new Stage({ dataFolder, port: Number(config.metadata.port) });
      await use(stage);
      await stage.end();
    },
    { scope: 'worker' },
  ],

  demoCredentials: [
    async ({ dataFolder }, use) =>
      use(JSON.parse(fs.readFileSync(path.join(dataFolder, 'demo-credentials.json'), 'utf8'))),
    { scope: 'worker' },
  ],

  demoStorage: [
    async ({ playwright, demoCredentials }, use, { project }) => {
      const request = await playwright.request.newContext({ baseURL: project.use.baseURL ?? '' });
      await signInThroughApi(request, demoCredentials);
      await use(await request.storageState());
      await request.dispose();
    },
    { scope: 'worker' },
  ],

  consoleWatch: [
    async ({ context }, use) => {
      const watch = new ConsoleWatch();
      watch.follow(context);
      await use(watch);
      expect(watch.unexpected, 'complaints in the browser console').toEqual([]);
    },
    { auto: true },
  ],

  openBrowser: async ({ browser, consoleWatch }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (credentials) => {
      const context = await browser.newContext();
      contexts.push(context);
      consoleWatch.follow(context);
      await signInThroughApi(context.request, credentials);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});

/** The demo's owner is signed in. Nothing here may change the demo: other tests look at it. */
export const demoTest = guestTest.extend({
  storageState: ({ demoStorage }, use) => use(demoStorage),
});

type Customer = Awaited<ReturnType<typeof createCustomer>>;

function createCustomer(stage: Stage, wish: CustomerWish) {
  return stage.call('createCustomer', wish);
}

interface CustomerFixtures {
  /** What the customer is like: balance, currency, role. */
  wish: CustomerWish;
  /** Who is signed in: a person with an account that no other test touches. */
  customer: Customer;
}

/** A customer of the test's own is signed in. */
export const customerTest = guestTest.extend<CustomerFixtures>({
  wish: [{}, { option: true }],
  customer: async ({ stage, wish }, use) => use(await createCustomer(stage, wish)),
  page: async ({ page, context, customer }, use) => {
    await signInThroughApi(context.request, customer);
    await use(page);
  },
});

export { expect };
