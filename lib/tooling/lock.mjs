import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { identify, isAlive } from './process-identity.mjs';

/**
 * @param {string} file
 * @returns {import('./process-identity.mjs').ProcessIdentity | null}
 */
export function readHolder(file) {
  try {
    const holder = JSON.parse(fs.readFileSync(file, 'utf8'));
    return isAlive(holder) ? holder : null;
  } catch {
    return null;
  }
}

/**
 * Takes the lock if no living process holds it. A lock left by a killed process is taken over.
 * @param {string} file
 * @returns {(() => void) | null} its release, or null when another process holds it
 */
export function tryLock(file) {
  const own = JSON.stringify(identify(process.pid));
  // The complete file appears at once (link refuses an existing name), so a reader never sees half of it.
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, own);
  try {
    for (let tries = 0; tries < 3; tries += 1) {
      try {
        fs.linkSync(draft, file);
        return () => {
          if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === own) fs.rmSync(file);
        };
      } catch (error) {
        if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
        if (readHolder(file) !== null) return null;
        fs.rmSync(file, { force: true });
      }
    }
    return null;
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

/**
 * @template T
 * @param {string} file
 * @param {number} timeoutMs
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, timeoutMs, work) {
  const until = Date.now() + timeoutMs;
  let release = tryLock(file);
  while (release === null) {
    if (Date.now() > until) throw new Error(`${file} is held by process ${readHolder(file)?.pid ?? 'unknown'}.`);
    await sleep(50);
    release = tryLock(file);
  }
  try {
    return await work();
  } finally {
    release();
  }
}
