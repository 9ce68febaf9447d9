import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { type EndFaultInput, endFaultInput } from './schema';

/** Mends a sandbox trunk before the fault's time. Doing it again changes nothing. */
export async function endFault(ctx: Context, input: EndFaultInput): Promise<void> {
  authorize(ctx, 'network.operate');
  const { faultId } = parseInput(endFaultInput, input);
  const now = ctx.now();
  await withTransaction(ctx, async (tx) => {
    const fault = await tx.sandboxFault.findUnique({
      where: { id: faultId },
      select: { fault: true, trunk: { select: { slug: true } } },
    });
    if (!fault) throw new AppError('not_found', 'Fault is unknown; it may have ended.', { field: 'faultId' });
    const { count } = await tx.sandboxFault.updateMany({
      where: { id: faultId, endedAt: null, endsAt: { gt: now } },
      data: { endedAt: now },
    });
    if (count === 0) return;
    await recordAudit(ctx, tx, {
      action: 'trunk.mend',
      entityType: 'trunk',
      entityId: fault.trunk.slug,
      after: { faultId, fault: fault.fault },
    });
  });
}
