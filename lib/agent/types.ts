import type {
  AttemptPhase,
  CallerNumber,
  Hop,
  LocalEnd,
  OutcomeClass,
  RouteStateName,
  TableSource,
  TraceEntry,
} from '@/lib/failover/types';
import type { CurrencyCode } from '@/lib/money';

/** An account as the agent must know it to take its calls without the database. */
export interface CallingAccount {
  id: string;
  currency: CurrencyCode;
  /** Balance less holds when it was read; what the agent has charged since is taken off by the agent. */
  availableMicros: bigint;
  callsPerSecond: number;
  concurrentCalls: number;
  taxBasisPoints: number;
}

/** Why a caller number must not call at present. */
export type CallerBlock = 'past-grace' | 'compliance-missing' | 'compliance-not-accepted' | 'compliance-suspended';

/** A caller number with what its calls depend on besides routing. */
export interface CallingNumber extends CallerNumber {
  rentalId: string;
  countryIso: string;
  block: CallerBlock | null;
}

/** What a minute to a prefix costs the customer; the longest matching prefix counts. */
export interface CustomerRate {
  prefix: string;
  destination: string;
  inrMicros: bigint;
  usdMicros: bigint;
}

/** A trunk's own record, beyond what routing needs. */
export interface TrunkRecord {
  /** Of the database: never given again, so that the sandbox keeps its place by it. */
  databaseId: number;
  /** The engine's id: the trunk's slug. */
  id: string;
  carrierDatabaseId: number;
  carrierId: string;
  carrierName: string;
  kind: 'sandbox' | 'sip';
  answersOptions: boolean;
  /** A scenario's carrier (set-up times, failure rate, media), as far as it is told. */
  behaviour: unknown;
}

/** A fault that lies on a sandbox trunk now or soon. */
export interface ActiveFault {
  id: string;
  trunkId: string;
  prefix: string;
  /** A scenario's fault without times and scope. */
  fault: unknown;
  startsAt: number;
  endsAt: number;
}

/** An override in force now or soon. */
export interface ActiveOverride {
  id: string;
  target: { kind: 'trunk' | 'carrier' | 'pair'; id: string };
  action: 'drain' | 'force';
  reason: string;
  by: string;
  startsAt: number;
  endsAt: number;
}

export interface TrafficOrder {
  id: string;
  accountId: string;
  callsPerSecond: number;
  numbers: readonly string[];
  destinations: readonly string[];
  startsAt: number;
  endsAt: number;
}

/** Everything the agent holds in memory, read as a whole and swapped as a whole. */
export interface AgentTables {
  source: Omit<TableSource, 'version' | 'numbers'>;
  numbers: readonly CallingNumber[];
  accounts: readonly CallingAccount[];
  rates: readonly CustomerRate[];
  trunks: readonly TrunkRecord[];
  faults: readonly ActiveFault[];
  overrides: readonly ActiveOverride[];
  traffic: readonly TrafficOrder[];
  /**
   * Up to which of its records each agent's calls were written when this was read: what it charged in later ones is
   * not in the balances yet.
   */
  written: readonly { agentId: string; sequence: number }[];
}

export type CallPurpose = 'customer' | 'test' | 'proof' | 'traffic';

export type CallStateName =
  | 'queued'
  | 'dialing'
  | 'ringing'
  | 'in_progress'
  | 'completed'
  | 'busy'
  | 'no_answer'
  | 'failed'
  | 'canceled';

export type HangupSourceName = 'caller' | 'callee' | 'carrier' | 'platform' | 'api_request' | 'error';

/** A hop that was tried, with its moments in ms of the wall clock. */
export interface AttemptRecord {
  position: number;
  hopIndex: number;
  trunkId: string;
  carrierId: string;
  presentedNumber: string;
  sentAt: number;
  respondedAt: number | null;
  ringingAt: number | null;
  answeredAt: number | null;
  endedAt: number | null;
  sipCode: number | null;
  cause: number | null;
  local: LocalEnd | null;
  phase: AttemptPhase;
  outcome: OutcomeClass | null;
  isBlamed: boolean;
  isLateAnswer: boolean;
  mosHundredths: number | null;
}

/** A call as it stands when the record is made; a later record of it replaces the earlier one. */
export interface CallRecord {
  /** Of the engine; ordered by time. */
  id: number;
  uuid: string;
  accountId: string;
  purpose: CallPurpose;
  fromNumber: string;
  toNumber: string;
  presentedNumber: string | null;
  rentalId: string | null;
  state: CallStateName;
  queuedAt: number;
  startedAt: number | null;
  ringingAt: number | null;
  answeredAt: number | null;
  endedAt: number | null;
  postDialDelayMs: number | null;
  currency: CurrencyCode;
  /** Per minute, micros as decimal digits (JSON has no bigint). */
  rateMicros: string;
  taxBasisPoints: number;
  hangupCode: number | null;
  hangupSource: HangupSourceName | null;
  sipCode: number | null;
  cause: number | null;
  carrierId: string | null;
  trunkId: string | null;
  failedOver: boolean;
  saved: boolean;
  plan: readonly Hop[];
  attempts: readonly AttemptRecord[];
  /** Of the order that placed it, for the agent's own next process; the database does not keep it. */
  idempotencyKey?: string;
}

/** How routes stand when an agent begins; what is not named is healthy and has no incident. */
export interface Standing {
  /** Open ones, by the engine's ids. */
  incidents: readonly number[];
  routes: readonly { trunkId: string; destinationGroup: string | null; number: string | null; state: RouteStateName }[];
}

/** What the agent writes behind the call path, in order and once each. */
export type AgentRecord =
  | { type: 'call'; call: CallRecord }
  | {
      type: 'route-state';
      at: number;
      trunkId: string;
      destinationGroup: string | null;
      number: string | null;
      from: RouteStateName;
      to: RouteStateName;
      trace: TraceEntry;
    }
  | { type: 'incident-opened'; at: number; engineId: number; trunkId: string; trace: TraceEntry }
  | { type: 'incident-closed'; at: number; engineId: number; trunkId: string; trace: TraceEntry }
  | { type: 'alarm'; at: number; alarm: string; trunkId: string | null; number: string | null; trace: TraceEntry }
  | ({ type: 'standing'; at: number } & Standing)
  | { type: 'pair-proof'; at: number; pairId: string; ok: boolean; sentence: string }
  | { type: 'trunk-minute'; minute: number; figures: TrunkMinuteFigures };

export interface TrunkMinuteFigures {
  trunkId: string;
  attempts: number;
  answered: number;
  networkFailures: number;
  congested: number;
  callee: number;
  talkSeconds: number;
  peakInProgress: number;
  delayP50Ms: number | null;
  delayP95Ms: number | null;
  mosHundredths: number | null;
}

/** A trunk as it is now; figures are of the last minute. */
export interface LiveTrunk {
  trunkId: string;
  carrierId: string;
  state: RouteStateName;
  /** When it came into this state; null when it has always been in it. */
  since: number | null;
  /** The figures behind the last change; null when there was none. */
  lastChange: TraceEntry | null;
  /** Destination groups and numbers of it that are not healthy. */
  parts: readonly { destinationGroup: string | null; number: string | null; state: RouteStateName }[];
  inProgress: number;
  maxChannels: number | null;
  /** Congestion cap in force, attempts a second; null when none. */
  capPerSecond: number | null;
  attempts: number;
  answered: number;
  networkFailures: number;
  callee: number;
  delayP50Ms: number | null;
  delayP95Ms: number | null;
  mosHundredths: number | null;
  /** Attempts in the last second. */
  attemptsPerSecond: number;
  faultIds: readonly string[];
  overrideId: string | null;
}

/** What the agent tells once a second. */
export interface LiveState {
  agentId: string;
  at: number;
  callsInProgress: number;
  callsQueued: number;
  callsPerSecond: number;
  openIncidents: readonly { engineId: number; trunkId: string; openedAt: number }[];
  trunks: readonly LiveTrunk[];
  /** Records not yet in the database. */
  spool: { records: number; bytes: number; limitBytes: number; isDatabaseAway: boolean };
}

/** Where records go: to a spool on disk first, and from there to the database, in order and once each. */
export interface Records {
  /** Takes a record, which must not change any more, and answers with its sequence. Never refuses. */
  write(record: AgentRecord): number;
  /** Whether it has no room left: new calls are refused then, for a call that cannot be recorded is not placed. */
  readonly isFull: boolean;
  /** Resolves once every record taken so far is on disk: from then on it is not lost. */
  flush(): Promise<void>;
}
