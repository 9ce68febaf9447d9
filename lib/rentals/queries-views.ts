import 'server-only';
import { authorize } from '@/lib/auth';
import { actorId, type Context, reader } from '@/lib/context';
import type { SavedViewSummary } from './types';

const MOST_LISTED = 200;

/** The reader's own saved views and those shared in the account, by name. */
export async function listViews(ctx: Context): Promise<SavedViewSummary[]> {
  authorize(ctx, 'numbers.read');
  const userId = actorId(ctx);
  const views = await reader(ctx).savedView.findMany({
    where: { accountId: ctx.accountId, OR: [{ userId }, { isShared: true }] },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: MOST_LISTED,
  });
  return views.map((view) => ({
    id: view.id,
    name: view.name,
    query: view.query,
    isShared: view.isShared,
    isOwn: view.userId === userId,
  }));
}
