import { CLOSED_LOOPS, type ClosedLoopName } from './closed-loops';
import { BOUNDS, CONTESTANTS, type Contestant, RATES, type Rate } from './contestants';
import {
  type ClosedLoopRun,
  type Detection,
  HEALTHY_CHUNK,
  HEALTHY_SEED,
  horizonMs,
  type Job,
  type JobResult,
} from './jobs';
import { informationLimit, type Limit } from './limits';
import { FAULT_KINDS, FAULTS, type FaultKind } from './scenario';
import { average, type Summary, summarise } from './statistics';

/** By which ours goes. */
export const OURS = 'engine';
/** At most one false open in so many healthy calls. */
export const BUDGET_CALLS = 1_000_000;
/** A detector within this of the soonest one counts as level with it. */
const LEVEL = 1.1;

export interface Size {
  seeds: number;
  closedLoopSeeds: number;
  rates: readonly Rate[];
  /** Healthy calls for each contestant and rate, and for ours. */
  healthyCalls: number;
  healthyCallsOfOurs: number;
}

export const FULL: Size = {
  seeds: 40,
  closedLoopSeeds: 10,
  rates: RATES,
  healthyCalls: 1_000_000,
  healthyCallsOfOurs: 2_600_000,
};

/** How one detector meets one fault at one rate. */
export interface Cell {
  contestant: string;
  rate: Rate;
  fault: FaultKind;
  /** Null when it is told nothing by which it could see the fault. */
  time: Summary | null;
  /** Mean calls that began on the faulty carrier before traffic left it. */
  callsUntil: number;
  /** Share of runs in which it at least suspected. */
  suspected: number;
  /** Mean time to the limit. */
  ratio: number;
  /** 1 = soonest; those level with it share its place. Null when the false-opens budget is not kept or it missed one. */
  place: number | null;
}

export interface Health {
  contestant: string;
  rate: Rate;
  /** Whether part of the calls went over the other carrier for comparison. */
  isControlled: boolean;
  calls: number;
  falseOpens: number;
  keepsBudget: boolean;
}

export interface Closed {
  contestant: string;
  loop: ClosedLoopName;
  runs: ClosedLoopRun[];
}

export interface Leaderboard {
  size: Size;
  limits: { rate: Rate; fault: FaultKind; limit: Limit }[];
  cells: Cell[];
  health: Health[];
  closed: Closed[];
  /** Simulated calls in all. */
  calls: number;
}

/** Every job of a leaderboard, the longest first. */
export function planJobs(size: Size): Job[] {
  const healthy = size.rates.flatMap((rate) => [
    ...CONTESTANTS.flatMap(({ name }) => {
      const calls = name === OURS ? size.healthyCallsOfOurs : size.healthyCalls;
      return healthyJobs({ contestant: name, rate, isControlled: false }, calls);
    }),
    ...healthyJobs({ contestant: OURS, rate, isControlled: true }, size.healthyCalls),
  ]);
  const seeds = Array.from({ length: size.seeds }, (_, index) => index + 1);
  const detection = size.rates
    .toReversed()
    .flatMap((rate) =>
      FAULT_KINDS.flatMap((fault) =>
        CONTESTANTS.filter((one) => isPlayed(one, fault)).map(
          ({ name }): Job => ({ kind: 'detection', contestant: name, rate, fault, seeds }),
        ),
      ),
    );
  const closedSeeds = seeds.slice(0, size.closedLoopSeeds);
  const closed = closedLoopNames(size).flatMap((loop) =>
    [...CONTESTANTS, ...BOUNDS].map(
      ({ name }): Job => ({ kind: 'closed-loop', contestant: name, loop, seeds: closedSeeds }),
    ),
  );
  return [...closed, ...detection, ...healthy];
}

function healthyJobs(of: Pick<Health, 'contestant' | 'rate' | 'isControlled'>, calls: number): Job[] {
  const chunks = Math.max(1, Math.round(calls / HEALTHY_CHUNK));
  return Array.from({ length: chunks }, (_, chunk) => {
    return { kind: 'healthy', ...of, calls: calls / chunks, seed: HEALTHY_SEED + chunk };
  });
}

function closedLoopNames({ closedLoopSeeds }: Size): ClosedLoopName[] {
  return closedLoopSeeds === 0 ? [] : loopNames();
}

/** The names of the closed loops in their order. */
export function loopNames(): ClosedLoopName[] {
  const isName = (name: string): name is ClosedLoopName => Object.hasOwn(CLOSED_LOOPS, name);
  return Object.keys(CLOSED_LOOPS).filter(isName);
}

/** Whether a fault is worth playing: who is told no answers cannot see them fail, and only ours compares carriers. */
function isPlayed({ name, readsAnswers }: Contestant, fault: FaultKind): boolean {
  if (fault === 'answer-rate, with control') return name === OURS;
  return readsAnswers || fault !== 'answer-rate';
}

/** Puts the jobs' results together. */
export function assemble(size: Size, jobs: readonly Job[], results: readonly JobResult[]): Leaderboard {
  const health = new Map<string, Health>();
  const cells: Cell[] = [];
  const closed: Closed[] = [];
  let calls = 0;
  for (const [index, job] of jobs.entries()) {
    const result = results[index];
    if (!result) continue;
    calls += result.calls;
    if (job.kind === 'healthy' && result.kind === 'healthy') addHealth(health, job, result);
    if (job.kind === 'detection' && result.kind === 'detection') cells.push(makeCell(job, result.detections));
    if (job.kind === 'closed-loop' && result.kind === 'closed-loop')
      closed.push({ contestant: job.contestant, loop: job.loop, runs: result.runs });
  }
  const kept = [...health.values()];
  for (const one of kept) one.keepsBudget = one.falseOpens <= Math.max(1, one.calls / BUDGET_CALLS);
  const limits = size.rates.flatMap((rate) =>
    FAULT_KINDS.map((fault) => ({ rate, fault, limit: informationLimit(fault, rate) })),
  );
  for (const { rate, fault } of limits)
    rank(
      cells.filter((cell) => cell.rate === rate && cell.fault === fault),
      kept,
    );
  return { size, limits, cells, health: kept, closed, calls };
}

function addHealth(
  health: Map<string, Health>,
  { contestant, rate, isControlled }: Job & { kind: 'healthy' },
  { calls, falseOpens }: JobResult & { kind: 'healthy' },
): void {
  const key = `${contestant} ${rate} ${isControlled}`;
  const found = health.get(key) ?? { contestant, rate, isControlled, calls: 0, falseOpens: 0, keepsBudget: false };
  found.calls += calls;
  found.falseOpens += falseOpens;
  health.set(key, found);
}

function makeCell({ contestant, rate, fault }: Job & { kind: 'detection' }, detections: readonly Detection[]): Cell {
  const time = summarise(
    detections.map(({ ms }) => ms),
    horizonMs(rate),
  );
  return {
    ...{ contestant, rate, fault, time },
    callsUntil: average(detections.map(({ callsUntil }) => callsUntil)),
    suspected: average(detections.map(({ wasSuspect }) => (wasSuspect ? 1 : 0))),
    ratio: time.meanMs / informationLimit(fault, rate).ms,
    place: null,
  };
}

function isOurs({ contestant }: Cell): boolean {
  return contestant.startsWith(OURS);
}

/** Whether the cell's detector leaves good traffic alone under the cell's conditions. */
export function keepsBudget(
  health: readonly Health[],
  { contestant, rate, fault }: Pick<Cell, 'contestant' | 'rate' | 'fault'>,
): boolean {
  const { isControlled } = FAULTS[fault];
  return health.some(
    (one) => one.contestant === contestant && one.rate === rate && one.isControlled === isControlled && one.keepsBudget,
  );
}

function rank(cells: readonly Cell[], health: readonly Health[]): void {
  const ranked = cells.filter((cell) => cell.time?.missed === 0 && keepsBudget(health, cell));
  for (const cell of ranked) {
    const mine = cell.time?.meanMs ?? 0;
    // Ours under its own budget and under the others' are one and the same detector.
    const rivals = ranked.filter((one) => one === cell || !(isOurs(one) && isOurs(cell)));
    const means = rivals.map(({ time }) => time?.meanMs ?? 0);
    const isLevel = mine <= Math.min(...means) * LEVEL;
    cell.place = isLevel ? 1 : 1 + means.filter((mean) => mean < mine).length;
  }
}
