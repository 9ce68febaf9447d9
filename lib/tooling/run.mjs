// node lib/tooling/run.mjs [--alone] ENTRY.ts [arguments]: runs a command of the project under the same settings and
// database as npm start, on a fresh clone too. The embedded PostgreSQL is started for it when it is not running.
// With --alone the command needs neither settings nor database and starts at once.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { bundleCommand } from './bundle.mjs';
import { checkSettings } from './check-settings.mjs';
import { childEnvironment } from './child-environment.mjs';
import { openDatabase } from './database.mjs';
import { ensureMigrated } from './database-setup.mjs';
import { ensureClient, ensureInstalled, withSetupLock } from './project-setup.mjs';
import { ROOT, readSettings } from './settings.mjs';

/** Standard output belongs to the command. @param {string} sentence */
const tell = (sentence) => console.error(`${sentence} …`);

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} its exit code
 */
async function runEntry([entry = '', ...args], env) {
  const file = await bundleCommand(entry);
  return await new Promise((resolve) => {
    // Many short-lived objects: a larger young generation spares copying those that live a little longer.
    const flags = ['--max-semi-space-size=64', '--enable-source-maps', '--conditions=react-server'];
    const node = [...flags, 'lib/tooling/run-default.mjs', file, ...args];
    const child = spawn(process.execPath, node, { cwd: ROOT, env, stdio: 'inherit' });
    // A Ctrl-C reaches the command from the terminal; this process waits for it and then stops what it started.
    process.on('SIGINT', () => undefined);
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.once('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once('exit', (code, signal) => resolve(signal ? 130 : (code ?? 1)));
  });
}

/** @param {string[]} args */
async function run(args) {
  const { dataFolder } = readSettings();
  fs.mkdirSync(dataFolder, { recursive: true, mode: 0o755 });
  await withSetupLock(async () => {
    await ensureInstalled({ tell });
    await ensureClient({ tell });
  });
  const settings = await checkSettings();
  if (!settings.ok) {
    console.error(settings.mistakes.join('\n'));
    return 1;
  }
  const database = await openDatabase();
  try {
    await ensureMigrated(database.url, { tell });
    return await runEntry(args, childEnvironment({ databaseUrl: database.url, dataFolder }));
  } finally {
    await database.release();
  }
}

/** @param {string[]} args */
async function runAlone(args) {
  const { dataFolder } = readSettings();
  fs.mkdirSync(dataFolder, { recursive: true, mode: 0o755 });
  await withSetupLock(() => ensureInstalled({ tell }));
  return await runEntry(args, process.env);
}

const isAlone = process.argv[2] === '--alone';
const [entry, ...rest] = process.argv.slice(isAlone ? 3 : 2);
if (!entry || !fs.existsSync(path.join(ROOT, entry))) {
  console.error(`There is no ${entry ?? 'entry'}: node lib/tooling/run.mjs [--alone] ENTRY.ts [arguments].`);
  process.exit(1);
}
try {
  process.exitCode = await (isAlone ? runAlone : run)([entry, ...rest]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
