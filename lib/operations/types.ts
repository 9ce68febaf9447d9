import type { CurrencyCode } from '@/lib/money';

export interface AccountSummary {
  id: string;
  name: string;
  authId: string;
  currency: CurrencyCode;
  balanceMicros: bigint;
  heldMicros: bigint;
  /** Numbers in use. */
  numbers: number;
  /** Of these, whose rent could not be collected. */
  pastDue: number;
  /** Pairs whose fallback works. */
  pairs: number;
  callsPerSecond: number;
  concurrentCalls: number;
  isDemo: boolean;
  createdAt: Date;
}

export interface AccountDetail extends AccountSummary {
  timeZone: string;
  members: { name: string; email: string; role: string }[];
}

export type WorkflowGroup = 'failed' | 'waiting';

export type WorkflowKind = 'provisionRental' | 'provisionPair' | 'releaseRental' | 'waitForStock';

/** Work on a number that failed or waits. */
export interface WorkflowSummary {
  id: string;
  kind: WorkflowKind;
  /** The workflow engine's word for it; WAITING for a pair that waits for stock. */
  status: string;
  since: Date;
  /** How often a worker has begun it. */
  tries: number;
  /** The last step that ended. */
  step: string | null;
  why: string;
  /** Grouped for reading. */
  number: string | null;
  accountId: string | null;
  accountName: string | null;
  carrierName: string | null;
  mayRetry: boolean;
  mayCancel: boolean;
}
