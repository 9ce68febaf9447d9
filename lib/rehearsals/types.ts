import type { BreakEven } from '@/lib/simulator/break-even';
import type { CheckedExpectation } from '@/lib/simulator/expectations';
import type { Counts, Delays, FaultReport, Money, SampledCall, Series } from '@/lib/simulator/result';

export type RunState = 'queued' | 'running' | 'done' | 'failed' | 'canceled';

/** What the calls of a run are: made by its scenario, read from a file, or taken from the call log. */
export type RunSource =
  | { kind: 'upload'; fileName: string; calls: number; from: string; to: string }
  | {
      kind: 'log';
      carrier: string;
      numbers: string[];
      calls: number;
      /** When the first and the last of them began. */
      from: string;
      to: string;
      /** The stretch of the log that was asked for. */
      range: { from: string; to: string };
    };

/** A run in a list. */
export interface RunSummary {
  id: string;
  name: string;
  state: RunState;
  /** Done, 0..1000. */
  progress: number;
  policies: string[];
  seeds: number;
  sourceKind: RunSource['kind'] | null;
  createdBy: string;
  createdAt: Date;
  finishedAt: Date | null;
  /** What came of it in one sentence. */
  headline: string | null;
  problem: string | null;
}

/** A run on its own page. */
export interface RunDetail extends RunSummary {
  startedAt: Date | null;
  /** What is running: the policy and its seed. */
  phase: string | null;
  /** As its author wrote it. */
  scenario: ScenarioText;
  source: RunSource | null;
  result: RehearsalResult | null;
}

/** A scenario as a file has it, before it is read: durations are texts such as "90s". */
export type ScenarioText = { readonly [key: string]: unknown };

/** Everything that is kept of a run's outcome. Figures are exact; lines over time are of the first seed. */
export interface RehearsalResult {
  /** Sentences made of the figures, the most important one first. */
  headline: string[];
  seeds: number[];
  lastsMs: number;
  warmUpMs: number;
  /** Time of day at which virtual time begins, ms after midnight; of recorded calls in UTC. */
  startsAtMs: number;
  currency: string;
  faults: { id: string; kind: string; says: string; at: number; endsAt: number }[];
  policies: PolicyResult[];
  /** A row for each figure, a cell for each policy: medians with the interval of nine in ten seeds. */
  comparison: { label: string; cells: string[] }[];
  expectations: CheckedExpectation[];
  breakEven: (BreakEven & { says: string[] }) | null;
  /** What High Availability for these numbers cost in this very stretch of time; null when it was not compared. */
  outage: OutageMoney | null;
}

/** The fault of this run, as money. */
export interface OutageMoney {
  currency: string;
  pairs: number;
  rentalPerMonth: number;
  /** Conversations that HA off lost and HA on did not, redials taken off. */
  saved: { median: number; low: number; high: number; seeds: number };
  /** A month's rental for each of them; null when none was saved. */
  rentalPerSaved: number | null;
}

export interface PolicyResult {
  policy: string;
  /** One for each seed, in order. */
  runs: SeedFigures[];
  stepMs: number;
  series: Omit<Series, 'stepMs'>;
  /** Post-dial delay of the calls that began in each step, ms; null where none reached ringing. */
  delay: { p50: (number | null)[]; p95: (number | null)[] };
  lanes: Lane[];
  trace: TraceLine[];
  /** Changes beyond what `trace` keeps. */
  traceLeftOut: number;
  /** Some calls whole. */
  calls: SampledCall[];
}

export interface SeedFigures {
  seed: number;
  counts: Counts;
  addedDelay: Delays;
  postDialDelay: Delays;
  faults: FaultReport[];
  falseOpens: number;
  stateChanges: number;
  money: Money;
  agentWaitMs: number | null;
  trafficHash: string;
  hash: string;
}

export type LaneState = 'healthy' | 'suspect' | 'degraded' | 'congested' | 'open' | 'probing' | 'ramping';

/** A trunk, or one kind of its calls, over the run: what it was in, when. */
export interface Lane {
  /** "Meridian", "Meridian to mumbai-east". */
  name: string;
  /** "to mumbai-east"; null for the trunk as a whole. */
  part: string | null;
  trunkId: string;
  bands: { state: LaneState; from: number; to: number }[];
}

/** A change of a route's state or an alarm, as a sentence with its figures. */
export interface TraceLine {
  at: number;
  route: string;
  from: LaneState | null;
  to: LaneState | null;
  alarm: string | null;
  says: string;
}

/** A shipped scenario as the list of presets shows it. */
export interface Preset {
  name: string;
  title: string;
  about: string;
  kind: 'outage' | 'congestion' | 'quality' | 'healthy';
  place: 'india' | 'elsewhere';
  lastsMs: number;
}

/** What an uploaded file holds, told before it is used. */
export interface UploadSummary {
  uploadId: string;
  fileName: string;
  rows: number;
  calls: number;
  rejected: number;
  inbound: number;
  /** The first rows that were left out, by line. */
  mistakes: { line: number; reason: string }[];
  numbers: string[];
  numberCount: number;
  from: string;
  to: string;
}

/** The engine's thresholds of one kind, as the form offers them. */
export interface PolicyGroup {
  name: string;
  title: string;
  thresholds: (
    | {
        kind: 'number';
        name: string;
        label: string;
        value: number;
        unit: string;
        min: number;
        max: number;
        reason: string;
      }
    | { kind: 'choice'; name: string; label: string; value: boolean; reason: string }
  )[];
}

/** A carrier of the account's numbers, whose failure their calls can be replayed against. */
export interface ReplayCarrier {
  slug: string;
  name: string;
  numbers: string[];
  /** How many of them have a fallback that is ready. */
  pairs: number;
  fallback: { id: string; name: string } | null;
  /** What a fallback of theirs costs a month, on average, in the account's currency. */
  haRentalPerMonth: number | null;
}
