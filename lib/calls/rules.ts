import type { CallPurpose } from '@/lib/agent/types';
import { shareOf } from '@/lib/money';

/** Why a call ended, by code (Plivo, "Hangup causes and sources"); customers' software knows these. */
export const HANGUP_CAUSES: ReadonlyMap<number, string> = new Map([
  [0, 'Unknown'],
  [1000, 'Canceled'],
  [1010, 'Canceled (Out Of Credits)'],
  [1020, 'Canceled (Simultaneous dial limit reached)'],
  [2000, 'Invalid Destination Address'],
  [2010, 'Destination Out Of Service'],
  [2020, 'Endpoint Not Registered'],
  [2030, 'Destination Country Barred'],
  [2040, 'Destination Number Barred'],
  [2050, 'Destination Prefix Barred'],
  [2060, 'Loop Detected'],
  [2070, 'Violates Media Anchoring'],
  [3000, 'No Answer'],
  [3010, 'Busy Line'],
  [3020, 'Rejected'],
  [3030, 'Unknown Caller ID'],
  [3040, 'Forbidden'],
  [3050, 'Unallocated number'],
  [3070, 'Request timeout'],
  [3080, 'Internal server error from carrier'],
  [3090, 'Network congestion from carrier'],
  [3100, 'Busy everywhere'],
  [3110, 'Declined'],
  [3120, 'User does not exist anywhere'],
  [3130, 'Spam block'],
  [3140, 'DNO Caller ID'],
  [4000, 'Normal Hangup'],
  [4010, 'End Of XML Instructions'],
  [4020, 'Multiparty Call Ended'],
  [4030, 'Kicked Out Of Multiparty Call'],
  [5000, 'Network Error'],
  [5010, 'Internal Error'],
  [5020, 'Routing Error'],
  [5030, 'Concurrency Limit Breached'],
  [6000, 'Scheduled Hangup'],
  [6010, 'Ring Timeout Reached'],
  [6020, 'Media Timeout'],
  [7011, 'Error Reaching Answer URL'],
  [7012, 'Error Reaching Action URL'],
  [7013, 'Error Reaching Transfer URL'],
  [7014, 'Error Reaching Redirect URL'],
  [7022, 'Invalid Action URL'],
  [7023, 'Invalid Transfer URL'],
  [7024, 'Invalid Redirect URL'],
  [7032, 'Invalid Method For Action URL'],
  [7033, 'Invalid Method For Transfer URL'],
  [7034, 'Invalid Method For Redirect URL'],
  [8011, 'Invalid Answer XML'],
  [8012, 'Invalid Action XML'],
  [8013, 'Invalid Transfer XML'],
  [8014, 'Invalid Redirect XML'],
  [9000, 'Lost Race'],
  [9100, 'Machine Detected'],
  [9110, 'Confirm Key Challenge Failed'],
]);

/** A cause's name by its code; a code we do not know is not one of ours. */
export function hangupCauseName(code: number): string {
  return HANGUP_CAUSES.get(code) ?? `Code ${code}`;
}

/** What a call is billed by. Times are ms. */
export interface BillableCall {
  purpose: CallPurpose;
  answeredAt: number | null;
  endedAt: number | null;
  /** Per minute. */
  rateMicros: bigint;
  taxBasisPoints: number;
}

export interface CallCharge {
  /** Of talk, rounded up to the second. */
  durationSeconds: number;
  /** Whole minutes, in seconds; 0 for what was never answered. */
  billedSeconds: number;
  amountMicros: bigint;
  /** On top of the amount. */
  taxMicros: bigint;
}

const MINUTE_SECONDS = 60;

/**
 * What an ended call costs: answered calls by begun minutes (60/60), the same on either hop. What was not
 * answered is free, and so is what we call ourselves to prove that a fallback works.
 */
export function chargeOf({ purpose, answeredAt, endedAt, rateMicros, taxBasisPoints }: BillableCall): CallCharge {
  if (answeredAt === null || endedAt === null)
    return { durationSeconds: 0, billedSeconds: 0, amountMicros: 0n, taxMicros: 0n };
  const durationSeconds = Math.max(0, Math.ceil((endedAt - answeredAt) / 1000));
  if (purpose === 'proof') return { durationSeconds, billedSeconds: 0, amountMicros: 0n, taxMicros: 0n };
  const minutes = Math.max(1, Math.ceil(durationSeconds / MINUTE_SECONDS));
  const amountMicros = rateMicros * BigInt(minutes);
  return {
    durationSeconds,
    billedSeconds: minutes * MINUTE_SECONDS,
    amountMicros,
    taxMicros: shareOf(amountMicros, taxBasisPoints),
  };
}

/** Call ids count from here, ms. */
export const CALL_ID_EPOCH = Date.UTC(2026, 0, 1);
/** Ids of one millisecond: 32 in a row by each of 16 agents. */
const IDS_PER_MS = 512n;

/** The lowest id a call of that moment can have: ids are ordered by the time the call was asked for. */
export function firstCallIdAt(ms: number): bigint {
  return BigInt(Math.max(0, ms - CALL_ID_EPOCH)) * IDS_PER_MS;
}
