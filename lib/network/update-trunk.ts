import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import type { Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { type UpdateTrunkInput, updateTrunkInput } from './schema';

/** Numbers tied to a carrier leave by its trunks alone: the last one in use stays while there are any. */
async function refuseLast(tx: Transaction, trunk: { id: number; slug: string; carrierId: number }): Promise<void> {
  const others = await tx.trunk.count({
    where: { carrierId: trunk.carrierId, isEnabled: true, id: { not: trunk.id } },
  });
  if (others > 0) return;
  const numbers = await tx.rental.count({
    where: { carrierId: trunk.carrierId, status: { in: ['active', 'past_due'] } },
  });
  if (numbers === 0) return;
  throw new AppError(
    'conflict',
    `${trunk.slug} is its carrier's only trunk in use, and ${numbers === 1 ? '1 number leaves' : `${numbers} numbers leave`} by it: drain it instead.`,
    { field: 'isEnabled' },
  );
}

/** Changes a trunk's limits and record; what is left out stays. Calls in progress are not touched. */
export async function updateTrunk(ctx: Context, input: UpdateTrunkInput): Promise<void> {
  authorize(ctx, 'network.operate');
  const { trunk: slug, ...changes } = parseInput(updateTrunkInput, input);
  await withTransaction(ctx, async (tx) => {
    await tx.$queryRaw`SELECT id FROM trunks WHERE slug = ${slug} FOR UPDATE`;
    const before = await tx.trunk.findUnique({ where: { slug } });
    if (!before) throw new AppError('not_found', 'Trunk is unknown; choose one of the list.', { field: 'trunk' });
    if (changes.isEnabled === false && before.isEnabled) await refuseLast(tx, before);
    const data = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    const after = await tx.trunk.update({ where: { slug }, data });
    await recordAudit(ctx, tx, { action: 'trunk.update', entityType: 'trunk', entityId: slug, before, after });
  });
}
