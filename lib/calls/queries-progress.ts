import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { displayNumber } from '@/lib/phone';
import { hangupCauseName } from './rules';
import type { CallProgress, CallStateName, ProgressStep } from './types';

interface ProgressRow {
  uuid: string;
  state: CallStateName;
  queuedAt: Date;
  startedAt: Date | null;
  ringingAt: Date | null;
  answeredAt: Date | null;
  endedAt: Date | null;
  fromNumber: string;
  presentedNumber: string | null;
  hangupCode: number | null;
  carrierName: string | null;
  attemptCount: number;
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

function toProgress(row: ProgressRow): CallProgress {
  const { uuid, state, fromNumber, presentedNumber, hangupCode, carrierName, attemptCount, endedAt } = row;
  const isOther = presentedNumber !== null && presentedNumber !== fromNumber;
  return {
    ...{ uuid, state, carrierName, attemptCount, steps: stepsOf(row), isEnded: endedAt !== null },
    presentedDisplay: isOther ? displayNumber(presentedNumber) : null,
    hangupCause: hangupCode === null ? null : hangupCauseName(hangupCode),
  };
}

/** How far a call of the account is; null when there is none of that id, or its record is not there yet. */
export async function findCallProgress(ctx: Context, uuid: string): Promise<CallProgress | null> {
  authorize(ctx, 'calls.read');
  if (!UUID.test(uuid)) return null;
  const [row] = await reader(ctx).$queryRaw<ProgressRow[]>`
    SELECT c.uuid::text AS uuid, c.state::text AS state, c.queued_at AS "queuedAt", c.started_at AS "startedAt",
           c.ringing_at AS "ringingAt", c.answered_at AS "answeredAt", c.ended_at AS "endedAt", c.from_number AS "fromNumber",
           c.presented_number AS "presentedNumber", c.hangup_code AS "hangupCode", k.name AS "carrierName",
           c.attempt_count AS "attemptCount"
      FROM calls c LEFT JOIN carriers k ON k.id = c.carrier_id
     WHERE c.uuid = ${uuid}::uuid AND c.account_id = ${ctx.accountId}`;
  return row ? toProgress(row) : null;
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
