import 'server-only';
import { asAccountId } from '@/lib/context';
import { db } from '@/lib/db';
import { notifyAccount } from '@/lib/events';
import { settleJob } from './settle-job';
import type { BulkKind, ClaimedJob, Terms } from './types';

/** A job whose worker was silent for this long is taken up by another one, after the last number that was done. */
const LEASE_MS = 10_000;
/** A job begun this often whose worker ended each time before anything more was done will not end well. */
const MOST_ATTEMPTS = 10;

interface Row {
  id: string;
  accountId: string;
  kind: BulkKind;
  terms: Terms;
  actorType: string;
  actorId: string;
  requestId: string;
  attempts: number;
}

/** Takes the oldest job of these kinds that waits, or whose worker has gone; null when there is none. Two workers never take one. */
export async function claimJob(workerId: string, kinds: readonly BulkKind[], now: Date): Promise<ClaimedJob | null> {
  const row = await db.$transaction(async (tx) => {
    const [claimed] = await tx.$queryRaw<Row[]>`
      WITH oldest AS (
        SELECT id FROM bulk_jobs
        WHERE state IN ('queued', 'running') AND kind = ANY(${[...kinds]}::"BulkKind"[])
          AND (state = 'queued' OR beat_at < ${new Date(now.getTime() - LEASE_MS)})
        ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED
      ), progress AS (
        SELECT oldest.id, (SELECT count(*) FROM bulk_items i WHERE i.job_id = oldest.id AND i.state <> 'waiting') AS ended FROM oldest
      )
      UPDATE bulk_jobs j SET state = 'running', worker_id = ${workerId}, beat_at = ${now}, settled = ended,
        started_at = coalesce(started_at, ${now}), attempts = CASE WHEN ended > settled THEN 1 ELSE attempts + 1 END
        FROM progress WHERE j.id = progress.id
      RETURNING j.id, account_id AS "accountId", kind::text AS kind, terms, actor_type AS "actorType", actor_id AS "actorId",
        request_id AS "requestId", attempts`;
    if (claimed) await notifyAccount(tx, asAccountId(claimed.accountId), 'numbers');
    return claimed;
  });
  if (!row) return null;
  const { attempts, ...job } = row;
  const claimed = { ...job, accountId: asAccountId(row.accountId), workerId };
  if (attempts <= MOST_ATTEMPTS) return claimed;
  await settleJob(claimed, `The job was begun ${MOST_ATTEMPTS} times and its worker ended each time.`, now);
  return claimJob(workerId, kinds, now);
}
