import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Job, JobResult } from './jobs';

interface Waiting {
  job: Job;
  resolve: (result: JobResult) => void;
  reject: (error: unknown) => void;
}

/** One worker for each core; jobs wait for whichever is free. */
export class Cores {
  readonly #workers: Worker[] = [];
  readonly #free: Worker[] = [];
  readonly #waiting: Waiting[] = [];

  constructor(count = availableParallelism()) {
    for (let index = 0; index < count; index += 1) {
      const worker = new Worker(new URL('./worker.mjs', import.meta.url));
      this.#workers.push(worker);
      this.#free.push(worker);
    }
  }

  do(job: Job): Promise<JobResult> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job, resolve, reject });
      this.#next();
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #next(): void {
    const worker = this.#waiting.length > 0 ? this.#free.pop() : undefined;
    const waiting = worker && this.#waiting.shift();
    if (!worker || !waiting) return;
    const fail = (error: unknown): void =>
      waiting.reject(error instanceof Error ? error : new Error('A worker ended before its job was done.'));
    worker.once('error', fail);
    worker.once('exit', fail);
    worker.once('message', (result: JobResult) => {
      // One by one: a worker that loses all its listeners hears nothing any more.
      worker.off('error', fail).off('exit', fail);
      this.#free.push(worker);
      waiting.resolve(result);
      this.#next();
    });
    worker.postMessage(waiting.job);
  }
}

/** Does all jobs, each on whichever core is free, and answers in the jobs' order. */
export async function doAll(jobs: readonly Job[], onDone: (done: number) => void): Promise<JobResult[]> {
  const cores = new Cores();
  let done = 0;
  try {
    return await Promise.all(
      jobs.map(async (job) => {
        const result = await cores.do(job);
        done += 1;
        onDone(done);
        return result;
      }),
    );
  } finally {
    await cores.close();
  }
}
