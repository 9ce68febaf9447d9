import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { type StopTrafficInput, stopTrafficInput } from './schema';

/** Stops traffic before its time; calls in progress go on. Doing it again changes nothing. */
export async function stopTraffic(ctx: Context, input: StopTrafficInput): Promise<void> {
  authorize(ctx, 'network.operate');
  const { trafficId } = parseInput(stopTrafficInput, input);
  const now = ctx.now();
  await withTransaction(ctx, async (tx) => {
    const own = { id: trafficId, accountId: ctx.accountId };
    const found = await tx.trafficGenerator.count({ where: own });
    if (found === 0) throw new AppError('not_found', 'Traffic is unknown; it may have ended.', { field: 'trafficId' });
    const { count } = await tx.trafficGenerator.updateMany({
      where: { ...own, stoppedAt: null, endsAt: { gt: now } },
      data: { stoppedAt: now },
    });
    if (count === 0) return;
    await recordAudit(ctx, tx, { action: 'traffic.stop', entityType: 'traffic', entityId: trafficId });
  });
}
