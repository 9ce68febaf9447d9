import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { actorId, type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { createId } from '@/lib/ids';
import { parseInput } from '@/lib/invalid-input';
import { checkAddress } from './check-address';
import { MAX_ENDPOINTS } from './rules';
import { type AddEndpointInput, addEndpointInput } from './schema';

/**
 * Adds a place the account's webhooks are sent to.
 *
 * @throws AppError forbidden, invalid_input (also a host that cannot be found, or is at a private address), conflict
 *   (the account has it already, or as many as it may).
 */
export async function addEndpoint(ctx: Context, input: AddEndpointInput): Promise<{ id: string }> {
  authorize(ctx, 'alerts.manage');
  const { url, description } = parseInput(addEndpointInput, input);
  // Before the transaction: a name service may take its time. Every delivery checks again.
  await checkAddress(new URL(url));
  return withTransaction(ctx, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM accounts WHERE id = ${ctx.accountId} FOR NO KEY UPDATE`;
    const standing = await tx.webhookEndpoint.findMany({
      where: { accountId: ctx.accountId, removedAt: null },
      select: { url: true },
    });
    if (standing.some((endpoint) => endpoint.url === url)) {
      throw new AppError('conflict', 'URL is an endpoint of this account already.', { field: 'url' });
    }
    if (standing.length >= MAX_ENDPOINTS) {
      const sentence = `An account may have ${MAX_ENDPOINTS} endpoints; remove one to add another.`;
      throw new AppError('conflict', sentence, { field: 'url' });
    }
    const id = createId('whe');
    const { accountId } = ctx;
    await tx.webhookEndpoint.create({
      data: { id, accountId, url, description, createdBy: actorId(ctx), createdAt: ctx.now() },
    });
    const entry = { action: 'webhook.add', entityType: 'webhook', entityId: id, after: { url, description } };
    await recordAudit(ctx, tx, entry);
    return { id };
  });
}
