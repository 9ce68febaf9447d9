import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A process as it can be recognised later: ids are used again by the system, start times are not.
 * @typedef {{ pid: number, startedAt: string }} ProcessIdentity
 */

/**
 * The fields of /proc/PID/stat after the name in parentheses, which may hold spaces: state, parent and so on.
 * @param {number} pid
 * @returns {string[] | null}
 */
function readStat(pid) {
  try {
    const text = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/** Linux counts start times from its boot: the same count means nothing after the next one. */
const bootId = process.platform === 'linux' ? fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim() : '';

/**
 * @param {number} pid
 * @returns {string | null} when the process started, or null when there is none (a zombie is none)
 */
function startTimeOf(pid) {
  if (process.platform === 'linux') {
    const fields = readStat(pid);
    return fields === null || fields[0] === 'Z' ? null : `${bootId} ${fields[19]}`;
  }
  const shown = spawnSync('ps', ['-p', String(pid), '-o', 'lstart='], { encoding: 'utf8' });
  return shown.status === 0 ? shown.stdout.trim() || null : null;
}

/**
 * @param {number} pid
 * @returns {ProcessIdentity | null}
 */
export function identify(pid) {
  const startedAt = startTimeOf(pid);
  return startedAt === null ? null : { pid, startedAt };
}

/**
 * @param {ProcessIdentity} identity
 * @returns {boolean}
 */
export function isAlive(identity) {
  return startTimeOf(identity.pid) === identity.startedAt;
}

/**
 * @param {number} pid
 * @returns {number | null}
 */
export function parentOf(pid) {
  if (process.platform === 'linux') {
    const parent = readStat(pid)?.[1];
    return parent === undefined ? null : Number(parent);
  }
  const shown = spawnSync('ps', ['-p', String(pid), '-o', 'ppid='], { encoding: 'utf8' });
  return shown.status === 0 ? Number(shown.stdout) : null;
}

/**
 * The command line of a process, to tell what it is; empty when it cannot be read.
 * @param {number} pid
 */
export function commandLineOf(pid) {
  if (process.platform === 'linux') {
    try {
      return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    } catch {
      return '';
    }
  }
  return spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout ?? '';
}

/**
 * @param {ProcessIdentity} identity
 * @param {number} timeoutMs
 * @returns {Promise<boolean>} whether it ended in time
 */
export async function waitForEnd(identity, timeoutMs) {
  for (const until = Date.now() + timeoutMs; Date.now() < until; await sleep(20)) {
    if (!isAlive(identity)) return true;
  }
  return !isAlive(identity);
}

/**
 * @param {number} pid a process id, or a negative process group id
 * @param {NodeJS.Signals} signal
 */
export function sendSignal(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}
