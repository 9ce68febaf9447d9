import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { parseInput } from '@/lib/invalid-input';
import { cancelWaiting } from './cancel-waiting';
import { findEndpoint } from './find-endpoint';
import { type EndpointInput, endpointInput } from './schema';

/** Removes an endpoint; its delivery log stays, what waits for it is cancelled. */
export async function removeEndpoint(ctx: Context, input: EndpointInput): Promise<void> {
  authorize(ctx, 'alerts.manage');
  const { endpointId } = parseInput(endpointInput, input);
  await withTransaction(ctx, async (tx) => {
    const { url } = await findEndpoint(ctx, tx, endpointId);
    await tx.webhookEndpoint.update({ where: { id: endpointId }, data: { removedAt: ctx.now() } });
    await cancelWaiting(tx, endpointId, ctx.now());
    const entry = { action: 'webhook.remove', entityType: 'webhook', entityId: endpointId, before: { url } };
    await recordAudit(ctx, tx, entry);
  });
}
