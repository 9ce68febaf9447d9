import 'server-only';
import type { Transaction } from '@/lib/db';

/** Cancels every delivery that waits for an endpoint; one that is just being sent is not noted any more. */
export async function cancelWaiting(tx: Transaction, endpointId: string, now: Date): Promise<number> {
  const { count } = await tx.webhookDelivery.updateMany({
    where: { endpointId, state: 'pending' },
    data: { state: 'canceled', finishedAt: now },
  });
  return count;
}
