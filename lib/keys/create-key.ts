import 'server-only';
import { recordAudit } from '@/lib/audit';
import { actingUserId, authorize, grantableScopes } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { createId } from '@/lib/ids';
import { parseInput } from '@/lib/invalid-input';
import { daysOf } from './format';
import { createSecret, MOST_KEYS } from './rules';
import { createKeyInput } from './schema';

const DAY_MS = 86_400_000;

export interface CreatedKey {
  keyId: string;
  name: string;
  /** Shown once; only its hash is kept. */
  secret: string;
}

/** Makes an API key, which may do nothing that whoever makes it may not do. */
export async function createKey(ctx: Context, input: unknown): Promise<CreatedKey> {
  authorize(ctx, 'keys.manage');
  const { name, scopes, lifetime } = parseInput(createKeyInput, input);
  const grantable = grantableScopes(ctx);
  const beyond = scopes.find((scope) => !grantable.includes(scope));
  if (beyond) throw new AppError('forbidden', `You may not give the scope ${beyond}: your role does not have it.`);
  const { secret, prefix, hash } = createSecret();
  const now = ctx.now();
  const days = daysOf(lifetime);
  const expiresAt = days === null ? null : new Date(now.getTime() + days * DAY_MS);
  const keyId = createId('key');
  const { accountId } = ctx;
  await withTransaction(ctx, async (tx) => {
    // Keys of an account are made one after the other, so that the limit holds.
    await tx.$executeRaw`SELECT 1 FROM accounts WHERE id = ${accountId} FOR NO KEY UPDATE`;
    const existing = await tx.apiKey.count({ where: { accountId, revokedAt: null } });
    if (existing >= MOST_KEYS)
      throw new AppError('conflict', `An account has at most ${MOST_KEYS} keys. Revoke one that is not used.`);
    const key = { name, scopes, prefix, expiresAt };
    await tx.apiKey.create({
      data: { ...key, id: keyId, accountId, secretHash: hash, createdBy: actingUserId(ctx), createdAt: now },
      select: { id: true },
    });
    await recordAudit(ctx, tx, { action: 'key.create', entityType: 'key', entityId: keyId, after: key });
  });
  return { keyId, name, secret };
}
