import 'server-only';
import { db } from '@/lib/db';
import type { WebhookParameters } from './compose-signature';

/** A claimed delivery that was not finished by then (its worker was killed) is claimed again, ms. */
const CLAIM_MS = 30_000;

export interface ClaimedDelivery {
  id: string;
  accountId: string;
  /** The endpoint. */
  target: string;
  url: string;
  payload: WebhookParameters;
  /** Tells this claim from later ones. */
  claim: number;
}

interface ClaimOptions {
  now: Date;
  /** The most to claim. */
  limit: number;
  /** Endpoints that are being sent to as much as they may be. */
  busy: readonly string[];
  /** The most of one endpoint: a slow one holds up only its own. */
  perEndpoint: number;
}

/** Takes deliveries that are due, oldest first at each endpoint; no two workers get the same. */
export async function claimDeliveries({ now, limit, busy, perEndpoint }: ClaimOptions): Promise<ClaimedDelivery[]> {
  const until = new Date(now.getTime() + CLAIM_MS);
  return db.$queryRaw<ClaimedDelivery[]>`
    WITH due AS (
      SELECT d.id, e.url FROM webhook_endpoints e CROSS JOIN LATERAL (
        SELECT w.id FROM webhook_deliveries w
         WHERE w.endpoint_id = e.id AND w.state = 'pending' AND w.next_try_at <= ${now}::timestamptz
         ORDER BY w.next_try_at LIMIT ${perEndpoint} FOR UPDATE SKIP LOCKED) d
       WHERE e.is_enabled AND e.removed_at IS NULL AND NOT e.id = ANY(${[...busy]}::text[])
       LIMIT ${limit}
    )
    UPDATE webhook_deliveries w SET claim = w.claim + 1, next_try_at = ${until}::timestamptz
      FROM due WHERE w.id = due.id
    RETURNING w.id, w.account_id AS "accountId", w.endpoint_id AS target, due.url, w.payload, w.claim`;
}
