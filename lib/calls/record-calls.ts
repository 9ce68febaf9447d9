import 'server-only';
import type { AttemptRecord, CallRecord } from '@/lib/agent/types';
import { formatTaxRate, postEntriesOf } from '@/lib/billing';
import { type AccountId, asAccountId } from '@/lib/context';
import type { Transaction } from '@/lib/db';
import { displayNumber } from '@/lib/phone';
import { type CallCharge, chargeOf } from './rules';

interface Billed {
  call: CallRecord;
  charge: CallCharge;
}

/**
 * Writes calls as an agent recorded them, in their order: a later record of a call replaces an earlier
 * one, and an ended call never goes back. A call is billed in the same transaction in which it ends.
 * Answers with the accounts whose calls changed.
 */
export async function recordCalls(
  tx: Transaction,
  agentId: string,
  records: readonly CallRecord[],
): Promise<Set<AccountId>> {
  const calls = latestOf(records).map(billed);
  if (calls.length === 0) return new Set();
  const written = await writeCalls(tx, agentId, calls);
  // What an abandoned hop still answered may be learnt after the call's end.
  const attempts = calls.filter(({ call }) => written.has(call.id) || call.endedAt !== null);
  await writeAttempts(tx, attempts);
  await postEntriesOf(tx, calls.filter(({ call }) => call.endedAt !== null && written.has(call.id)).flatMap(entriesOf));
  return new Set(attempts.map(({ call }) => asAccountId(call.accountId)));
}

/** One record of each call: the last one, unless it would open an ended call again. */
function latestOf(records: readonly CallRecord[]): CallRecord[] {
  const latest = new Map<number, CallRecord>();
  for (const call of records) {
    const known = latest.get(call.id);
    if (known && known.endedAt !== null && call.endedAt === null) continue;
    latest.set(call.id, call);
  }
  return [...latest.values()];
}

function billed(call: CallRecord): Billed {
  return { call, charge: chargeOf({ ...call, rateMicros: BigInt(call.rateMicros) }) };
}

function entriesOf({ call, charge }: Billed) {
  const { amountMicros, taxMicros, billedSeconds } = charge;
  if (amountMicros === 0n) return [];
  const common = { accountId: asAccountId(call.accountId), number: call.fromNumber };
  const entry = {
    ...common,
    kind: 'call' as const,
    amountMicros: -amountMicros,
    description: `Call to ${displayNumber(call.toNumber)}, ${billedSeconds / 60} min`,
    uniqueKey: `call:${call.id}`,
  };
  if (taxMicros === 0n) return [entry];
  const tax = {
    ...common,
    kind: 'tax' as const,
    amountMicros: -taxMicros,
    description: `GST ${formatTaxRate(call.taxBasisPoints)}`,
    uniqueKey: `tax:call:${call.id}`,
  };
  return [entry, tax];
}

/** As PostgreSQL reads it from JSON. */
function instant(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

function rowOf({ call, charge }: Billed) {
  const hasEnded = call.endedAt !== null;
  return {
    ...{ id: call.id, uuid: call.uuid, account_id: call.accountId, purpose: call.purpose, state: call.state },
    ...{ from_number: call.fromNumber, to_number: call.toNumber, presented_number: call.presentedNumber },
    ...{ rental_id: call.rentalId, currency: call.currency, rate_micros: call.rateMicros },
    ...{ queued_at: instant(call.queuedAt), started_at: instant(call.startedAt), ringing_at: instant(call.ringingAt) },
    ...{
      answered_at: instant(call.answeredAt),
      ended_at: instant(call.endedAt),
      post_dial_delay_ms: call.postDialDelayMs,
    },
    ...{ duration_seconds: charge.durationSeconds, billed_seconds: charge.billedSeconds },
    ...{ amount_micros: String(charge.amountMicros), tax_micros: String(charge.taxMicros) },
    // A call has a cause when it has an end, and only then.
    ...{ hangup_code: hasEnded ? (call.hangupCode ?? 0) : null, hangup_source: hasEnded ? call.hangupSource : null },
    ...{ sip_code: call.sipCode, q850_cause: call.cause, carrier: call.carrierId, trunk: call.trunkId },
    ...{ attempt_count: call.attempts.length, failed_over: call.failedOver, saved: call.saved, plan: call.plan },
  };
}

/** Answers with the ids of the calls that were written: those that had not ended before. */
async function writeCalls(tx: Transaction, agentId: string, calls: readonly Billed[]): Promise<Set<number>> {
  const written = await tx.$queryRaw<{ id: bigint }[]>`
    INSERT INTO calls (id, uuid, account_id, agent_id, purpose, from_number, to_number, presented_number, rental_id, state,
        queued_at, started_at, ringing_at, answered_at, ended_at, post_dial_delay_ms, duration_seconds, billed_seconds, rate_micros,
        amount_micros, tax_micros, currency, hangup_code, hangup_source, sip_code, q850_cause, carrier_id, trunk_id, attempt_count,
        failed_over, saved, plan)
    SELECT r.id, r.uuid, r.account_id, ${agentId}, r.purpose::"CallPurpose", r.from_number, r.to_number, r.presented_number, r.rental_id,
        r.state::"CallState", r.queued_at, r.started_at, r.ringing_at, r.answered_at, r.ended_at,
        r.post_dial_delay_ms, r.duration_seconds, r.billed_seconds, r.rate_micros, r.amount_micros, r.tax_micros, r.currency::"Currency",
        r.hangup_code, r.hangup_source::"HangupSource", r.sip_code, r.q850_cause, c.id, t.id, r.attempt_count, r.failed_over, r.saved, r.plan
      FROM jsonb_to_recordset(${JSON.stringify(calls.map(rowOf))}::jsonb) AS r(id bigint, uuid uuid, account_id text, purpose text,
        from_number text, to_number text, presented_number text, rental_id text, state text, queued_at timestamptz, started_at timestamptz,
        ringing_at timestamptz, answered_at timestamptz, ended_at timestamptz, post_dial_delay_ms int, duration_seconds int, billed_seconds int,
        rate_micros bigint, amount_micros bigint, tax_micros bigint, currency text, hangup_code int, hangup_source text, sip_code int,
        q850_cause int, carrier text, trunk text, attempt_count int, failed_over boolean, saved boolean, plan jsonb)
      LEFT JOIN carriers c ON c.slug = r.carrier LEFT JOIN trunks t ON t.slug = r.trunk
    ON CONFLICT (id) DO UPDATE SET state = EXCLUDED.state, presented_number = EXCLUDED.presented_number,
        started_at = EXCLUDED.started_at, ringing_at = EXCLUDED.ringing_at, answered_at = EXCLUDED.answered_at, ended_at = EXCLUDED.ended_at,
        post_dial_delay_ms = EXCLUDED.post_dial_delay_ms, duration_seconds = EXCLUDED.duration_seconds, billed_seconds = EXCLUDED.billed_seconds,
        amount_micros = EXCLUDED.amount_micros, tax_micros = EXCLUDED.tax_micros, hangup_code = EXCLUDED.hangup_code,
        hangup_source = EXCLUDED.hangup_source, sip_code = EXCLUDED.sip_code, q850_cause = EXCLUDED.q850_cause, carrier_id = EXCLUDED.carrier_id,
        trunk_id = EXCLUDED.trunk_id, attempt_count = EXCLUDED.attempt_count, failed_over = EXCLUDED.failed_over, saved = EXCLUDED.saved,
        plan = EXCLUDED.plan
      WHERE calls.ended_at IS NULL
    RETURNING id`;
  return new Set(written.map(({ id }) => Number(id)));
}

function attemptRowOf(callId: number, attempt: AttemptRecord) {
  return {
    ...{ call_id: callId, position: attempt.position, hop_index: attempt.hopIndex },
    ...{ trunk: attempt.trunkId, carrier: attempt.carrierId, presented_number: attempt.presentedNumber },
    ...{
      sent_at: instant(attempt.sentAt),
      responded_at: instant(attempt.respondedAt),
      ringing_at: instant(attempt.ringingAt),
    },
    ...{
      answered_at: instant(attempt.answeredAt),
      ended_at: instant(attempt.endedAt),
      sip_code: attempt.sipCode,
      q850_cause: attempt.cause,
    },
    ...{ local_end: attempt.local, phase: attempt.phase, outcome: attempt.outcome, is_blamed: attempt.isBlamed },
    ...{ is_late_answer: attempt.isLateAnswer, mos_hundredths: attempt.mosHundredths },
  };
}

async function writeAttempts(tx: Transaction, calls: readonly Billed[]): Promise<void> {
  const rows = calls.flatMap(({ call }) => call.attempts.map((attempt) => attemptRowOf(call.id, attempt)));
  if (rows.length === 0) return;
  // A trunk that was taken away meanwhile leaves 0: the attempt was made all the same.
  await tx.$executeRaw`
    INSERT INTO call_attempts (call_id, position, hop_index, trunk_id, carrier_id, presented_number, sent_at, responded_at, ringing_at,
        answered_at, ended_at, sip_code, q850_cause, local_end, phase, outcome, is_blamed, is_late_answer, mos_hundredths)
    SELECT r.call_id, r.position, r.hop_index, COALESCE(t.id, 0), COALESCE(c.id, 0), r.presented_number, r.sent_at,
        r.responded_at, r.ringing_at, r.answered_at, r.ended_at, r.sip_code, r.q850_cause, r.local_end, r.phase,
        r.outcome, r.is_blamed, r.is_late_answer, r.mos_hundredths
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(call_id bigint, position int, hop_index int, trunk text, carrier text,
        presented_number text, sent_at timestamptz, responded_at timestamptz, ringing_at timestamptz, answered_at timestamptz, ended_at timestamptz, sip_code int,
        q850_cause int, local_end text, phase text, outcome text, is_blamed boolean, is_late_answer boolean, mos_hundredths int)
      LEFT JOIN carriers c ON c.slug = r.carrier LEFT JOIN trunks t ON t.slug = r.trunk
    ON CONFLICT (call_id, position) DO UPDATE SET responded_at = EXCLUDED.responded_at, ringing_at = EXCLUDED.ringing_at,
        answered_at = EXCLUDED.answered_at, ended_at = EXCLUDED.ended_at, sip_code = EXCLUDED.sip_code, q850_cause = EXCLUDED.q850_cause,
        local_end = EXCLUDED.local_end, phase = EXCLUDED.phase, outcome = EXCLUDED.outcome, is_blamed = EXCLUDED.is_blamed,
        is_late_answer = EXCLUDED.is_late_answer, mos_hundredths = EXCLUDED.mos_hundredths`;
}
