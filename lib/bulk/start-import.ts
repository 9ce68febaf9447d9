import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { actorId, type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { type JobInput, jobInput } from './schema';
import { refuseTooMany } from './start-edit';

/** Brings in the rows of a file that its dry run found right. Pressed twice, it is the same import. */
export async function startImport(ctx: Context, input: JobInput): Promise<{ jobId: string }> {
  authorize(ctx, 'numbers.import');
  const { jobId } = parseInput(jobInput, input);
  return withTransaction(ctx, async (tx) => {
    const [job] = await tx.$queryRaw<{ state: string }[]>`
      SELECT state::text AS state FROM bulk_jobs
       WHERE id = ${jobId} AND account_id = ${ctx.accountId} AND kind = 'import' FOR UPDATE`;
    if (!job) throw new AppError('not_found', 'There is no such file any more; upload it again.', { field: 'jobId' });
    if (job.state !== 'draft') return { jobId };
    const waiting = await tx.bulkItem.count({ where: { jobId, state: 'waiting' } });
    if (waiting === 0) throw new AppError('conflict', 'No row of this file can be imported; put it right first.');
    await refuseTooMany(ctx, tx);
    await tx.bulkJob.update({
      where: { id: jobId },
      data: {
        ...{ state: 'queued', expiresAt: null, createdAt: ctx.now() },
        ...{ actorType: ctx.actor.type, actorId: actorId(ctx), requestId: ctx.requestId },
      },
    });
    await recordAudit(ctx, tx, {
      action: 'bulk.start',
      entityType: 'bulk_job',
      entityId: jobId,
      after: { kind: 'import', numbers: waiting },
    });
    return { jobId };
  });
}
