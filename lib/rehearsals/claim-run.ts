import 'server-only';
import { type AccountId, asAccountId } from '@/lib/context';
import { db } from '@/lib/db';
import { notifyAccount } from '@/lib/events';
import { MOST_ATTEMPTS } from './rules';
import { settleRun } from './settle-run';
import type { RunSource, ScenarioText } from './types';

/** A run whose worker was silent for this long is taken up by another one, from its beginning. */
const LEASE_MS = 10_000;

export interface ClaimedRun {
  id: string;
  accountId: AccountId;
  scenario: ScenarioText;
  source: RunSource | null;
  policies: string[];
  seeds: number;
}

interface Row extends Omit<ClaimedRun, 'accountId'> {
  accountId: string;
  attempts: number;
}

/** Takes the oldest run that waits, or whose worker has gone; null when there is none. Two workers never take one. */
export async function claimRun(workerId: string, now: Date): Promise<ClaimedRun | null> {
  const row = await db.$transaction(async (tx) => {
    const [claimed] = await tx.$queryRaw<Row[]>`
      UPDATE simulation_runs SET state = 'running', worker_id = ${workerId}, beat_at = ${now}, progress = 0, phase = NULL,
        started_at = coalesce(started_at, ${now}), attempts = attempts + 1
      WHERE id = (
        SELECT id FROM simulation_runs
        WHERE state IN ('queued', 'running')
          AND (state = 'queued' OR beat_at < ${new Date(now.getTime() - LEASE_MS)})
        ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING id, account_id AS "accountId", scenario, source, policies, seeds, attempts`;
    if (claimed) await notifyAccount(tx, asAccountId(claimed.accountId), 'simulations');
    return claimed;
  });
  if (!row) return null;
  const { attempts, ...run } = row;
  const claimed = { ...run, accountId: asAccountId(row.accountId) };
  if (attempts <= MOST_ATTEMPTS) return claimed;
  const problem = `The run was begun ${MOST_ATTEMPTS} times and its worker ended each time; start it again, or make it smaller.`;
  await settleRun({ ...claimed, workerId }, { problem }, now);
  return claimRun(workerId, now);
}
