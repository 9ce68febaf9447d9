import 'server-only';
import { recordAudit } from '@/lib/audit';
import { actingUserId } from '@/lib/auth/acting-user';
import { updateProfileInput } from '@/lib/auth/schema';
import { type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';

interface Profile {
  name: string;
  timeZone: string | null;
}

const columns = { name: true, timeZone: true } as const;

/** Changes the caller's own name, and the zone in which they read and type times. */
export async function updateProfile(ctx: Context, input: unknown): Promise<Profile> {
  const userId = actingUserId(ctx);
  const { name, timeZone } = parseInput(updateProfileInput, input);
  const data = { name, ...(timeZone !== undefined && { timeZone }) };
  return withTransaction(ctx, async (tx) => {
    const before = await tx.user.findUnique({ where: { id: userId }, select: columns });
    if (!before) throw new AppError('unauthenticated', 'Your user no longer exists. Sign in again.');
    const after = await tx.user.update({ where: { id: userId }, data, select: columns });
    await recordAudit(ctx, tx, { action: 'user.update', entityType: 'user', entityId: userId, before, after });
    return after;
  });
}
