import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bannerOf } from './banner.mjs';

const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'twinline-banner-'));
const file = path.join(dataFolder, 'demo-credentials.json');
afterAll(() => fs.rmSync(dataFolder, { recursive: true }));

const banner = () => bannerOf({ address: 'http://127.0.0.1:3000', dataFolder });

test('the banner tells the demo password, and not one that was replaced by its user', () => {
  expect(banner()).toBe('\n  Twinline    http://127.0.0.1:3000\n  Stop        Ctrl-C\n');
  fs.writeFileSync(file, JSON.stringify({ email: 'demo@twinline.example', password: 'abc' }));
  expect(banner()).toContain(`  Sign in     demo@twinline.example  abc   (${file})\n`);
  fs.writeFileSync(file, JSON.stringify({ email: 'demo@twinline.example' }));
  expect(banner()).toContain('  Sign in     demo@twinline.example  and the password you set\n');
});
