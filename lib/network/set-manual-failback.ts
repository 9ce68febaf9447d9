import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { recordPairEvent } from './record-pair-event';
import { type SetManualFailbackInput, setManualFailbackInput } from './schema';

/** Whether calls return from a fallback number to the primary only when the customer says so. */
export async function setManualFailback(ctx: Context, input: SetManualFailbackInput): Promise<void> {
  authorize(ctx, 'ha.update');
  const { pairId, manual } = parseInput(setManualFailbackInput, input);
  await withTransaction(ctx, async (tx) => {
    const [pair] = await tx.$queryRaw<{ manual_failback: boolean }[]>`
      SELECT manual_failback FROM ha_pairs
       WHERE id = ${pairId} AND account_id = ${ctx.accountId} AND state <> 'off' FOR UPDATE`;
    if (!pair) throw new AppError('not_found', 'Pair is unknown; choose one of your pairs.', { field: 'pairId' });
    await tx.haPair.update({ where: { id: pairId }, data: { manualFailback: manual }, select: { id: true } });
    if (pair.manual_failback === manual) return;
    const told = manual
      ? 'From now on calls return to the primary number only by hand.'
      : 'From now on calls return to the primary number by themselves.';
    await recordPairEvent(tx, { pairId, at: ctx.now(), told });
    await recordAudit(ctx, tx, {
      action: 'pair.update',
      entityType: 'pair',
      entityId: pairId,
      before: { manualFailback: pair.manual_failback },
      after: { manualFailback: manual },
    });
  });
}
