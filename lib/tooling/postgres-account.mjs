import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/**
 * How to run the server binaries: PostgreSQL refuses to run as root.
 * @typedef {{ prefix: string[], uid?: number, gid?: number }} ServerAccount
 */

/** Same files, same owner, another user id inside: no extra user and no chown needed. */
const UNSHARE = ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--'];

function canUnshare() {
  const [command = '', ...args] = UNSHARE;
  return spawnSync(command, [...args, 'true'], { stdio: 'ignore' }).status === 0;
}

/**
 * @param {string} name
 * @returns {{ uid: number, gid: number } | null}
 */
function findUser(name) {
  const uid = spawnSync('id', ['-u', name], { encoding: 'utf8' });
  const gid = spawnSync('id', ['-g', name], { encoding: 'utf8' });
  return uid.status === 0 && gid.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : null;
}

/**
 * @param {string} folder
 * @returns {string | null} the first parent that only its owner may enter
 */
function findClosedParent(folder) {
  for (let at = path.dirname(folder); ; at = path.dirname(at)) {
    if (fs.existsSync(at) && (fs.statSync(at).mode & 0o001) === 0) return at;
    if (at === path.dirname(at)) return null;
  }
}

/**
 * Chooses who runs the server on `folder`.
 * @param {string} folder absolute; need not exist yet
 * @returns {ServerAccount}
 */
export function chooseServerAccount(folder) {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const owner = fs.existsSync(folder) ? fs.statSync(folder) : null;
  // A cluster once given to another user can only be opened by that user.
  if (owner && owner.uid !== 0) return { prefix: [], uid: owner.uid, gid: owner.gid };
  if (canUnshare()) return { prefix: UNSHARE };
  const user = findUser('postgres') ?? findUser('nobody');
  const advice = 'Start Twinline as an ordinary user, or set DATABASE_URL to an existing PostgreSQL.';
  if (!user) {
    throw new Error(
      `PostgreSQL refuses to run as root, and neither unshare nor a user postgres or nobody is there. ${advice}`,
    );
  }
  const closed = findClosedParent(folder);
  if (closed) {
    throw new Error(
      `PostgreSQL refuses to run as root, and the user it would run as may not enter ${closed}. ${advice}`,
    );
  }
  return { prefix: [], ...user };
}

/**
 * @param {ServerAccount} account
 * @param {string} command
 * @param {string[]} args
 * @returns {{ command: string, args: string[], options: { uid?: number, gid?: number, cwd: string, env: NodeJS.ProcessEnv } }}
 */
export function commandAs(account, command, args) {
  const [first = command, ...rest] = [...account.prefix, command, ...args];
  const user = account.uid === undefined ? {} : { uid: account.uid, gid: account.gid };
  return { command: first, args: rest, options: { ...user, cwd: '/', env: serverEnvironment() } };
}

/**
 * Nothing of the caller's environment (PGDATA, PGPORT, locales) may reach the server.
 * @returns {NodeJS.ProcessEnv}
 */
function serverEnvironment() {
  return { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: 'C' };
}
