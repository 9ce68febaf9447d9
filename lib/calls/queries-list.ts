import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { Prisma } from '@/lib/db';
import { displayNumber } from '@/lib/phone';
import { matchingCalls } from './compose-call-filter';
import { hangupCauseName } from './rules';
import type { CallCarrier, CallCursor, CallFilters, CallPage, CallSummary } from './types';

const CALL_PAGE_SIZE = 50;
const EXPORT_BATCH = 1_000;

/** A summary as the database has it; numbers are written for people afterwards. */
export type CallRow = Omit<CallSummary, 'id' | 'fromDisplay' | 'toDisplay' | 'hangupCause'> & { id: bigint };

/** What a list shows of a call; `c` is the call, `k` the carrier. */
export const CALL_SUMMARY = Prisma.sql`
  c.id, c.uuid::text AS uuid, c.queued_at AS "queuedAt", c.from_number AS "fromNumber", c.to_number AS "toNumber",
  c.presented_number AS "presentedNumber", c.purpose::text AS purpose, c.state::text AS state, c.hangup_code AS "hangupCode",
  c.hangup_source::text AS "hangupSource", c.sip_code AS "sipCode", k.name AS "carrierName", c.attempt_count AS "attemptCount",
  c.failed_over AS "failedOver", c.saved, c.answered_at AS "answeredAt", c.ended_at AS "endedAt",
  c.duration_seconds AS "durationSeconds", c.billed_seconds AS "billedSeconds", c.currency::text AS currency,
  c.amount_micros AS "amountMicros", c.tax_micros AS "taxMicros"`;

/** Makes a list's row of what was selected. */
export function toSummary(row: CallRow): CallSummary {
  return {
    ...row,
    id: row.id.toString(),
    fromDisplay: displayNumber(row.fromNumber),
    toDisplay: displayNumber(row.toNumber),
    hangupCause: row.hangupCode === null ? null : hangupCauseName(row.hangupCode),
  };
}

async function read(ctx: Context, calls: Prisma.Sql): Promise<CallSummary[]> {
  const rows = await reader(ctx).$queryRaw<CallRow[]>`
    SELECT ${CALL_SUMMARY} FROM (${calls}) c LEFT JOIN carriers k ON k.id = c.carrier_id ORDER BY c.id DESC`;
  return rows.map(toSummary);
}

/** One page of the account's calls, newest first; without a cursor the newest page. */
export async function listCalls(ctx: Context, filters: CallFilters, cursor: CallCursor): Promise<CallPage> {
  authorize(ctx, 'calls.read');
  const slice = await matchingCalls(ctx, filters);
  const limit = CALL_PAGE_SIZE + 1;
  if (cursor.before === null && cursor.after !== null)
    return pageBefore(await read(ctx, slice({ above: BigInt(cursor.after), ascending: true, limit })));
  const below = cursor.before === null ? null : BigInt(cursor.before);
  const found = await read(ctx, slice({ below, limit }));
  const rows = found.slice(0, CALL_PAGE_SIZE);
  return {
    rows,
    newer: below === null ? null : endOf(rows, 0),
    older: found.length > CALL_PAGE_SIZE ? endOf(rows, -1) : null,
  };
}

/** The page above a cursor: the one call too many is the newest. */
function pageBefore(found: CallSummary[]): CallPage {
  const hasMore = found.length > CALL_PAGE_SIZE;
  const rows = found.slice(hasMore ? 1 : 0);
  return { rows, newer: hasMore ? endOf(rows, 0) : null, older: endOf(rows, -1) };
}

function endOf(rows: readonly CallSummary[], index: 0 | -1): string | null {
  return rows.at(index)?.id ?? null;
}

/** The last calls from a number, newest first. */
export async function listNumberCalls(ctx: Context, number: string): Promise<CallSummary[]> {
  authorize(ctx, 'calls.read');
  return read(
    ctx,
    Prisma.sql`SELECT * FROM calls WHERE account_id = ${ctx.accountId} AND from_number = ${number} ORDER BY id DESC LIMIT ${CALL_PAGE_SIZE}`,
  );
}

/** Whether the account ever made a call. */
export async function hasCalls(ctx: Context): Promise<boolean> {
  authorize(ctx, 'calls.read');
  return (await reader(ctx).call.findFirst({ where: { accountId: ctx.accountId }, select: { id: true } })) !== null;
}

/** The carriers calls can have gone through, by name. */
export async function listCallCarriers(ctx: Context): Promise<CallCarrier[]> {
  authorize(ctx, 'calls.read');
  return reader(ctx).carrier.findMany({
    where: { trunks: { some: {} } },
    select: { slug: true, name: true },
    orderBy: { name: 'asc' },
  });
}

/** All calls that fit, newest first, in batches; calls made meanwhile are not among them. */
export async function* callBatches(ctx: Context, filters: CallFilters): AsyncGenerator<CallSummary[]> {
  const slice = await matchingCalls(ctx, filters);
  let below: bigint | null = null;
  for (;;) {
    const calls: CallSummary[] = await read(ctx, slice({ below, limit: EXPORT_BATCH }));
    const last = calls.at(-1);
    if (!last) return;
    yield calls;
    if (calls.length < EXPORT_BATCH) return;
    below = BigInt(last.id);
  }
}
