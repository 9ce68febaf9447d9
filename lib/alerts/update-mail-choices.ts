import 'server-only';
import { recordAudit } from '@/lib/audit';
import { actingUserId, authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { parseInput } from '@/lib/invalid-input';
import { getMailChoices } from './queries';
import { type UpdateMailChoicesInput, updateMailChoicesInput } from './schema';
import type { RuledKind } from './types';

/** Says of which alerts of the account the caller wants e-mail; of others none. Kinds not open to the caller are left out. */
export async function updateMailChoices(ctx: Context, input: UpdateMailChoicesInput): Promise<RuledKind[]> {
  authorize(ctx, 'numbers.read');
  const userId = actingUserId(ctx);
  const { accountId } = ctx;
  const wanted = parseInput(updateMailChoicesInput, input).kinds;
  return withTransaction(ctx, async (tx) => {
    // Two saves at once: the later one's word counts as a whole.
    await tx.$queryRaw`SELECT 1 FROM memberships WHERE user_id = ${userId} AND account_id = ${accountId} FOR NO KEY UPDATE`;
    const { kinds: open, chosen: before } = await getMailChoices({ ...ctx, tx });
    const kinds = wanted.filter((kind) => open.includes(kind));
    await tx.alertMailChoice.deleteMany({ where: { accountId, userId } });
    await tx.alertMailChoice.createMany({ data: kinds.map((kind) => ({ accountId, userId, kind })) });
    const { chosen: after } = await getMailChoices({ ...ctx, tx });
    await recordAudit(ctx, tx, {
      action: 'alerts.update_mail',
      entityType: 'user',
      entityId: userId,
      before: { kinds: before },
      after: { kinds: after },
    });
    return after;
  });
}
