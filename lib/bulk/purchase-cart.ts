import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { actorId, type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { RESERVATION_MINUTES } from '@/lib/provisioning';
import { type JobInput, jobInput } from './schema';
import { refuseTooMany } from './start-edit';

/**
 * Buys what was reviewed: the worker runs the single purchase for each number, in their order, with the number's own
 * reservation. Pressed twice, it is the same purchase. Numbers whose reservation has ended are told as such; what the
 * balance does not cover any more is not bought, and what is bought is held and charged exactly as a single number is.
 */
export async function purchaseCart(ctx: Context, input: JobInput): Promise<{ jobId: string }> {
  authorize(ctx, 'numbers.buy');
  const { jobId } = parseInput(jobInput, input);
  return withTransaction(ctx, async (tx) => {
    const [job] = await tx.$queryRaw<{ state: string }[]>`
      SELECT state::text AS state FROM bulk_jobs
       WHERE id = ${jobId} AND account_id = ${ctx.accountId} AND kind = 'purchase' FOR UPDATE`;
    if (!job) throw new AppError('not_found', 'There is no such review; choose the numbers again.', { field: 'jobId' });
    if (job.state !== 'draft') return { jobId };
    await refuseTooMany(ctx, tx);
    // Confirmed, they are kept until the worker is there, however many are before them.
    const until = new Date(ctx.now().getTime() + RESERVATION_MINUTES * 60_000);
    const kept = await tx.$executeRaw`
      UPDATE reservations v SET expires_at = ${until} FROM bulk_items i
       WHERE i.job_id = ${jobId} AND v.id = i.data->>'reservationId' AND v.account_id = ${ctx.accountId}
         AND v.state = 'held' AND v.expires_at > ${ctx.now()}`;
    if (kept === 0)
      throw new AppError('reservation_expired', 'The reservations have ended; nothing was bought: choose again.');
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
      after: { kind: 'purchase', numbers: kept },
    });
    return { jobId };
  });
}
