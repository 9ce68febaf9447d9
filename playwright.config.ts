import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGUMENTS, findChromium } from './lib/tooling/chromium.mjs';
import { installationSettings } from './lib/tooling/e2e-processes.mjs';
import { ROOT } from './lib/tooling/settings.mjs';

// The server under test is the product as it is started: production build, web, worker, PostgreSQL, demo.
const port = Number(process.env.TWINLINE_E2E_PORT ?? 3190);
const dataFolder = path.resolve(process.env.TWINLINE_E2E_DATA_DIR ?? '.twinline-e2e');
const baseURL = `http://127.0.0.1:${port}`;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // Tests share one demo installation; each buys numbers of its own, and two cores carry no more than two browsers.
  workers: 2,
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  // A bound for a hung page, wide enough for a machine that does other things too.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [['line'], ['json', { outputFile: 'test-results/results.json' }]],
  metadata: { dataFolder, port },
  use: {
    baseURL,
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'en-IN',
    timezoneId: 'Asia/Kolkata',
    // Recording every step takes as long as the steps: a spec that failed is run again with --trace on.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: findChromium() ?? undefined, args: CHROMIUM_ARGUMENTS },
  },
  webServer: {
    command: 'node lib/tooling/start.mjs',
    cwd: ROOT,
    url: `${baseURL}/api/health/ready`,
    env: installationSettings({ dataFolder, port }),
    // One started by hand on this port and folder saves the wait while specs are written; npm test takes a free port.
    reuseExistingServer: !process.env.CI,
    timeout: 240_000,
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
  },
});
