/**
 * What the live page of carriers takes of a browser: four series of each of at least five carriers, every one of them
 * with calls. An installation with a data folder of its own is started for it and ended after it.
 * For the browser it is a page like any other: nobody touches it.
 */
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Browser, chromium } from '@playwright/test';
import { signInThroughApi } from '@/e2e/support/sign-in';
import { Stage } from '@/e2e/support/stage';
import { CHROMIUM_ARGUMENTS, findChromium } from '@/lib/tooling/chromium.mjs';
import { startInstallation } from '@/lib/tooling/e2e-processes.mjs';
import { chooseFreePort } from '@/lib/tooling/free-port.mjs';
import { report } from './report';

const MINUTES = 10;
const CARRIERS = 5;
const SERIES_EACH = 4;
const CALLS_A_SECOND_EACH = 5;
/** Of a core, by all processes of the browser together. */
const MOST_CORES = 0.1;
const START_MS = 240_000;
/** The page has drawn its first pictures, and Chromium has done what it does after a start. */
const SETTLE_MS = 20_000;

async function untilReady(url: string): Promise<void> {
  const end = Date.now() + START_MS;
  const isReady = async () => (await fetch(`${url}/api/health/ready`).catch(() => null))?.ok ?? false;
  while (!(await isReady())) {
    if (Date.now() > end) throw new Error('The installation did not become ready.');
    await wait(500);
  }
}

/** A customer whose numbers and destinations lie on five carriers and more, with calls over each. */
async function makeTraffic(stage: Stage) {
  const customer = await stage.call('createCustomer', { isOperator: true });
  const { accountId } = customer;
  const { silent, crowded, poor, abroad } = await stage.call('createFailoverScene', { areaCode: '80' });
  const callsPerSecond = CALLS_A_SECOND_EACH;
  const traffic = (number: string, prefix: string) =>
    stage.call('makeTraffic', {
      ...{ accountId, callsPerSecond, numbers: [number], destinations: [prefix], minutes: MINUTES + 5 },
    });
  for (const { number } of [silent, crowded, poor]) {
    const { fallback } = await stage.call('rent', { accountId, number, highAvailability: true });
    await traffic(number, '91987');
    if (number === silent.number && fallback) await traffic(fallback.number, '91987');
  }
  const { number: foreign } = await stage.call('rent', { accountId, stock: { countryIso: 'US' } });
  await traffic(foreign, abroad.prefix);
  return customer;
}

/** Processor seconds of all processes of a browser until now. */
async function processorSeconds(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

/** Cores that the browser takes while it is left alone for so long. */
async function coresDuring(browser: Browser, ms: number): Promise<number> {
  const [from, startedAt] = [await processorSeconds(browser), performance.now()];
  await wait(ms);
  return ((await processorSeconds(browser)) - from) / ((performance.now() - startedAt) / 1000);
}

async function watchPage(url: string, stage: Stage): Promise<boolean> {
  const customer = await makeTraffic(stage);
  const browser = await chromium.launch({ executablePath: findChromium() ?? undefined, args: CHROMIUM_ARGUMENTS });
  try {
    const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 } });
    await signInThroughApi(context.request, customer);
    const page = await context.newPage();
    await page.goto('/voice/carriers?trunk=all');
    const charts = page.locator('#charts canvas');
    await charts.nth(CARRIERS * SERIES_EACH - 1).waitFor({ state: 'attached' });
    const series = await charts.count();
    await wait(SETTLE_MS);
    const cores = await coresDuring(browser, MINUTES * 60_000);
    const name = `live page: browser with ${series} charts for ${MINUTES} min`;
    const budget = { atMost: 1 };
    return report({
      ...{ name, unit: 'cores', ours: cores, baseline: MOST_CORES, budget },
      against: 'a tenth of a core',
    });
  } finally {
    await browser.close();
  }
}

const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'twinline-bench-'));
const port = await chooseFreePort(null);
const url = `http://127.0.0.1:${port}`;
const server = startInstallation({ dataFolder, port, demo: 'on' });
try {
  await untilReady(url);
  const stage = new Stage({ dataFolder, port });
  try {
    process.exitCode = (await watchPage(url, stage)) ? 0 : 1;
  } finally {
    await stage.end();
  }
} finally {
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await ended;
  fs.rmSync(dataFolder, { recursive: true, force: true });
}
