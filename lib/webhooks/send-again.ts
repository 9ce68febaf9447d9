import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { SEND_TRIES } from '@/lib/outbox';
import { findEndpoint } from './find-endpoint';
import { type DeliveryInput, deliveryInput } from './schema';

/**
 * Sends a delivery once more and at once, with as many attempts as a new one; its earlier ones stay in the log. The
 * receiver knows it by its EventID.
 */
export async function sendAgain(ctx: Context, input: DeliveryInput): Promise<void> {
  authorize(ctx, 'alerts.manage');
  const { deliveryId } = parseInput(deliveryInput, input);
  await withTransaction(ctx, async (tx) => {
    const delivery = await tx.webhookDelivery.findFirst({
      where: { id: deliveryId, accountId: ctx.accountId },
      select: { endpointId: true, state: true, event: true },
    });
    if (!delivery) throw new AppError('not_found', 'This delivery is not in the log any more.');
    const { isEnabled } = await findEndpoint(ctx, tx, delivery.endpointId);
    if (!isEnabled) throw new AppError('conflict', 'The endpoint is disabled; enable it to send webhooks to it.');
    await tx.webhookDelivery.update({
      where: { id: deliveryId },
      data: {
        ...{ state: 'pending', finishedAt: null, nextTryAt: ctx.now() },
        triesLeft: delivery.event === 'test' ? 1 : SEND_TRIES,
        // What another worker may just be doing with it counts no more.
        claim: { increment: 1 },
      },
    });
    await recordAudit(ctx, tx, {
      ...{ action: 'webhook.send_again', entityType: 'delivery', entityId: deliveryId },
      before: { state: delivery.state, sentAgainAt: null },
      after: { state: 'pending', sentAgainAt: ctx.now() },
    });
  });
}
