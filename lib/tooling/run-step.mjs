import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { ROOT } from './settings.mjs';

/**
 * @typedef {object} StepOptions
 * @property {NodeJS.ProcessEnv} [env]
 * @property {import('./process-record.mjs').ProcessRecord} [record] where the process is noted while it runs
 * @property {string} [logFile] gets the whole output
 */

const TAIL_LINES = 40;

/**
 * Runs a command to its end, in a process group of its own.
 * @param {string} name
 * @param {string} command
 * @param {string[]} args
 * @param {StepOptions} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runCommand(name, command, args, { env = process.env, record, logFile } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    if (child.pid) record?.add(name, child.pid);
    let output = '';
    const collect = (/** @type {Buffer} */ chunk) => {
      output += chunk;
      if (logFile) fs.appendFileSync(logFile, chunk, { mode: 0o600 });
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', (error) => {
      output += error.message;
    });
    child.once('close', (code) => {
      if (child.pid) record?.remove(child.pid);
      resolve({ code: code ?? 1, output });
    });
  });
}

/**
 * Runs a command that has to succeed.
 * @param {string} name
 * @param {string} command
 * @param {string[]} args
 * @param {StepOptions} [options]
 */
export async function runStep(name, command, args, options) {
  const { code, output } = await runCommand(name, command, args, options);
  if (code !== 0) throw new StepError(name, code, output);
}

export class StepError extends Error {
  /** @param {string} name @param {number} code @param {string} output */
  constructor(name, code, output) {
    super(`${name} failed (exit code ${code}):\n${tailOf(output)}`);
    this.name = 'StepError';
  }
}

/** @param {string} output */
export function tailOf(output) {
  return stripVTControlCharacters(output).trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
}
