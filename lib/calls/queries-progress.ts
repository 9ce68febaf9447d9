import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { attemptOutcome } from './explain-call';
import { readAttempts } from './queries-call';
import { hangupCauseName } from './rules';
import type { CallAttemptDetail, CallProgress, CallStateName, ProgressStep } from './types';

interface ProgressRow {
  id: bigint;
  uuid: string;
  state: CallStateName;
  queuedAt: Date;
  startedAt: Date | null;
  ringingAt: Date | null;
  answeredAt: Date | null;
  endedAt: Date | null;
  hangupCode: number | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Calls of a number that are looked through for its last proof, newest first. */
const CALLS_READ = 200;

function stepsOf(row: ProgressRow): ProgressStep[] {
  const { queuedAt, startedAt, ringingAt, answeredAt, endedAt } = row;
  const moments: [ProgressStep['step'], Date | null][] = [
    // A call that never waited was not queued for anybody who watches.
    ['queued', startedAt?.getTime() === queuedAt.getTime() ? null : queuedAt],
    ['dialing', startedAt],
    ['ringing', ringingAt],
    ['answered', answeredAt],
    ['ended', endedAt],
  ];
  return moments.flatMap(([step, at]) => (at ? [{ step, offsetMs: at.getTime() - queuedAt.getTime() }] : []));
}

function toProgress(row: ProgressRow, attempts: readonly CallAttemptDetail[]): CallProgress {
  const { uuid, state, hangupCode, endedAt } = row;
  return {
    ...{ uuid, state, steps: stepsOf(row), isEnded: endedAt !== null },
    attempts: attempts.map((attempt) => ({
      ...{ carrierName: attempt.carrierName, presentedDisplay: attempt.presentedDisplay },
      outcome: attemptOutcome(attempt),
    })),
    hangupCause: hangupCode === null ? null : hangupCauseName(hangupCode),
  };
}

/** How far a call of the account is; null when there is none of that id, or its record is not there yet. */
export async function findCallProgress(ctx: Context, uuid: string): Promise<CallProgress | null> {
  authorize(ctx, 'calls.read');
  if (!UUID.test(uuid)) return null;
  const [row] = await reader(ctx).$queryRaw<ProgressRow[]>`
    SELECT id, uuid::text AS uuid, state::text AS state, queued_at AS "queuedAt", started_at AS "startedAt",
           ringing_at AS "ringingAt", answered_at AS "answeredAt", ended_at AS "endedAt", hangup_code AS "hangupCode"
      FROM calls WHERE uuid = ${uuid}::uuid AND account_id = ${ctx.accountId}`;
  return row ? toProgress(row, await readAttempts(ctx, row.id)) : null;
}

/** The last call that tested a fallback number, if there was one of late. */
export async function findLastProof(
  ctx: Context,
  fallbackNumber: string,
): Promise<{ uuid: string; isEnded: boolean } | null> {
  authorize(ctx, 'calls.read');
  const [row] = await reader(ctx).$queryRaw<{ uuid: string; isEnded: boolean }[]>`
    SELECT uuid::text AS uuid, ended_at IS NOT NULL AS "isEnded" FROM (
      SELECT id, uuid, ended_at, purpose FROM calls WHERE account_id = ${ctx.accountId} AND from_number = ${fallbackNumber}
       ORDER BY id DESC LIMIT ${CALLS_READ}) c
     WHERE c.purpose = 'proof' ORDER BY c.id DESC LIMIT 1`;
  return row ?? null;
}
