import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from './settings.mjs';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
/** A process that ran this long before it ended is restarted at once. */
const STEADY_MS = 30_000;
/** A process that never became ready this many times in a row never will. */
const MAX_FALSE_STARTS = 5;

/**
 * @typedef {object} Supervised
 * @property {Promise<void>} ready fulfilled once the process said so; rejected when it keeps failing
 * @property {() => void} end no more restarts (the process itself is ended by the record)
 */

/**
 * Keeps a process running.
 * @param {object} options
 * @param {string} options.name
 * @param {string[]} options.args of node
 * @param {() => NodeJS.ProcessEnv} options.env asked at every start: the database may have moved
 * @param {import('./process-record.mjs').ProcessRecord} options.record
 * @param {(sentence: string) => void} options.tell
 * @returns {Supervised}
 */
export function supervise({ name, args, env, record, tell }) {
  let isEnding = false;
  /** @type {PromiseWithResolvers} */
  const ready = withResolvers();

  const keepRunning = async () => {
    let falseStarts = 0;
    let failures = 0;
    while (!isEnding && falseStarts < MAX_FALSE_STARTS) {
      const startedAt = Date.now();
      const { wasReady, how } = await runOnce({ name, args, env: env(), record, onReady: ready.resolve });
      falseStarts = wasReady ? 0 : falseStarts + 1;
      failures = Date.now() - startedAt > STEADY_MS ? 0 : failures + 1;
      if (!isEnding && falseStarts < MAX_FALSE_STARTS) await pauseAfter(failures, `${name} ended (${how})`, tell);
    }
    if (!isEnding) ready.reject(new Error(`${name} does not start; what it said stands above.`));
  };
  void keepRunning();
  return {
    ready: ready.promise,
    end: () => {
      isEnding = true;
    },
  };
}

/**
 * @param {number} failures in a row
 * @param {string} what
 * @param {(sentence: string) => void} tell
 */
async function pauseAfter(failures, what, tell) {
  const pauseMs = failures === 0 ? 0 : Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
  tell(`${what}; starting it again in ${pauseMs} ms`);
  await sleep(pauseMs);
}

/**
 * @param {{ name: string, args: string[], env: NodeJS.ProcessEnv, record: import('./process-record.mjs').ProcessRecord, onReady: () => void }} options
 * @returns {Promise<{ wasReady: boolean, how: string }>}
 */
function runOnce({ name, args, env, record, onReady }) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      ...{ cwd: ROOT, env, detached: true },
      // The channel tells when it is ready, and tells it when this process is gone.
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    if (child.pid) record.add(name, child.pid);
    let wasReady = false;
    child.on('message', (message) => {
      if (message !== 'ready') return;
      wasReady = true;
      onReady();
    });
    child.once('error', (error) => resolve({ wasReady, how: error.message }));
    child.once('exit', (code, signal) => {
      if (child.pid) record.remove(child.pid);
      resolve({ wasReady, how: signal ?? `exit code ${code}` });
    });
  });
}

/**
 * @typedef {{ promise: Promise<void>, resolve: () => void, reject: (error: Error) => void }} PromiseWithResolvers
 * @returns {PromiseWithResolvers}
 */
function withResolvers() {
  /** @type {() => void} */
  let resolve = () => undefined;
  /** @type {(error: Error) => void} */
  let reject = () => undefined;
  const promise = new Promise((/** @type {(value: void) => void} */ yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
