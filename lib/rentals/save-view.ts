import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { actorId, type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { createId } from '@/lib/ids';
import { parseInput } from '@/lib/invalid-input';
import { MOST_VIEWS } from './rules';
import { type SaveViewInput, saveViewInput } from './schema';

/** Keeps search and filters of Active Numbers under a name, for the person or everybody of the account. The same name again replaces it. */
export async function saveView(ctx: Context, input: SaveViewInput): Promise<{ viewId: string }> {
  authorize(ctx, 'numbers.read');
  const { name, query, isShared } = parseInput(saveViewInput, input);
  if (ctx.actor.type !== 'user') throw new AppError('forbidden', 'Only a person can save a view.');
  const owner = { accountId: ctx.accountId, userId: actorId(ctx) };
  return withTransaction(ctx, async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`views:${ctx.accountId}:${owner.userId}`}, 0))`;
    const before = await tx.savedView.findUnique({ where: { accountId_userId_name: { ...owner, name } } });
    if (!before && (await tx.savedView.count({ where: owner })) >= MOST_VIEWS)
      throw new AppError('conflict', `At most ${MOST_VIEWS} views are kept; remove one first.`, { field: 'name' });
    const view = await tx.savedView.upsert({
      where: { accountId_userId_name: { ...owner, name } },
      create: { id: createId('viw'), ...owner, name, query, isShared, createdAt: ctx.now() },
      update: { query, isShared },
    });
    await recordAudit(ctx, tx, {
      action: 'view.save',
      entityType: 'view',
      entityId: view.id,
      ...(before && { before: { name, query: before.query, isShared: before.isShared } }),
      after: { name, query, isShared },
    });
    return { viewId: view.id };
  });
}
