import fs from 'node:fs';
import { identify, isAlive, sendSignal, waitForEnd } from './process-identity.mjs';

/**
 * The processes a supervisor started, kept in a file: when it is killed they live on, and the next start ends them.
 * @typedef {{ name: string, pid: number, startedAt: string }} RecordedProcess
 */

/** How long a process may take to stop by itself. */
const GRACE_MS = 5_000;

export class ProcessRecord {
  /** @param {string} file */
  constructor(file) {
    this.file = file;
    /** @type {RecordedProcess[]} */
    this.processes = [];
  }

  /** @param {string} name @param {number} pid */
  add(name, pid) {
    const identity = identify(pid);
    if (identity) this.#write([...this.processes, { name, ...identity }]);
  }

  /** @param {number} pid */
  remove(pid) {
    if (!this.processes.some((process) => process.pid === pid)) return;
    this.#write(this.processes.filter((process) => process.pid !== pid));
  }

  /** Ends what the previous supervisor left behind. A number that belongs to another program by now is left alone. */
  async endLeftovers() {
    const left = this.#read().filter((process) => isAlive(process));
    await Promise.all(left.map(endGroup));
    this.#write([]);
    return left;
  }

  /** Ends everything that runs now. */
  async endAll() {
    await Promise.all(
      this.processes.map(async (process) => {
        await endGroup(process);
        this.remove(process.pid);
      }),
    );
  }

  /** @returns {RecordedProcess[]} */
  #read() {
    try {
      return JSON.parse(fs.readFileSync(this.file, 'utf8'));
    } catch {
      return [];
    }
  }

  /** @param {RecordedProcess[]} processes */
  #write(processes) {
    this.processes = processes;
    fs.writeFileSync(`${this.file}.new`, JSON.stringify(processes));
    fs.renameSync(`${this.file}.new`, this.file);
  }
}

/**
 * Stops a process and everything it started: each leads a process group of its own.
 * @param {RecordedProcess} recorded
 */
async function endGroup(recorded) {
  sendSignal(-recorded.pid, 'SIGTERM');
  await waitForEnd(recorded, GRACE_MS);
  sendSignal(-recorded.pid, 'SIGKILL');
  await waitForEnd(recorded, GRACE_MS);
}
