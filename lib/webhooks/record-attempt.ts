import 'server-only';
import { raiseAlert } from '@/lib/alerts';
import { db, type Transaction } from '@/lib/db';
import { outcomeOf, SEND_TRIES } from '@/lib/outbox';
import type { ClaimedDelivery } from './claim-deliveries';
import type { WebhookAnswer } from './post-webhook';

export interface Attempt extends WebhookAnswer {
  startedAt: Date;
  durationMs: number;
}

interface Open {
  tries_left: number;
  event: string;
  attempts: number;
}

/**
 * Writes what came of an attempt: delivered, due again later, or given up, which the account is told once for each
 * stretch in which the endpoint took nothing. False, with nothing written, when the delivery was meanwhile claimed
 * by another worker, cancelled or sent again by hand.
 */
export async function recordAttempt(delivery: ClaimedDelivery, attempt: Attempt, now: Date): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const [open] = await tx.$queryRaw<Open[]>`
      SELECT tries_left, event, (SELECT count(*)::int FROM webhook_attempts WHERE delivery_id = d.id) AS attempts
        FROM webhook_deliveries d WHERE id = ${delivery.id} AND claim = ${delivery.claim} AND state = 'pending' FOR UPDATE`;
    if (!open) return false;
    const { startedAt, durationMs, status, error } = attempt;
    await tx.webhookAttempt.create({
      data: { deliveryId: delivery.id, position: open.attempts + 1, startedAt, durationMs, status, error },
    });
    await tx.webhookDelivery.update({
      where: { id: delivery.id },
      data: outcomeOf(open.tries_left, error === null, now),
    });
    if (error === null) {
      await tx.webhookEndpoint.update({ where: { id: delivery.target }, data: { lastDeliveredAt: now } });
    } else if (open.tries_left <= 1 && open.event !== 'test') {
      await tellGivenUp(tx, delivery, { error, at: now });
    }
    return true;
  });
}

async function tellGivenUp(tx: Transaction, delivery: ClaimedDelivery, { error, at }: { error: string; at: Date }) {
  const { accountId, target: endpointId, url } = delivery;
  const endpoint = await tx.webhookEndpoint.findUniqueOrThrow({
    where: { id: endpointId },
    select: { lastDeliveredAt: true },
  });
  const since = endpoint.lastDeliveredAt?.toISOString() ?? 'the beginning';
  await raiseAlert(tx, {
    ...{ accountId, kind: 'webhook_failed', subject: `${endpointId} since ${since}`, at },
    sentence: `Webhooks to ${new URL(url).host} were given up after ${SEND_TRIES} attempts. ${error} They can be sent again from the delivery log.`,
    link: `/developers/webhooks/${delivery.id}`,
  });
}
