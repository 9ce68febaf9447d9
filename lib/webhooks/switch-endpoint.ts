import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { parseInput } from '@/lib/invalid-input';
import { cancelWaiting } from './cancel-waiting';
import { findEndpoint } from './find-endpoint';
import { type SwitchEndpointInput, switchEndpointInput } from './schema';

/** Enables or disables an endpoint. What waits for a disabled one is cancelled: nobody wants last week's failover. */
export async function switchEndpoint(ctx: Context, input: SwitchEndpointInput): Promise<void> {
  authorize(ctx, 'alerts.manage');
  const { endpointId, isEnabled } = parseInput(switchEndpointInput, input);
  await withTransaction(ctx, async (tx) => {
    const before = await findEndpoint(ctx, tx, endpointId);
    if (before.isEnabled === isEnabled) return;
    await tx.webhookEndpoint.update({ where: { id: endpointId }, data: { isEnabled } });
    if (!isEnabled) await cancelWaiting(tx, endpointId, ctx.now());
    await recordAudit(ctx, tx, {
      ...{ action: isEnabled ? 'webhook.enable' : 'webhook.disable', entityType: 'webhook', entityId: endpointId },
      before: { isEnabled: before.isEnabled },
      after: { isEnabled },
    });
  });
}
