import type { AttemptRecord, CallRecord, Records } from './types';

/** The cause of calls that were cut off with the process that held them: Internal Error. */
const INTERNAL_ERROR = 5010;

function lastOf(moments: readonly (number | null)[]): number {
  return moments.reduce<number>((latest, moment) => Math.max(latest, moment ?? 0), 0);
}

function lastEventOf({ queuedAt, startedAt, ringingAt, answeredAt, attempts }: CallRecord): number {
  const ofAttempts = attempts.flatMap((attempt: AttemptRecord) => [
    ...[attempt.sentAt, attempt.respondedAt, attempt.ringingAt, attempt.answeredAt, attempt.endedAt],
  ]);
  return lastOf([queuedAt, startedAt, ringingAt, answeredAt, ...ofAttempts]);
}

/**
 * Ends the calls that a killed process left: nobody knows how long they went on, so each ends, and is billed, at the
 * last that was heard of it.
 */
export function closeLeftCalls(calls: readonly CallRecord[], records: Pick<Records, 'write'>): void {
  for (const call of calls) {
    const endedAt = lastEventOf(call);
    const attempts = call.attempts.map((attempt) => ({ ...attempt, endedAt: attempt.endedAt ?? endedAt }));
    const state = call.answeredAt === null ? 'failed' : 'completed';
    records.write({
      type: 'call',
      call: { ...call, state, endedAt, attempts, hangupCode: INTERNAL_ERROR, hangupSource: 'error' },
    });
  }
}
