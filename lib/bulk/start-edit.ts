import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { actorId, type Context, withTransaction } from '@/lib/context';
import type { Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { releaseWords } from './format';
import { type Decided, decideEdits } from './quote-edit';
import { PERMISSIONS } from './rules-permissions';
import { type EditChange, type StartEditInput, startEditInput } from './schema';
import type { BulkKind, BulkState, Terms } from './types';

/** Jobs of one account that wait or run at a time. */
const MOST_OPEN = 10;
/** Items a statement writes. */
const BATCH = 1_000;

/**
 * Puts an edit of many numbers on the worker's list, number by number as the preview showed it; what it skips is
 * written down with its reason. Nothing has changed when this returns.
 *
 * @throws AppError conflict when the numbers are others than previewed, invalid_input without the typed words.
 */
export async function startEdit(ctx: Context, input: StartEditInput): Promise<{ jobId: string }> {
  const { selection, change, expected, typed, idempotencyKey: jobId } = parseInput(startEditInput, input);
  authorize(ctx, PERMISSIONS[change.kind]);
  if (change.kind === 'release' && typed?.trim().toLowerCase() !== releaseWords(expected))
    throw new AppError('invalid_input', `Type "${releaseWords(expected)}" to confirm.`, { field: 'typed' });
  return withTransaction(ctx, async (tx) => {
    const inner = { ...ctx, tx };
    if (await isStarted(inner, tx, jobId)) return { jobId };
    const decided = await decideEdits(inner, selection, change);
    const changed = decided.filter(({ decision }) => decision.effect === 'change').length;
    if (changed !== expected)
      throw new AppError('conflict', 'The numbers have changed since the preview; look again at what would change.');
    const how = 'numbers' in selection ? 'chosen' : 'filter';
    await insertJob(inner, tx, { jobId, kind: change.kind, terms: termsOf(change, how), total: decided.length });
    await insertItems(tx, jobId, decided.map(toItem));
    await recordAudit(inner, tx, {
      action: 'bulk.start',
      entityType: 'bulk_job',
      entityId: jobId,
      after: { ...termsOf(change, how), kind: change.kind, changed, total: decided.length },
    });
    return { jobId };
  });
}

function termsOf({ kind: _, ...change }: EditChange, selection: 'chosen' | 'filter'): Terms {
  return { ...change, selection };
}

/** Whether the job of this key is there already; starts of one account come one after the other. */
export async function isStarted(ctx: Context, tx: Transaction, jobId: string): Promise<boolean> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`bulk:${ctx.accountId}`}, 0))`;
  const job = await tx.bulkJob.findUnique({ where: { id: jobId }, select: { accountId: true } });
  if (job && job.accountId !== ctx.accountId) throw new AppError('conflict', 'Open the page again.');
  return job !== null;
}

interface NewJob {
  jobId: string;
  kind: BulkKind;
  terms: Terms;
  total: number;
  state?: BulkState;
  expiresAt?: Date;
}

export async function insertJob(ctx: Context, tx: Transaction, job: NewJob): Promise<void> {
  const { jobId: id, kind, terms, total, state = 'queued', expiresAt = null } = job;
  if (state === 'queued') await refuseTooMany(ctx, tx);
  await tx.bulkJob.create({
    data: {
      ...{ id, accountId: ctx.accountId, kind, state, terms, total, expiresAt },
      ...{ actorType: ctx.actor.type, actorId: actorId(ctx), requestId: ctx.requestId, createdAt: ctx.now() },
    },
  });
}

export async function refuseTooMany(ctx: Context, tx: Transaction): Promise<void> {
  const open = await tx.bulkJob.count({ where: { accountId: ctx.accountId, state: { in: ['queued', 'running'] } } });
  if (open < MOST_OPEN) return;
  throw new AppError('conflict', `${MOST_OPEN} jobs of this account wait or run already; wait for one to end.`);
}

/** An item as it is written first; it waits unless it is settled already. */
export interface NewItem {
  position: number;
  number: string;
  rentalId?: string;
  data: Terms;
  state?: 'skipped' | 'failed';
  reason?: string;
  result?: Terms;
}

function toItem({ row, decision }: Decided, index: number): NewItem {
  const item = { position: index + 1, number: row.number, rentalId: row.rentalId };
  return decision.effect === 'change'
    ? { ...item, data: decision.data }
    : { ...item, data: {}, state: 'skipped', reason: decision.reason };
}

export async function insertItems(tx: Transaction, jobId: string, items: readonly NewItem[]): Promise<void> {
  for (let at = 0; at < items.length; at += BATCH) {
    const rows = JSON.stringify(items.slice(at, at + BATCH));
    await tx.$executeRaw`
      INSERT INTO bulk_items (job_id, position, number, rental_id, data, state, reason, result)
      SELECT ${jobId}, position, number, "rentalId", data, coalesce(state, 'waiting')::"BulkItemState", reason, result
        FROM jsonb_to_recordset(${rows}::jsonb)
          AS i(position int, number text, "rentalId" text, data jsonb, state text, reason text, result jsonb)`;
  }
}
