import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/**
 * What web, worker, build and commands run under; every process of an installation gets the same.
 * @param {{ databaseUrl: string, dataFolder: string }} options
 * @returns {NodeJS.ProcessEnv}
 */
export function childEnvironment({ databaseUrl, dataFolder }) {
  // What web, worker and commands show the agent; they read the file when they need it.
  readOrMakeSecret(path.join(dataFolder, 'agent-secret'));
  return {
    ...process.env,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    CHECKPOINT_DISABLE: '1',
    DATABASE_URL: databaseUrl,
    TWINLINE_DATA_DIR: dataFolder,
    AUTH_SECRET: process.env.AUTH_SECRET || readOrMakeSecret(path.join(dataFolder, 'auth-secret')),
  };
}

/**
 * Sessions survive a restart because the secret does.
 * @param {string} file
 */
function readOrMakeSecret(file) {
  if (!fs.existsSync(file)) {
    fs.writeFileSync(`${file}.new`, randomBytes(48).toString('base64url'), { mode: 0o600 });
    fs.renameSync(`${file}.new`, file);
  }
  return fs.readFileSync(file, 'utf8').trim();
}
