import 'server-only';
import { db } from '@/lib/db';
import type { ClaimedMail } from './types';

/** A claimed mail that was not finished by then (its worker was killed) is claimed again, ms. */
const CLAIM_MS = 90_000;

interface ClaimOptions {
  now: Date;
  limit: number;
  /** Addresses that are being sent to as much as they may be. */
  busy: readonly string[];
}

/** Takes mails that are due, oldest first; no two workers get the same. */
export async function claimMails({ now, limit, busy }: ClaimOptions): Promise<ClaimedMail[]> {
  const until = new Date(now.getTime() + CLAIM_MS);
  return db.$queryRaw<ClaimedMail[]>`
    UPDATE mails m SET claim = m.claim + 1, next_try_at = ${until}::timestamptz
      FROM (SELECT id FROM mails WHERE state = 'pending' AND next_try_at <= ${now}::timestamptz AND NOT address = ANY(${[...busy]}::text[])
             ORDER BY next_try_at LIMIT ${limit} FOR UPDATE SKIP LOCKED) due
     WHERE m.id = due.id
    RETURNING m.id, m.account_id AS "accountId", m.address AS target, m.alert_id AS "alertId", m.invitation_id AS "invitationId",
              m.link_sealed AS "linkSealed", m.tries_left AS "triesLeft", m.claim`;
}
