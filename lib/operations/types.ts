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

export interface OperatedCarrier {
  slug: string;
  name: string;
  countries: string[];
  failureDomains: string[];
  trunks: number;
  /** Numbers that accounts rent of it. */
  rented: number;
  sandbox: SandboxBehaviour | null;
}

export interface SandboxBehaviour {
  outcome: 'accept' | 'refuse' | 'timeout';
  orderDelayMs: number;
  activationDelayMs: number;
  refusalReason: string | null;
  endsAt: Date | null;
}

export interface OperatedTrunk {
  slug: string;
  kind: 'sandbox' | 'sip';
  transport: 'udp' | 'tcp' | 'tls';
  authentication: 'ip' | 'registration';
  callerIdHeader: 'from' | 'p_asserted_identity' | 'remote_party_id';
  callerIdFormat: 'e164' | 'national_zero' | 'national';
  codecs: string[];
  sessionTimerSeconds: number | null;
  answersOptions: boolean;
  maxChannels: number | null;
  maxCps: number | null;
  isEnabled: boolean;
}

export interface StockLine {
  countryIso: string;
  type: string;
  available: number;
  reserved: number;
  rented: number;
  heldForBuyback: number;
  withdrawn: number;
}

export interface OperatedCarrierDetail extends Omit<OperatedCarrier, 'trunks'> {
  trunks: OperatedTrunk[];
  stock: StockLine[];
}

export interface DatabaseFacts {
  version: string;
  bytes: number;
  maxConnections: number;
  startedAt: Date;
  connections: { name: string; count: number; busy: number; longestSeconds: number }[];
  /** Newest first; one that is not finished failed, or runs. */
  migrations: { name: string; finishedAt: Date | null }[];
  tables: {
    name: string;
    bytes: number;
    rows: number;
    deadRows: number;
    /** Rows read by scans of the whole table, since its figures were reset. */
    rowsReadWhole: number;
    vacuumedAt: Date | null;
  }[];
}

export interface QueueDepth {
  name: string;
  waiting: number;
  running: number;
  failed: number;
}

export interface ProcessFacts {
  workers: { workerId: string; startedAt: Date; beatAt: Date }[];
  /** Null when it is not to be heard. */
  agent: {
    agentId: string;
    callsInProgress: number;
    callsQueued: number;
    /** Records on disk that are not in the database yet. */
    spool: { records: number; bytes: number; limitBytes: number; isDatabaseAway: boolean };
  } | null;
}

export interface Installation {
  about: { version: string; node: string; platform: string };
  settings: { name: string; value: string | null; source: 'environment' | 'default'; isSecret: boolean }[];
  checks: { name: string; ok: boolean; reason: string | null }[];
  database: DatabaseFacts;
  queues: QueueDepth[];
  processes: ProcessFacts;
}
