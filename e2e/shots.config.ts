import { defineConfig } from '@playwright/test';
import base from '../playwright.config';

/** npm run shots: every page and its main states as pictures, from the same installation the specs use. */
export default defineConfig(base, {
  testDir: '.',
  testMatch: '*.shots.ts',
  outputDir: '../test-results/shots',
  reporter: [['list']],
  use: { trace: 'off', screenshot: 'off' },
});
