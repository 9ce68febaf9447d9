import fs from 'node:fs';
import path from 'node:path';
import { hashContent } from './content-hash.mjs';
import { withLock } from './lock.mjs';
import { runStep } from './run-step.mjs';
import { ROOT } from './settings.mjs';
import { onceFor } from './stamp.mjs';

/**
 * @typedef {object} SetupOptions
 * @property {import('./process-record.mjs').ProcessRecord} [record]
 * @property {string} [logFile]
 * @property {(sentence: string) => void} tell
 */

/** A first installation on a slow line takes minutes; another process may be doing it. */
const LOCK_WAIT_MS = 600_000;

/**
 * One process at a time sets the project up: two may be started on one checkout.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export function withSetupLock(work) {
  const folder = path.join(ROOT, '.twinline');
  fs.mkdirSync(folder, { recursive: true, mode: 0o755 });
  return withLock(path.join(folder, 'setup.lock'), LOCK_WAIT_MS, work);
}

/**
 * Installs packages unless what is installed is what the lock file says.
 * @param {SetupOptions} options
 */
export async function ensureInstalled({ record, logFile, tell }) {
  if (isInstalled()) return;
  tell('Installing packages');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  const [command, all] = npm?.endsWith('.js') ? [process.execPath, [npm, ...args]] : ['npm', args];
  await runStep('npm ci', command, all, { record, logFile });
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} LockedPackage
 */

/**
 * npm notes what it installed when it has finished; a run cut off leaves no note.
 * @returns {boolean}
 */
function isInstalled() {
  const wanted = readPackages(path.join(ROOT, 'package-lock.json'));
  const installed = readPackages(path.join(ROOT, 'node_modules/.package-lock.json'));
  return Object.entries(wanted).every(([name, { version, integrity, optional, devOptional }]) => {
    if (name === '' || optional || devOptional) return true;
    const found = installed[name];
    return found?.version === version && found?.integrity === integrity;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage>}
 */
function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}

/**
 * @param {SetupOptions} options
 */
export async function ensureClient({ record, logFile, tell }) {
  const hash = hashContent(ROOT, ['prisma/schema', 'prisma.config.ts', 'node_modules/prisma/package.json']);
  await onceFor(path.join(ROOT, 'prisma/generated/.stamp'), hash, async () => {
    tell('Generating the database client');
    const env = { ...process.env, ...OFFLINE_PRISMA };
    await runStep('prisma generate', process.execPath, ['node_modules/prisma/build/index.js', 'generate'], {
      ...{ env, record, logFile },
    });
  });
}

/** The client is generated without the native engine; naming any executable keeps Prisma from downloading it. */
const OFFLINE_PRISMA = { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' };

const BUILD_INPUTS = [
  ...['app', 'components', 'lib', 'public', 'prisma/schema'],
  ...['next.config.ts', 'postcss.config.mjs', 'tsconfig.json', 'package-lock.json', 'proxy.ts', 'instrumentation.ts'],
];

/** @param {string} relative */
function isOutsideBuild(relative) {
  return /\.test\.tsx?$/.test(relative) || /^lib\/(tooling|testing|worker)$/.test(relative);
}

/**
 * @param {SetupOptions & { env: NodeJS.ProcessEnv }} options
 */
export async function ensureBuild({ env, record, logFile, tell }) {
  const hash = hashContent(ROOT, BUILD_INPUTS, isOutsideBuild);
  await onceFor(path.join(ROOT, '.next/twinline-build'), hash, async () => {
    tell('Building');
    await runStep('next build', process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
      env: { ...env, NEXT_TELEMETRY_DISABLED: '1' },
      ...{ record, logFile },
    });
  });
}
