import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { PERMISSIONS } from './rules-permissions';
import { type JobInput, jobInput } from './schema';

/** Ends a job that waits or runs: what is done stays done, the rest is left as it is. */
export async function cancelJob(ctx: Context, input: JobInput): Promise<void> {
  authorize(ctx, 'numbers.read');
  const { jobId } = parseInput(jobInput, input);
  await withTransaction(ctx, async (tx) => {
    const [job] = await tx.$queryRaw<{ state: string; kind: keyof typeof PERMISSIONS }[]>`
      SELECT state::text AS state, kind::text AS kind FROM bulk_jobs
       WHERE id = ${jobId} AND account_id = ${ctx.accountId} FOR UPDATE`;
    if (!job) throw new AppError('not_found', 'Job is unknown; choose one from the list.', { field: 'jobId' });
    authorize(ctx, PERMISSIONS[job.kind]);
    if (job.state !== 'queued' && job.state !== 'running')
      throw new AppError('conflict', 'This job has ended already; there is nothing to cancel.');
    const now = ctx.now();
    await tx.bulkJob.update({
      where: { id: jobId },
      data: { state: 'canceled', finishedAt: now, workerId: null },
    });
    const { count } = await tx.bulkItem.updateMany({
      where: { jobId, state: 'waiting' },
      data: { state: 'canceled', settledAt: now },
    });
    await tx.$executeRaw`
      UPDATE bulk_jobs SET settled = (SELECT count(*) FROM bulk_items WHERE job_id = ${jobId}) WHERE id = ${jobId}`;
    await recordAudit(ctx, tx, {
      action: 'bulk.cancel',
      entityType: 'bulk_job',
      entityId: jobId,
      after: { state: 'canceled', left: count },
    });
  });
}
