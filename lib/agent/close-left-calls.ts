import type { EarlierCalls } from './earlier-calls';
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
 * @param earlier takes in what they cost
 */
export function closeLeftCalls(
  { openCalls, earlier }: { openCalls: readonly CallRecord[]; earlier: EarlierCalls },
  records: Pick<Records, 'write'>,
): void {
  for (const call of openCalls) {
    const endedAt = lastEventOf(call);
    const attempts = call.attempts.map((attempt) => ({ ...attempt, endedAt: attempt.endedAt ?? endedAt }));
    const state = call.answeredAt === null ? 'failed' : 'completed';
    const ended = { ...call, state, endedAt, attempts, hangupCode: INTERNAL_ERROR, hangupSource: 'error' } as const;
    const record = { type: 'call', call: ended } as const;
    earlier.observe({ sequence: records.write(record), record });
  }
}
