// npm run shots [-- --grep NAME]: every page in both themes at 1440 and 390 px into shots/, from a fresh demo.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { findChromium, installChromium } from './chromium.mjs';
import { chooseFreePort } from './free-port.mjs';
import { ROOT } from './settings.mjs';

if (findChromium() === null) installChromium();
const options = process.argv.slice(2);
const dataFolder = path.join(ROOT, '.twinline-shots');
// Pictures of one view replace its own; a whole run leaves no picture of a page that is gone.
const left = options.length > 0 ? [dataFolder] : [dataFolder, path.join(ROOT, 'shots')];
for (const folder of left) fs.rmSync(folder, { recursive: true, force: true });
const cli = path.join(ROOT, 'node_modules/@playwright/test/cli.js');
const { status } = spawnSync(process.execPath, [cli, 'test', '--config', 'e2e/shots.config.ts', ...options], {
  cwd: ROOT,
  stdio: 'inherit',
  env: {
    ...process.env,
    TWINLINE_E2E_PORT: String(await chooseFreePort(null)),
    TWINLINE_E2E_DATA_DIR: dataFolder,
  },
});
fs.rmSync(dataFolder, { recursive: true, force: true });
process.exitCode = status ?? 1;
