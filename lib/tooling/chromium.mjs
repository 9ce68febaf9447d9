import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** What Chromium needs as root and in small containers, and what keeps it from calling home. */
export const CHROMIUM_ARGUMENTS = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * TWINLINE_CHROMIUM, or the first Chromium on the PATH.
 * @returns {string | null}
 */
export function findChromium() {
  const named = process.env.TWINLINE_CHROMIUM;
  if (named) return fs.existsSync(named) ? named : null;
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const places = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return places.find((place) => fs.existsSync(place)) ?? null;
}

const INSTALL = ['install', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120', 'chromium'];

/**
 * Installs Debian's Chromium where that is possible.
 * @returns {string} its path
 */
export function installChromium() {
  const advice = 'Install Chromium (Debian: apt-get install chromium) or set TWINLINE_CHROMIUM to one.';
  if (process.env.TWINLINE_CHROMIUM) {
    throw new Error(`TWINLINE_CHROMIUM is "${process.env.TWINLINE_CHROMIUM}", which does not exist. ${advice}`);
  }
  if (process.getuid?.() !== 0 || process.platform !== 'linux') throw new Error(`No Chromium was found. ${advice}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (/** @type {string[]} */ args) => spawnSync('apt-get', args, { env, encoding: 'utf8' });
  // A machine that never updated its package lists does not know the package.
  const isInstalled = apt(INSTALL).status === 0 || (apt(['update']).status === 0 && apt(INSTALL).status === 0);
  const found = isInstalled ? findChromium() : null;
  if (!found) throw new Error(`Chromium could not be installed by apt-get. ${advice}`);
  return found;
}
