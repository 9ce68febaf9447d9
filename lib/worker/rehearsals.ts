import 'server-only';
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { AppError } from '@/lib/errors';
import { log } from '@/lib/log';
import {
  type ClaimedRun,
  claimRun,
  type HeldRun,
  isHeld,
  type RunEnd,
  recordProgress,
  releaseRun,
  settleRun,
} from '@/lib/rehearsals';
import { every } from './every';
import { workerId } from './heartbeat';
import type { StudyMessage, StudyOrder } from './study-messages';
import { composeOrder } from './study-order';
import type { Job } from './types';

const LOOK_EVERY_MS = 500;
/** A cancelled run ends at the next look, so within a second. */
const CHECK_EVERY_MS = 400;
const PROGRESS_EVERY_MS = 1_000;
/** Runs are bounded to end long before this; one that does not has gone astray. */
const LONGEST_MS = 20 * 60_000;
const MEMORY_MB = 1_024;

/** The study's process lies beside this file, as source and as bundle. */
const STUDY = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './study.ts' : './study.mjs', import.meta.url));

/** Why a run ended without a result of its own. */
type Cut = 'not-held' | 'stopping';

/** Runs what waits, one at a time, each in a process of its own. */
export const rehearsals: Job = every({
  name: 'run simulations',
  pauseMs: LOOK_EVERY_MS,
  run: async (signal) => {
    while (!signal.aborted) {
      const run = await claimRun(workerId, new Date());
      if (!run) return;
      await perform(run, signal);
    }
  },
});

async function perform(run: ClaimedRun, signal: AbortSignal): Promise<void> {
  const held: HeldRun = { id: run.id, accountId: run.accountId, workerId };
  const end = await endOf(run, held, signal).catch((error: unknown): RunEnd => {
    if (error instanceof AppError) return { problem: error.message };
    log.error({ err: error, run: run.id }, 'a simulation failed');
    return { problem: 'The simulation failed for a reason of its own; the worker’s log says which.' };
  });
  if (end === 'stopping') await releaseRun(held);
  else if (end !== 'not-held') await settleRun(held, end, new Date());
  log.info({ run: run.id, end: typeof end === 'string' ? end : Object.keys(end)[0] }, 'a simulation ended');
}

async function endOf(run: ClaimedRun, held: HeldRun, signal: AbortSignal): Promise<RunEnd | Cut> {
  const order = await composeOrder(run);
  return new Study(held, signal).run(order);
}

/** One study in its process, watched. */
class Study {
  readonly #held: HeldRun;
  readonly #signal: AbortSignal;
  readonly #child: ChildProcess;
  readonly #startedAt = performance.now();
  #seen: { share: number; phase: string | null } = { share: 0, phase: null };
  #recordedAt = performance.now();
  #end: (end: RunEnd | Cut) => void = () => undefined;

  constructor(held: HeldRun, signal: AbortSignal) {
    this.#held = held;
    this.#signal = signal;
    this.#child = fork(STUDY, {
      execArgv: [...process.execArgv, `--max-old-space-size=${MEMORY_MB}`],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
  }

  async run(order: StudyOrder): Promise<RunEnd | Cut> {
    const ended = new Promise<RunEnd | Cut>((resolve) => {
      this.#end = resolve;
    });
    const child = this.#child;
    const stop = () => this.#end('stopping');
    this.#signal.addEventListener('abort', stop, { once: true });
    child.on('message', (message: StudyMessage | 'ready') => {
      if (message === 'ready') child.send(order);
      else this.#hear(message);
    });
    child.once('error', (error) => this.#end({ problem: `The simulation could not be started: ${error.message}.` }));
    child.once('exit', (code, killedBy) => this.#end(deathOf(code, killedBy)));
    const watch = setInterval(() => void this.#check(), CHECK_EVERY_MS);
    const end = await ended;
    clearInterval(watch);
    this.#signal.removeEventListener('abort', stop);
    child.kill('SIGKILL');
    return end;
  }

  #hear(message: StudyMessage): void {
    if (message.type === 'progress') this.#seen = { share: message.share, phase: message.phase };
    else if (message.type === 'result') this.#end({ result: message.result });
    else {
      log.error({ run: this.#held.id, problem: message.problem }, 'a simulation threw');
      this.#end({ problem: 'The simulation failed for a reason of its own; the worker’s log says which.' });
    }
  }

  async #check(): Promise<void> {
    const now = performance.now();
    try {
      if (!(await isHeld(this.#held))) return this.#end('not-held');
      if (now - this.#startedAt > LONGEST_MS)
        return this.#end({ problem: `The run took longer than ${LONGEST_MS / 60_000} minutes; make it smaller.` });
      if (now - this.#recordedAt < PROGRESS_EVERY_MS) return;
      this.#recordedAt = now;
      await recordProgress(this.#held, this.#seen, new Date());
    } catch (error) {
      // The database may be away for a moment; the run goes on, and another worker takes it up if it stays away.
      log.warn({ err: error, run: this.#held.id }, 'a simulation could not be watched');
    }
  }
}

function deathOf(code: number | null, signal: NodeJS.Signals | null): RunEnd {
  // V8 aborts when the heap is full.
  const isMemory = signal === 'SIGABRT' || code === 134;
  return {
    problem: isMemory
      ? `The run needed more than ${MEMORY_MB / 1_024} GB of memory; give it fewer numbers, trunks or calls at a time.`
      : `The run’s process ended (${signal ?? `exit code ${code}`}); start it again.`,
  };
}
