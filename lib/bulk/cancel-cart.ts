import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import type { Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { giveUpReservation } from '@/lib/provisioning';
import { type JobInput, jobInput } from './schema';

/** Gives the reserved numbers of a review back; a purchase that was confirmed stays. */
export async function cancelCart(ctx: Context, input: JobInput): Promise<void> {
  authorize(ctx, 'numbers.buy');
  const { jobId } = parseInput(jobInput, input);
  await withTransaction(ctx, async (tx) => {
    const [job] = await tx.$queryRaw<{ state: string }[]>`
      SELECT state::text AS state FROM bulk_jobs
       WHERE id = ${jobId} AND account_id = ${ctx.accountId} AND kind = 'purchase' FOR UPDATE`;
    if (!job) return;
    if (job.state !== 'draft') throw new AppError('conflict', 'These numbers are being bought already.');
    await dropDraft(ctx, tx, jobId);
  });
}

/** Gives up what earlier reviews of several hold, other than the one that is to stay: an account has one at a time. */
export async function dropDrafts(ctx: Context, keptId: string): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const drafts = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM bulk_jobs WHERE account_id = ${ctx.accountId} AND kind = 'purchase' AND state = 'draft' AND id <> ${keptId}
       FOR UPDATE`;
    for (const { id } of drafts) await dropDraft(ctx, tx, id);
  });
}

async function dropDraft(ctx: Context, tx: Transaction, jobId: string): Promise<void> {
  const held = await tx.$queryRaw<{ id: string }[]>`
    SELECT v.id FROM bulk_items i JOIN reservations v ON v.id = i.data->>'reservationId'
     WHERE i.job_id = ${jobId} AND v.account_id = ${ctx.accountId} AND v.state = 'held' ORDER BY v.id`;
  for (const { id } of held) await giveUpReservation(tx, id, 'cancelled');
  await tx.bulkJob.delete({ where: { id: jobId } });
  await recordAudit(ctx, tx, {
    action: 'bulk.drop',
    entityType: 'bulk_job',
    entityId: jobId,
    after: { givenUp: held.length },
  });
}
