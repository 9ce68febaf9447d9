import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { createId } from '@/lib/ids';
import { parseInput } from '@/lib/invalid-input';
import { findEndpoint } from './find-endpoint';
import { type EndpointInput, endpointInput } from './schema';

/** Puts a webhook on its way that tells of nothing, to see an endpoint work. It is tried once. */
export async function sendTest(ctx: Context, input: EndpointInput): Promise<{ deliveryId: string }> {
  authorize(ctx, 'alerts.manage');
  const { endpointId } = parseInput(endpointInput, input);
  return withTransaction(ctx, async (tx) => {
    const { isEnabled } = await findEndpoint(ctx, tx, endpointId);
    if (!isEnabled) throw new AppError('conflict', 'The endpoint is disabled; enable it to send a test.');
    const { accountId } = ctx;
    const { authId } = await tx.account.findUniqueOrThrow({ where: { id: accountId }, select: { authId: true } });
    const [id, now] = [createId('whd'), ctx.now()];
    const payload = {
      ...{ Event: 'test', EventID: id, AuthID: authId, Message: 'This is a test of your webhook endpoint.' },
      ...{ URL: `${env().TWINLINE_URL}/developers/webhooks/${id}`, Time: now.toISOString() },
    };
    const due = { triesLeft: 1, nextTryAt: now, createdAt: now };
    await tx.webhookDelivery.create({ data: { id, accountId, endpointId, event: 'test', payload, ...due } });
    await recordAudit(ctx, tx, { action: 'webhook.test', entityType: 'webhook', entityId: endpointId, after: { id } });
    return { deliveryId: id };
  });
}
