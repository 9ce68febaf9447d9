import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { Prisma } from '@/lib/db';
import { displayNumber } from '@/lib/phone';
import { reasonOf } from './rules-workflows';
import type { WorkflowGroup, WorkflowKind, WorkflowSummary } from './types';

/** What one look shows; with more of them something is wrong that the list would not help with. */
const MOST_SHOWN = 200;

interface Row {
  id: string;
  kind: WorkflowKind;
  status: string;
  since: Date;
  tries: number;
  step: string | null;
  error: string | null;
  reason: string | null;
  number: string | null;
  accountId: string | null;
  accountName: string | null;
  carrierName: string | null;
}

/**
 * Durable workflows that have not ended well, with what they are about. One that was cancelled counts as long as what it
 * was setting up, or giving back, has not come to an end some other way.
 */
const WORKFLOWS = Prisma.sql`
  SELECT w.workflow_uuid AS id, w.name AS kind, w.status, to_timestamp(w.created_at / 1000.0) AS since,
         coalesce(w.recovery_attempts, 0)::int AS tries, s.function_name AS step, coalesce(w.error, s.error) AS error, NULL AS reason,
         r.number, a.id AS "accountId", a.name AS "accountName", c.name AS "carrierName"
    FROM dbos.workflow_status w
    LEFT JOIN ha_pairs p ON w.name = 'provisionPair' AND p.id = split_part(w.workflow_uuid, ':', 2)
    LEFT JOIN rentals r ON r.id = CASE WHEN w.name = 'provisionPair' THEN coalesce(p.fallback_rental_id, p.primary_rental_id)
                                       ELSE split_part(w.workflow_uuid, ':', 2) END
    LEFT JOIN accounts a ON a.id = r.account_id
    LEFT JOIN carriers c ON c.id = r.carrier_id
    LEFT JOIN LATERAL (SELECT o.function_name, o.error FROM dbos.operation_outputs o WHERE o.workflow_uuid = w.workflow_uuid
                        ORDER BY o.function_id DESC LIMIT 1) s ON true
   WHERE w.name IN ('provisionRental', 'provisionPair', 'releaseRental') AND (
         w.status IN ('ENQUEUED', 'PENDING', 'DELAYED', 'ERROR', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED')
      OR w.status = 'CANCELLED' AND CASE w.name WHEN 'provisionRental' THEN r.status = 'provisioning'
           WHEN 'provisionPair' THEN p.state IN ('reserved', 'ordered')
           ELSE EXISTS (SELECT 1 FROM carrier_orders o WHERE o.rental_id = r.id AND o.state <> 'released') END)`;

/** Pairs that no workflow works on: the worker looks for stock for them every few seconds. */
const WAITING_PAIRS = Prisma.sql`
  SELECT p.id, 'waitForStock' AS kind, 'WAITING' AS status, p.updated_at AS since, 0 AS tries, NULL AS step, NULL AS error,
         p.state_reason AS reason, r.number, a.id AS "accountId", a.name AS "accountName", c.name AS "carrierName"
    FROM ha_pairs p JOIN rentals r ON r.id = p.primary_rental_id JOIN accounts a ON a.id = p.account_id
    JOIN carriers c ON c.id = r.carrier_id WHERE p.state = 'waiting_for_stock'`;

const FAILED = Prisma.sql`('ERROR', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED', 'CANCELLED')`;

export interface WorkflowPage {
  rows: WorkflowSummary[];
  counts: Record<WorkflowGroup, number>;
}

/** For the operator: work that failed, or that waits, oldest first; at most 200 of a group are listed. */
export async function listWorkflows(ctx: Context, group: WorkflowGroup): Promise<WorkflowPage> {
  authorize(ctx, 'installation.operate');
  const all = Prisma.sql`WITH work AS (${WORKFLOWS} UNION ALL ${WAITING_PAIRS})`;
  const isFailed = Prisma.sql`status IN ${FAILED}`;
  const [counted, rows] = await Promise.all([
    reader(ctx).$queryRaw<{ failed: number; waiting: number }[]>`
      ${all} SELECT count(*) FILTER (WHERE ${isFailed})::int AS failed, count(*) FILTER (WHERE NOT ${isFailed})::int AS waiting FROM work`,
    reader(ctx).$queryRaw<Row[]>`
      ${all} SELECT * FROM work WHERE (${isFailed}) = ${group === 'failed'} ORDER BY since, id LIMIT ${MOST_SHOWN}`,
  ]);
  return { rows: rows.map(toSummary), counts: counted[0] ?? { failed: 0, waiting: 0 } };
}

function toSummary({ number, status, error, reason, ...row }: Row): WorkflowSummary {
  const isFailed = status !== 'WAITING' && status !== 'ENQUEUED' && status !== 'PENDING' && status !== 'DELAYED';
  return {
    ...row,
    status,
    number: number && displayNumber(number),
    why: reason ?? reasonOf(status, error),
    mayRetry: isFailed,
    mayCancel: row.kind !== 'waitForStock' && !(row.kind === 'releaseRental' && status === 'CANCELLED'),
  };
}
