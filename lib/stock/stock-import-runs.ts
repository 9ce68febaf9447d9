import 'server-only';
import { type AccountId, asAccountId } from '@/lib/context';
import { db, type Prisma } from '@/lib/db';
import { notifyAccount } from '@/lib/events';

/** An import whose worker was silent for this long is taken up by another one, from its beginning. */
const LEASE_MS = 15_000;
/** One begun this often whose worker ended each time will not end well. */
const MOST_ATTEMPTS = 5;

export interface ClaimedImport {
  id: string;
  accountId: AccountId;
  createdBy: string;
  requestId: string;
  carrier: string;
  failureDomains: string[];
  state: 'checking' | 'importing';
  /** How often it was begun, this time included. */
  attempts: number;
  /** What runs before this one had added and changed by their last word; those numbers are met as unchanged now. */
  earlier: { added: number; changed: number };
  workerId: string;
}

interface Row extends Omit<ClaimedImport, 'earlier' | 'workerId' | 'accountId'> {
  accountId: string;
  added: number;
  changed: number;
}

/** Takes the oldest import that waits for a run, or whose worker has gone; null when there is none. */
export async function claimImport(workerId: string, now: Date): Promise<ClaimedImport | null> {
  const [row] = await db.$queryRaw<Row[]>`
    UPDATE stock_imports SET worker_id = ${workerId}, beat_at = ${now}, attempts = attempts + 1
     WHERE id = (
       SELECT id FROM stock_imports WHERE state IN ('checking', 'importing')
          AND (worker_id IS NULL OR beat_at < ${new Date(now.getTime() - LEASE_MS)})
        ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, account_id AS "accountId", created_by AS "createdBy", request_id AS "requestId", carrier,
      failure_domains AS "failureDomains", state::text AS state, attempts, added, changed`;
  if (!row) return null;
  const { added, changed, ...claimed } = row;
  const earlier = row.state === 'importing' ? { added, changed } : { added: 0, changed: 0 };
  const held = { ...claimed, accountId: asAccountId(row.accountId), earlier, workerId };
  if (row.attempts <= MOST_ATTEMPTS) return held;
  await settleRun(held, {
    state: 'failed',
    problem: `It was begun ${MOST_ATTEMPTS} times and its worker ended each time.`,
  });
  return claimImport(workerId, now);
}

/** Says how far the run is; false when it is no longer this worker's: cancelled, or taken up by another one. */
export async function tellRun(
  { id, accountId, workerId }: ClaimedImport,
  data: Prisma.StockImportUpdateManyMutationInput,
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const { count } = await tx.stockImport.updateMany({
      where: { id, workerId, state: { in: ['checking', 'importing'] } },
      data: { ...data, beatAt: new Date() },
    });
    if (count > 0) await notifyAccount(tx, accountId, 'numbers');
    return count > 0;
  });
}

/** Ends the run. Nothing happens to an import that is no longer the worker's. */
export async function settleRun(held: ClaimedImport, data: Prisma.StockImportUpdateManyMutationInput): Promise<void> {
  await tellRun(held, { ...data, finishedAt: new Date(), workerId: null });
}

/** Puts a run back because its worker stops; the next one begins it again. That is no failed attempt. */
export async function releaseRun({ id, workerId }: ClaimedImport): Promise<void> {
  await db.stockImport.updateMany({
    where: { id, workerId, state: { in: ['checking', 'importing'] } },
    data: { workerId: null, attempts: { decrement: 1 } },
  });
}
