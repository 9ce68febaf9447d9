import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { actorId, type Context, withTransaction } from '@/lib/context';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { recordPairEvent } from './record-pair-event';
import { type ReleaseOverrideInput, releaseOverrideInput } from './schema';

function unknown(): AppError {
  return new AppError('not_found', 'Override is unknown; it may have ended.', { field: 'overrideId' });
}

/** The override as far as the caller may touch it: those of pairs are their account's, the rest the operator's. */
async function findOwn(ctx: Context, overrideId: string) {
  const found = await db.routeOverride.findUnique({ where: { id: overrideId } });
  authorize(ctx, found?.targetKind === 'pair' ? 'ha.update' : 'network.operate');
  if (!found || (found.targetKind === 'pair' && found.accountId !== ctx.accountId)) throw unknown();
  return found;
}

/** Ends an override before its time, or calls planned works off. Doing it again changes nothing. */
export async function releaseOverride(ctx: Context, input: ReleaseOverrideInput): Promise<void> {
  const { overrideId } = parseInput(releaseOverrideInput, input);
  const { targetKind, targetId, reason } = await findOwn(ctx, overrideId);
  const now = ctx.now();
  await withTransaction(ctx, async (tx) => {
    const { count } = await tx.routeOverride.updateMany({
      where: { id: overrideId, releasedAt: null, endsAt: { gt: now } },
      data: { releasedAt: now, releasedBy: actorId(ctx) },
    });
    if (count === 0) return;
    if (targetKind === 'pair')
      await recordPairEvent(tx, {
        pairId: targetId,
        at: now,
        told: 'Released: calls go by the carriers’ health again.',
      });
    await recordAudit(ctx, tx, {
      action: `${targetKind}.release`,
      entityType: targetKind,
      entityId: targetId,
      after: { overrideId, reason },
    });
  });
}
