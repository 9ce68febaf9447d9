import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chooseFreePort } from './free-port.mjs';
import { withLock } from './lock.mjs';
import { chooseServerAccount } from './postgres-account.mjs';
import {
  ADMIN_USER,
  APP_DATABASE,
  APP_USER,
  ensureCluster,
  readRecord,
  spawnServer,
  writeRecord,
} from './postgres-cluster.mjs';
import { answers, disownPostmaster, isServerOf, readPostmaster } from './postgres-probe.mjs';
import { identify, isAlive, sendSignal, waitForEnd } from './process-identity.mjs';

/**
 * @typedef {object} PostgresServer
 * @property {string} url of the application's database, as its ordinary role
 * @property {string} adminUrl of the database `postgres`, as superuser (tests make databases with it)
 * @property {number} pid
 * @property {number} port
 * @property {boolean} reused whether it was running already
 * @property {() => Promise<boolean>} release stops the server unless another process still uses it; says whether it stopped
 */

/**
 * Starts the cluster in `folder` (made when missing), or joins the server that runs on it already.
 * @param {{ folder: string, settings?: Record<string, string> }} options
 * @returns {Promise<PostgresServer>}
 */
export async function startPostgres({ folder, settings = {} }) {
  const at = path.resolve(folder);
  fs.mkdirSync(path.dirname(at), { recursive: true, mode: 0o755 });
  return withLock(`${at}.lock`, 60_000, async () => {
    const account = chooseServerAccount(at);
    const record = await ensureCluster(at, account);
    const running = await findRunning(at);
    const server = running ?? (await launch(at, account, record, settings));
    const url = urlOf(APP_USER, record.password, server.port, APP_DATABASE);
    const adminUrl = urlOf(ADMIN_USER, record.adminPassword, server.port, 'postgres');
    if (!record.ready) await prepareDatabase(at, adminUrl);
    register(at);
    return { url, adminUrl, ...server, reused: running !== null, release: () => release(at) };
  });
}

/**
 * Ends the server on `folder`, whoever started it.
 * @param {string} folder
 */
export async function stopPostgres(folder) {
  const server = readPostmaster(folder);
  const identity = server && identify(server.pid);
  if (!identity || !isServerOf(folder, identity.pid)) return;
  // SIGINT is the fast shutdown: sessions are ended, everything committed is kept.
  sendSignal(identity.pid, 'SIGINT');
  if (await waitForEnd(identity, 20_000)) return;
  sendSignal(identity.pid, 'SIGQUIT');
  await waitForEnd(identity, 5_000);
}

/** @param {string} user @param {string} password @param {number} port @param {string} database */
function urlOf(user, password, port, database) {
  return `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
}

/**
 * The server another process left running; also waits for one that is just coming up or going down.
 * @param {string} folder
 * @returns {Promise<{ pid: number, port: number } | null>}
 */
async function findRunning(folder) {
  for (const until = Date.now() + 10_000; Date.now() < until; await sleep(50)) {
    const server = readPostmaster(folder);
    if (!server) return null;
    if (!isServerOf(folder, server.pid)) {
      if (identify(server.pid) !== null) disownPostmaster(folder);
      return null;
    }
    const isUsable = server.isReady && (await answers(server.port));
    if (isUsable) return { pid: server.pid, port: server.port };
  }
  await stopPostgres(folder);
  return null;
}

/**
 * @param {string} folder
 * @param {import('./postgres-account.mjs').ServerAccount} account
 * @param {import('./postgres-cluster.mjs').ClusterRecord} record
 * @param {Record<string, string>} settings
 * @returns {Promise<{ pid: number, port: number }>}
 */
async function launch(folder, account, record, settings) {
  let output = '';
  // After a kill -9 of everything the old server's children hold its shared memory for a second or three.
  for (const until = Date.now() + 10_000; Date.now() < until; await sleep(300)) {
    const port = await chooseFreePort(record.port);
    const server = await spawnServer(folder, account, port, settings);
    if (await becomesReady(folder, server, port)) {
      if (record.port !== port) writeRecord(folder, { ...(readRecord(folder) ?? record), port });
      return { pid: server.pid, port };
    }
    output = server.readOutput();
    if (!/postmaster\.pid|shared memory|Address already in use/.test(output)) break;
  }
  throw new Error(`PostgreSQL did not start on ${folder}: ${output.trim().slice(-800) || 'no output'}`);
}

/**
 * @param {string} folder
 * @param {import('./postgres-cluster.mjs').SpawnedServer} server
 * @param {number} port
 */
async function becomesReady(folder, server, port) {
  // Recovery after a crash can take long on a big cluster; the process ending is the sign of failure.
  for (const until = Date.now() + 300_000; Date.now() < until && !server.hasEnded(); await sleep(10)) {
    const postmaster = readPostmaster(folder);
    if (postmaster?.pid === server.pid && postmaster.isReady && (await answers(port))) return true;
  }
  return false;
}

/**
 * Makes the ordinary role and its database; safe to repeat when interrupted.
 * @param {string} folder
 * @param {string} adminUrl
 */
async function prepareDatabase(folder, adminUrl) {
  const record = readRecord(folder);
  if (!record) throw new Error(`${folder}.json is missing.`);
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const roles = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [APP_USER]);
    // Roles and databases take no parameters; both names are ours and the password is base64url.
    const verb = roles.rowCount ? 'ALTER' : 'CREATE';
    await client.query(`${verb} ROLE ${APP_USER} LOGIN CREATEDB PASSWORD '${record.password}'`);
    const databases = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [APP_DATABASE]);
    if (!databases.rowCount) await client.query(`CREATE DATABASE ${APP_DATABASE} OWNER ${APP_USER}`);
  } finally {
    await client.end();
  }
  writeRecord(folder, { ...record, ready: true });
}

/** @param {string} folder */
const usersFolder = (folder) => `${folder}.users`;

/** @param {string} folder */
function register(folder) {
  fs.mkdirSync(usersFolder(folder), { recursive: true });
  fs.writeFileSync(path.join(usersFolder(folder), String(process.pid)), JSON.stringify(identify(process.pid)));
}

/**
 * @param {string} folder
 * @returns {boolean} whether a living process has registered
 */
function hasUsers(folder) {
  return fs.readdirSync(usersFolder(folder)).some((name) => {
    const file = path.join(usersFolder(folder), name);
    try {
      if (isAlive(JSON.parse(fs.readFileSync(file, 'utf8')))) return true;
    } catch {
      // Half written by a process that was killed: nobody uses it.
    }
    fs.rmSync(file, { force: true });
    return false;
  });
}

/**
 * The last one out turns off the light.
 * @param {string} folder
 * @returns {Promise<boolean>}
 */
async function release(folder) {
  return withLock(`${folder}.lock`, 60_000, async () => {
    fs.rmSync(path.join(usersFolder(folder), String(process.pid)), { force: true });
    if (hasUsers(folder)) return false;
    await stopPostgres(folder);
    return true;
  });
}
