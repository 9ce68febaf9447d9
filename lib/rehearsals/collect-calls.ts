import 'server-only';
import { deserialize } from 'node:v8';
import type { AccountId } from '@/lib/context';
import { db, Prisma } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { parseRow } from '@/lib/simulator/replay/parse-row';
import { Recorder, type Recording } from '@/lib/simulator/replay/recording';
import { MOST_UPLOAD_CALLS } from './format';
import type { RunSource } from './types';

const BATCH = 5_000;
/** How the agent makes ids of calls: ms since 2026-01-01 UTC, 32 calls a ms, 16 agents. */
const EPOCH_MS = Date.UTC(2026, 0, 1);
const IDS_A_MS = 512;

interface CallRow {
  id: bigint;
  fromNumber: string;
  toNumber: string;
  at: Date;
  answeredAt: Date | null;
  durationSeconds: number;
  hangupCode: number | null;
  state: string;
}

export interface LogRange {
  from: Date;
  to: Date;
  numbers: readonly string[];
}

/** Calls of an account that ended, but for those that proved a fallback, within a stretch of time: the ids are ordered by it. */
function within(accountId: AccountId, { from, to, numbers }: LogRange): Prisma.Sql {
  const idAt = (moment: Date) => BigInt(Math.max(0, moment.getTime() - EPOCH_MS)) * BigInt(IDS_A_MS);
  return Prisma.sql`account_id = ${accountId} AND id >= ${idAt(from)} AND id < ${idAt(to)}
    AND from_number = ANY(${[...numbers]}::text[]) AND ended_at IS NOT NULL AND purpose <> 'proof'`;
}

/** How many calls a stretch of the log holds, and when the first and the last of them began. */
export async function countLog(
  accountId: AccountId,
  range: LogRange,
): Promise<{ calls: number; first: Date; last: Date } | null> {
  const [row] = await db.$queryRaw<{ calls: number; first: Date | null; last: Date | null }[]>`
    SELECT count(*)::int AS calls, min(coalesce(started_at, queued_at)) AS first, max(coalesce(started_at, queued_at)) AS last
    FROM (SELECT started_at, queued_at FROM calls WHERE ${within(accountId, range)} LIMIT ${MOST_UPLOAD_CALLS + 1}) found`;
  return row?.first && row.last ? { calls: row.calls, first: row.first, last: row.last } : null;
}

/** The calls that a run of recorded calls is about; null when it makes its own. */
export async function collectCalls(run: {
  id: string;
  accountId: AccountId;
  source: RunSource | null;
}): Promise<Recording | null> {
  if (!run.source) return null;
  if (run.source.kind === 'log') {
    const { range, numbers } = run.source;
    return collectLog(run.accountId, { from: new Date(range.from), to: new Date(range.to), numbers });
  }
  const upload = await db.simulationUpload.findUnique({ where: { runId: run.id }, select: { calls: true } });
  if (!upload)
    throw new AppError('not_found', 'The uploaded calls of this run are no longer there; upload the file again.');
  const recording: Recording = deserialize(upload.calls);
  return recording;
}

/** Reads the log batch by batch: the rows of one batch are in memory, the calls in 37 bytes each. */
async function collectLog(accountId: AccountId, range: LogRange): Promise<Recording> {
  const recorder = new Recorder();
  let last = -1n;
  for (;;) {
    const rows = await db.$queryRaw<CallRow[]>`
      SELECT id, from_number AS "fromNumber", to_number AS "toNumber", coalesce(started_at, queued_at) AS at,
        answered_at AS "answeredAt", duration_seconds AS "durationSeconds", hangup_code AS "hangupCode", state::text AS state
      FROM calls WHERE ${within(accountId, range)} AND id > ${last} ORDER BY id LIMIT ${BATCH}`;
    for (const row of rows) {
      const parsed = parseRow(cdrOf(row));
      if ('call' in parsed) recorder.add(parsed.call);
    }
    last = rows.at(-1)?.id ?? last;
    if (rows.length < BATCH || recorder.count >= MOST_UPLOAD_CALLS) break;
  }
  if (recorder.count === 0)
    throw new AppError('not_found', 'The call log holds none of these calls any more; choose another stretch of time.');
  return recorder.finish();
}

/** The row as the REST API's record has it, which the simulator reads. */
function cdrOf({ fromNumber, toNumber, at, answeredAt, durationSeconds, hangupCode, state }: CallRow) {
  return {
    ...{ from_number: fromNumber, to_number: toNumber, initiation_time: at.toISOString() },
    ...{ answer_time: answeredAt?.toISOString() ?? '', bill_duration: String(durationSeconds) },
    ...{ hangup_cause_code: hangupCode === null ? '' : String(hangupCode), call_state: state },
  };
}
