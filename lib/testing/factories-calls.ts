import { randomUUID } from 'node:crypto';
import type { AttemptRecord, CallRecord } from '@/lib/agent/types';
import { db } from '@/lib/db';
import type { Hop } from '@/lib/failover/types';

/** A sandbox trunk of a carrier. */
export async function createTrunk(carrier: { id: number; slug: string }, slug = `${carrier.slug}-1`) {
  return db.trunk.create({ data: { slug, carrierId: carrier.id } });
}

interface Way {
  /** Slugs. */
  trunk: string;
  carrier: string;
  /** Digits. */
  presents: string;
}

/** A hop of a plan, healthy. */
export function hopOf({ trunk, carrier, presents }: Way, kind: 'primary' | 'fallback' | 'route' = 'primary'): Hop {
  return {
    ...{ trunkId: trunk, carrierId: carrier, presentedNumber: presents, destinationGroup: 'in' },
    ...{ firstResponseMs: 800, progressMs: 6_000, ringMs: 45_000 },
    reason: { kind, state: 'healthy' },
  };
}

/** An attempt that was answered and talked over unless told otherwise; `sentAt` is ms. */
export function attemptOf(way: Way, sentAt: number, given: Partial<AttemptRecord> = {}): AttemptRecord {
  return {
    ...{ position: 0, hopIndex: 0, trunkId: way.trunk, carrierId: way.carrier, presentedNumber: way.presents },
    ...{
      sentAt,
      respondedAt: sentAt + 60,
      ringingAt: sentAt + 1_400,
      answeredAt: sentAt + 6_400,
      endedAt: sentAt + 81_400,
    },
    ...{ sipCode: 200, cause: 16, local: null, phase: 'answered', outcome: 'answered' },
    ...{ isBlamed: false, isLateAnswer: false, mosHundredths: 421 },
    ...given,
  };
}

/** An attempt that the carrier left without any response. */
export function silentAttemptOf(way: Way, sentAt: number): AttemptRecord {
  return attemptOf(way, sentAt, {
    ...{ respondedAt: null, ringingAt: null, answeredAt: null, endedAt: sentAt + 800, sipCode: null, cause: null },
    ...{ local: 'first-response-timeout', phase: 'sent', outcome: 'silence', isBlamed: true, mosHundredths: null },
  });
}

const EPOCH = Date.UTC(2026, 0, 1);
let made = 0;

/** Ids as an agent makes them, ordered by time; those of one moment are spread over the next ones. */
function nextCallId(ms: number, agentIndex = 15): number {
  made += 1;
  return ((ms - EPOCH) * 32 + made) * 16 + agentIndex;
}

type GivenCall = Partial<CallRecord> & Pick<CallRecord, 'accountId' | 'fromNumber'>;

/** A call of an India number that was answered and lasted 75 s, unless told otherwise. */
export function callRecordOf({ queuedAt = Date.UTC(2026, 1, 3, 10), ...given }: GivenCall): CallRecord {
  return {
    ...{ id: nextCallId(queuedAt), uuid: randomUUID(), purpose: 'customer', toNumber: '919845012345' },
    ...{ presentedNumber: given.fromNumber, rentalId: null, state: 'completed', queuedAt },
    ...{
      startedAt: queuedAt + 5,
      ringingAt: queuedAt + 1_405,
      answeredAt: queuedAt + 6_405,
      endedAt: queuedAt + 81_405,
    },
    ...{ postDialDelayMs: 1_400, currency: 'INR', rateMicros: '600000', taxBasisPoints: 1800 },
    ...{ hangupCode: 4000, hangupSource: 'callee', sipCode: 200, cause: 16, carrierId: null, trunkId: null },
    ...{ failedOver: false, saved: false, plan: [], attempts: [] },
    ...given,
  };
}

/** What the same call was recorded as when it was made. */
export function openRecordOf(call: CallRecord): CallRecord {
  return {
    ...call,
    ...{ state: 'dialing', ringingAt: null, answeredAt: null, endedAt: null, postDialDelayMs: null },
    ...{ hangupCode: null, hangupSource: null, sipCode: null, cause: null, attempts: [] },
  };
}
