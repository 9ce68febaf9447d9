import 'server-only';
import { db } from '@/lib/db';

/** How long the delivery log goes back. */
const KEPT_DAYS = 30;
/** Rows removed by one statement. */
const BATCH = 5_000;

/**
 * Worker job: forgets finished deliveries of long ago, and cancels what was written for an endpoint in the very moment
 * it was disabled or removed. Returns how many it forgot.
 */
export async function expireDeliveries(now: Date): Promise<number> {
  await db.$executeRaw`
    UPDATE webhook_deliveries d SET state = 'canceled', finished_at = ${now}::timestamptz
      FROM webhook_endpoints e
     WHERE e.id = d.endpoint_id AND d.state = 'pending' AND (NOT e.is_enabled OR e.removed_at IS NOT NULL)`;
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
  return db.$executeRaw`
    DELETE FROM webhook_deliveries WHERE id IN (
      SELECT id FROM webhook_deliveries WHERE finished_at < ${before}::timestamptz LIMIT ${BATCH})`;
}
