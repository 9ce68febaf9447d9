import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { commandLineOf } from './process-identity.mjs';

/**
 * @param {string} folder
 * @returns {{ pid: number, port: number, isReady: boolean } | null}
 */
export function readPostmaster(folder) {
  try {
    const lines = fs.readFileSync(path.join(folder, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' };
  } catch {
    return null;
  }
}

/**
 * @param {string} folder
 * @param {number} pid
 */
export function isServerOf(folder, pid) {
  return commandLineOf(pid).includes(`-D ${folder} `);
}

/** Above any process id a system hands out. */
const NOBODY = 2 ** 30;

/**
 * The id in postmaster.pid belongs to another program by now, and PostgreSQL would take that for a living server.
 * Only the id is replaced: the file's other lines let PostgreSQL find sessions of the old server that still run.
 * @param {string} folder
 */
export function disownPostmaster(folder) {
  const file = path.join(folder, 'postmaster.pid');
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/^\d+/, String(NOBODY)));
}

/**
 * Asks for TLS as every client may: only PostgreSQL answers with one letter N or S.
 * @param {number} port
 * @returns {Promise<boolean>}
 */
export function answers(port) {
  return new Promise((resolve) => {
    const socket = net.connect({ host: '127.0.0.1', port });
    const finish = (/** @type {boolean} */ isServer) => {
      socket.destroy();
      resolve(isServer);
    };
    socket.setTimeout(2_000, () => finish(false));
    socket.once('error', () => finish(false));
    socket.once('connect', () => socket.write(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])));
    socket.once('data', (data) => finish(data.length === 1 && (data[0] === 0x4e || data[0] === 0x53)));
  });
}
