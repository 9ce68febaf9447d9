import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { actorId, type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { type ViewInput, viewInput } from './schema';

/** Forgets a saved view; whoever saved it may. */
export async function removeView(ctx: Context, input: ViewInput): Promise<void> {
  authorize(ctx, 'numbers.read');
  const { viewId } = parseInput(viewInput, input);
  await withTransaction(ctx, async (tx) => {
    const own = { id: viewId, accountId: ctx.accountId, userId: actorId(ctx) };
    const view = await tx.savedView.findFirst({ where: own, select: { name: true } });
    if (!view) throw new AppError('not_found', 'View is unknown; choose one of your own.', { field: 'viewId' });
    await tx.savedView.delete({ where: { id: viewId } });
    await recordAudit(ctx, tx, { action: 'view.remove', entityType: 'view', entityId: viewId, before: view });
  });
}
