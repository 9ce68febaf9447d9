import 'server-only';
import { rolesWith } from '@/lib/auth';
import type { Transaction } from '@/lib/db';
import { env } from '@/lib/env';
import { ACCOUNT_CHANNEL } from '@/lib/events';
import { createId } from '@/lib/ids';
import { SEND_TRIES } from '@/lib/outbox';
import { MONEY_KINDS, QUIET_KINDS } from './rules';
import type { AlertKind } from './types';

/** What a webhook says besides the sentence: names in the wire's style (`CarrierName`), texts as values. */
export type AlertData = Readonly<Record<string, string>>;

export interface NewAlert {
  accountId: string;
  kind: AlertKind;
  /**
   * What it is about, and which time of several: an incident's id, a rental and the day its rent was due. A second
   * alert of the account, kind and subject is not written.
   */
  subject: string;
  /** What happened, for a person, in full. */
  sentence: string;
  /** Path of the console's page about it, such as /billing. */
  link: string;
  data?: AlertData;
  at?: Date;
}

/**
 * Tells accounts that something happened, in the transaction that writes what it is about: a notice where the
 * account's rule wants one, a webhook to each of its enabled endpoints, an e-mail to members who chose it, and a hint to its open pages at commit. One
 * statement, however many accounts. Returns how many alerts were new.
 */
export async function raiseAlerts(tx: Transaction, alerts: readonly NewAlert[]): Promise<number> {
  if (alerts.length === 0) return 0;
  const origin = env().TWINLINE_URL;
  const at = (alert: NewAlert) => alert.at ?? new Date();
  const column = (value: (alert: NewAlert) => string) => alerts.map(value);
  const rows = await tx.$queryRaw<{ told: number }[]>`
    WITH given AS (
      SELECT * FROM unnest(${column(() => createId('alr'))}::text[], ${column(({ accountId }) => accountId)}::text[],
        ${column(({ kind }) => kind)}::text[]::"AlertKind"[], ${column(({ subject }) => subject)}::text[],
        ${column(({ sentence }) => sentence)}::text[], ${column(({ link }) => link)}::text[],
        ${column(({ data = {} }) => JSON.stringify(data))}::text[]::jsonb[],
        ${column((alert) => at(alert).toISOString())}::text[]::timestamptz[]) AS g(id, account_id, kind, subject, sentence, link, data, at)
    ), raised AS (
      INSERT INTO alerts (id, account_id, kind, subject, sentence, link, data, in_app, created_at)
      SELECT g.id, g.account_id, g.kind, g.subject, g.sentence, g.link, g.data, COALESCE(r.in_app, NOT g.kind::text = ANY(${[...QUIET_KINDS]}::text[])), g.at
        FROM given g LEFT JOIN alert_rules r ON r.account_id = g.account_id AND r.kind = g.kind
      ON CONFLICT (account_id, kind, subject) DO NOTHING
      RETURNING *
    ), queued AS (
      INSERT INTO webhook_deliveries (id, account_id, endpoint_id, alert_id, event, payload, tries_left, next_try_at, created_at)
      SELECT 'whd_' || substr(a.id, 5) || to_char(row_number() OVER (PARTITION BY a.id ORDER BY e.id), 'FM00'),
             a.account_id, e.id, a.id, a.kind::text,
             a.data || jsonb_build_object('Event', a.kind::text, 'EventID', a.id, 'AuthID', account.auth_id, 'Message', a.sentence,
               'URL', ${origin}::text || a.link, 'Time', to_char(a.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
             ${SEND_TRIES}, LEAST(a.created_at, now()), a.created_at
        FROM raised a
        JOIN accounts account ON account.id = a.account_id
        JOIN webhook_endpoints e ON e.account_id = a.account_id AND e.is_enabled AND e.removed_at IS NULL
        LEFT JOIN alert_rules r ON r.account_id = a.account_id AND r.kind = a.kind
       WHERE a.kind <> 'webhook_failed' AND COALESCE(r.webhooks, NOT a.kind::text = ANY(${[...QUIET_KINDS]}::text[]))
    ), mailed AS (
      INSERT INTO mails (id, account_id, address, alert_id, tries_left, next_try_at, created_at)
      SELECT 'eml_' || substr(a.id, 5) || to_char(row_number() OVER (PARTITION BY a.id ORDER BY u.id), 'FM0000'),
             a.account_id, u.email, a.id, ${SEND_TRIES}, LEAST(a.created_at, now()), a.created_at
        FROM raised a
        JOIN alert_mail_choices c ON c.account_id = a.account_id AND c.kind = a.kind
        JOIN memberships m ON m.account_id = c.account_id AND m.user_id = c.user_id
        JOIN users u ON u.id = c.user_id
       WHERE ${env().SMTP_URL !== undefined}
         AND (NOT a.kind::text = ANY(${[...MONEY_KINDS]}::text[]) OR m.role::text = ANY(${rolesWith('billing.read')}::text[]))
    ), told AS MATERIALIZED (
      SELECT pg_notify(${ACCOUNT_CHANNEL}, json_build_object('accountId', account_id, 'topic', 'notices')::text) FROM raised
    )
    SELECT count(*)::int AS told FROM told`;
  return rows[0]?.told ?? 0;
}

/** `raiseAlerts` for one. Returns whether it was new. */
export async function raiseAlert(tx: Transaction, alert: NewAlert): Promise<boolean> {
  return (await raiseAlerts(tx, [alert])) === 1;
}
