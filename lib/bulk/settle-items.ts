import 'server-only';
import type { Context } from '@/lib/context';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { log } from '@/lib/log';
import { findActor } from './find-actor';
import { recordProgress } from './record-progress';
import { releaseJob } from './release-job';
import { settleImport } from './settle-import';
import { settleItem } from './settle-item';
import { settleJob } from './settle-job';
import type { ClaimedJob, WaitingItem } from './types';

/** Items read at a time: what a job of any size holds in memory. */
const BATCH = 100;
const TELL_EVERY_MS = 1_000;
/** Well within the lease: one item, or one batch of an import, may take longer than that. */
const BEAT_EVERY_MS = 3_000;
const LEFT = 'Whoever asked for this is no longer allowed into the account, so the rest was left as it is.';

export type JobEnd = 'done' | 'failed' | 'stopped' | 'taken';

/** Why a job goes no further just now; null while it does. */
type Cut = 'stopped' | 'taken' | null;

/**
 * Does a job's items one after the other, from the first that waits. Stops in between when the worker does, when the job
 * is cancelled, and when the person it acts for has left.
 */
export async function settleItems(job: ClaimedJob, signal: AbortSignal): Promise<JobEnd> {
  const beat = setInterval(() => {
    // A beat that fails is made up for by the next one.
    recordProgress(job, new Date()).catch((err: unknown) => log.warn({ err, job: job.id }, 'a bulk job did not beat'));
  }, BEAT_EVERY_MS);
  try {
    return await settleAll(job, signal);
  } finally {
    clearInterval(beat);
  }
}

async function settleAll(job: ClaimedJob, signal: AbortSignal): Promise<JobEnd> {
  const run = new Run(job, signal);
  try {
    for (;;) {
      const items = await listWaiting(job.id);
      if (items.length === 0) return await end(job, null);
      const ctx = await findActor(job);
      if (!ctx) return await end(job, LEFT);
      const cut = await run.settle(ctx, items);
      if (cut === 'stopped') await releaseJob(job);
      if (cut) return cut;
    }
  } catch (error) {
    // What concerns all that is left, such as a permission that was taken away.
    if (error instanceof AppError) return end(job, error.message);
    throw error;
  }
}

class Run {
  #toldAt = performance.now();

  constructor(
    private readonly job: ClaimedJob,
    private readonly signal: AbortSignal,
  ) {}

  async settle(ctx: Context, items: readonly WaitingItem[]): Promise<Cut> {
    if (this.job.kind === 'import') {
      await settleImport(ctx, this.job);
      return this.#cut();
    }
    for (const item of items) {
      await settleItem(ctx, this.job, item);
      const cut = await this.#cut();
      if (cut) return cut;
    }
    return null;
  }

  async #cut(): Promise<Cut> {
    if (this.signal.aborted) return 'stopped';
    if (performance.now() - this.#toldAt < TELL_EVERY_MS) return null;
    this.#toldAt = performance.now();
    return (await recordProgress(this.job, new Date())) ? null : 'taken';
  }
}

async function end(job: ClaimedJob, problem: string | null): Promise<JobEnd> {
  await settleJob(job, problem, new Date());
  return problem === null ? 'done' : 'failed';
}

function listWaiting(jobId: string): Promise<WaitingItem[]> {
  return db.$queryRaw<WaitingItem[]>`
    SELECT position, number, rental_id AS "rentalId", data FROM bulk_items
     WHERE job_id = ${jobId} AND state = 'waiting' ORDER BY position LIMIT ${BATCH}`;
}
