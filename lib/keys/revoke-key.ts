import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { revokeKeyInput } from './schema';

/** Makes a key worthless from the next request on. */
export async function revokeKey(ctx: Context, input: unknown): Promise<void> {
  authorize(ctx, 'keys.manage');
  const { keyId } = parseInput(revokeKeyInput, input);
  await withTransaction(ctx, async (tx) => {
    const [revoked] = await tx.apiKey.updateManyAndReturn({
      where: { id: keyId, accountId: ctx.accountId, revokedAt: null },
      data: { revokedAt: ctx.now() },
      select: { name: true, prefix: true },
    });
    if (!revoked) throw new AppError('not_found', 'This key was revoked already.');
    await recordAudit(ctx, tx, { action: 'key.revoke', entityType: 'key', entityId: keyId, before: revoked });
  });
}
