import 'server-only';
import type { Context } from '@/lib/context';
import { db, type Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { log } from '@/lib/log';
import { enableHighAvailability, purchaseNumber } from '@/lib/provisioning';
import { releaseNumber, updateNumber } from '@/lib/rentals';
import { purchaseItem, rentalItem } from './rules-items';
import type { BulkKind, ClaimedJob, Terms, WaitingItem } from './types';

/** Two transactions that wait for each other end one of them: it is tried again. */
const TRIES = 3;
const BROKEN = 'It failed for a reason of its own; the worker’s log says which.';

type Work = (ctx: Context, item: WaitingItem) => Promise<Terms>;

/** The verb of a single number that each kind of edit is made of. */
const EDITS: Readonly<Record<Exclude<BulkKind, 'purchase' | 'import'>, Work>> = {
  application: updateItem,
  alias: updateItem,
  tags: updateItem,
  enable_ha: async (ctx, item) => ({ ...(await enableHighAvailability(ctx, rentalItem.parse(inputOf(item)))) }),
  release: async (ctx, item) => ({ ...(await releaseNumber(ctx, rentalItem.parse(inputOf(item)))) }),
};

function inputOf({ rentalId, data }: WaitingItem): Terms {
  return { ...data, rentalId };
}

async function updateItem(ctx: Context, item: WaitingItem): Promise<Terms> {
  await updateNumber(ctx, rentalItem.parse(inputOf(item)));
  return {};
}

/**
 * Does one item of a job, once: an edit and the item's new state are one transaction, which begins with the item's
 * row; a purchase has the item's own idempotency key. A refusal is the item's, not the job's.
 */
export async function settleItem(ctx: Context, job: ClaimedJob, item: WaitingItem): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      if (job.kind === 'purchase') await purchase(ctx, job, item);
      else if (job.kind !== 'import') await edit(ctx, { jobId: job.id, item, work: EDITS[job.kind] });
      return;
    } catch (error) {
      if (error instanceof AppError) return fail(job, item, { reason: error.message, code: error.code });
      if (attempt < TRIES) continue;
      log.error({ err: error, job: job.id, position: item.position }, 'an item of a bulk job failed');
      return fail(job, item, { reason: BROKEN, code: 'internal' });
    }
  }
}

interface Edit {
  jobId: string;
  item: WaitingItem;
  work: Work;
}

async function edit(ctx: Context, { jobId, item, work }: Edit): Promise<void> {
  await db.$transaction(
    async (tx) => {
      if (!(await isWaiting(tx, jobId, item.position))) return;
      const result = await work({ ...ctx, tx }, item);
      await settle(tx, { jobId, position: item.position, result, at: ctx.now() });
    },
    { maxWait: 10_000, timeout: 20_000 },
  );
}

async function isWaiting(tx: Transaction, jobId: string, position: number): Promise<boolean> {
  const found = await tx.$queryRaw<object[]>`
    SELECT 1 FROM bulk_items WHERE job_id = ${jobId} AND position = ${position} AND state = 'waiting' FOR UPDATE`;
  return found.length > 0;
}

interface Settled {
  jobId: string;
  position: number;
  result: Terms;
  at: Date;
}

async function settle(tx: Pick<Transaction, 'bulkItem'>, { jobId, position, result, at }: Settled): Promise<void> {
  await tx.bulkItem.updateMany({
    where: { jobId, position, state: 'waiting' },
    data: { state: 'done', result, settledAt: at },
  });
}

async function purchase(ctx: Context, job: ClaimedJob, item: WaitingItem): Promise<void> {
  const { number, position } = item;
  if ((await db.bulkItem.count({ where: { jobId: job.id, position, state: 'waiting' } })) === 0) return;
  const idempotencyKey = `${job.id}-${position}`;
  const bought = await purchaseNumber(ctx, { ...purchaseItem.parse(item.data), number, idempotencyKey });
  const { purchaseId, rentalId, pairId, fallbackRentalId, fallbackNumber } = bought;
  await db.bulkItem.updateMany({
    // Also one that was cancelled while it was being bought: what was bought is told.
    where: { jobId: job.id, position, state: { in: ['waiting', 'canceled'] } },
    data: {
      ...{ state: 'done', rentalId, settledAt: ctx.now() },
      result: { purchaseId, pairId, fallbackRentalId, fallbackNumber },
    },
  });
}

async function fail(job: ClaimedJob, { position }: WaitingItem, result: { reason: string; code: string }) {
  const { reason, code } = result;
  await db.bulkItem.updateMany({
    where: { jobId: job.id, position, state: 'waiting' },
    data: { state: 'failed', reason, result: { code }, settledAt: new Date() },
  });
}
