import type { MakeRouter } from '@/lib/simulator/routers/router-parts';
import { Simulation } from '@/lib/simulator/simulation';
import { type Candidate, candidateRouter } from './candidates';
import { CLOSED_LOOPS, type ClosedLoopName } from './closed-loops';
import { contestant, type Rate } from './contestants';
import { LeanRun } from './lean-run';
import { Weather } from './overdispersion';
import { buildSetting, FAULTS, type FaultKind } from './scenario';
import { average } from './statistics';

/** A piece of the leaderboard that one core does on its own; the same piece always gives the same result. */
export type Job =
  | { kind: 'detection'; contestant: string; rate: Rate; fault: FaultKind; seeds: readonly number[] }
  | { kind: 'healthy'; contestant: string; rate: Rate; isControlled: boolean; calls: number; seed: number }
  | { kind: 'closed-loop'; contestant: string; loop: ClosedLoopName; seeds: readonly number[] }
  | { kind: 'score'; rate: Rate; candidate: Candidate }
  | { kind: 'verify'; rate: Rate; candidate: Candidate; calls: number };

export interface Detection {
  seed: number;
  /** From the fault's start until traffic had left; null when it had not by the horizon. */
  ms: number | null;
  callsUntil: number;
  wasSuspect: boolean;
}

export interface ClosedLoopRun {
  seed: number;
  harmed: number;
  lost: number;
  rungTwice: number;
  stateChanges: number;
  falseOpens: number;
}

export type JobResult =
  | { kind: 'detection'; detections: Detection[]; falseOpens: number; calls: number }
  | { kind: 'healthy'; falseOpens: number; calls: number }
  | { kind: 'closed-loop'; runs: ClosedLoopRun[]; calls: number }
  | { kind: 'score'; scoreMs: number; calls: number }
  | { kind: 'verify'; keepsBudget: boolean; calls: number };

/** Calls of one job on good traffic, so few that all cores end together, and the seed of the first. */
export const HEALTHY_CHUNK = 250_000;
export const HEALTHY_SEED = 1_000;
const WARM_UP = { calls: 1_000, leastMs: 65_000 };
/** Who answers is known only when they have, or after ring time-outs of 35 s. */
const WARM_UP_OF_ANSWERS = { calls: 2_000, leastMs: 150_000 };
const HORIZON = { calls: 10_000, leastMs: 40_000, mostMs: 1_200_000 };

/** How long detectors watch good traffic before the fault, ms. */
function warmUpMs(rate: number, fault: FaultKind): number {
  const { calls, leastMs } = fault.startsWith('answer-rate') ? WARM_UP_OF_ANSWERS : WARM_UP;
  return Math.max(leastMs, (calls / rate) * 1_000);
}

/** How long a fault lasts before a detector counts as blind to it, ms. */
export function horizonMs(rate: number): number {
  return Math.min(HORIZON.mostMs, Math.max(HORIZON.leastMs, (HORIZON.calls / rate) * 1_000));
}

export function runJob(job: Job): JobResult {
  switch (job.kind) {
    case 'detection':
      return detect(contestant(job.contestant).make(job.rate), job);
    case 'healthy':
      return watchHealthy(contestant(job.contestant).make(job.rate), job);
    case 'score':
      return score(candidateRouter(job.candidate), job.rate);
    case 'verify':
      return verify(candidateRouter(job.candidate), job);
    default:
      return playClosedLoop(job);
  }
}

interface DetectionTask {
  rate: number;
  fault: FaultKind;
  seeds: readonly number[];
  /** Instead of the leaderboard's own. */
  lengths?: { warmUpMs: number; horizonMs: number };
}

/** Runs one fault under several seeds, each until it is detected or the horizon is reached. */
export function detect(make: MakeRouter, task: DetectionTask): JobResult & { kind: 'detection' } {
  const { rate, fault, seeds, lengths } = task;
  const atMs = lengths?.warmUpMs ?? warmUpMs(rate, fault);
  const endsMs = atMs + (lengths?.horizonMs ?? horizonMs(rate));
  const { yaml, isControlled } = FAULTS[fault];
  const setting = { callsPerSecond: rate, lastsMs: endsMs, fault: { yaml, atMs, endsMs }, isControlled };
  const world = buildSetting(setting);
  const runs = seeds.map((seed) => {
    const run = new LeanRun(world, { seed, make, stopsWhenLeft: true, weather: null }).run();
    return { ...run, seed, ms: run.detectedMs };
  });
  return {
    kind: 'detection',
    detections: runs.map(({ seed, ms, callsUntil, wasSuspect }) => ({ seed, ms, callsUntil, wasSuspect })),
    falseOpens: sum(runs.map(({ falseOpens }) => falseOpens)),
    calls: sum(runs.map(({ calls }) => calls)),
  };
}

interface HealthyTask {
  rate: number;
  isControlled?: boolean;
  calls: number;
  seed: number;
  stopsAfterFalseOpens?: number;
}

/** Runs good traffic whose failure share and answer rate wander, and counts the times it left its way. */
export function watchHealthy(make: MakeRouter, task: HealthyTask): JobResult & { kind: 'healthy' } {
  const { rate, isControlled = false, calls, seed, stopsAfterFalseOpens } = task;
  const lastsMs = Math.round((calls / rate) * 1_000);
  const world = buildSetting({ callsPerSecond: rate, lastsMs, fault: null, isControlled });
  const weather = new Weather(seed);
  const run = new LeanRun(world, { seed, make, stopsWhenLeft: false, stopsAfterFalseOpens, weather }).run();
  return { kind: 'healthy', falseOpens: run.falseOpens, calls: run.calls };
}

function playClosedLoop({ contestant: name, loop, seeds }: Job & { kind: 'closed-loop' }): JobResult {
  const { setting } = CLOSED_LOOPS[loop];
  const world = buildSetting(setting);
  const makeRouter = contestant(name).make(setting.callsPerSecond);
  const runs = seeds.map((seed) => {
    const { counts, stateChanges, falseOpens } = new Simulation(world, { seed, policy: name, makeRouter }).run();
    const { harmed, lost, rungTwice, offered } = counts;
    return { seed, harmed, lost, rungTwice, stateChanges, falseOpens, offered };
  });
  return {
    kind: 'closed-loop',
    runs: runs.map(({ offered: _, ...run }) => run),
    calls: sum(runs.map(({ offered }) => offered)),
  };
}

const SCORED: readonly FaultKind[] = ['silent', '503', 'congestion'];

/** Geometric mean of the mean times to detect on shorter runs, with those that never do at the horizon. */
function score(make: MakeRouter, rate: Rate): JobResult {
  const lengths = {
    warmUpMs: Math.max(12_000, 300_000 / rate),
    horizonMs: Math.min(1_200_000, Math.max(15_000, 4_000_000 / rate)),
  };
  const results = SCORED.map((fault) => detect(make, { rate, fault, seeds: [1, 2], lengths }));
  const means = results.map(({ detections }) => average(detections.map(({ ms }) => ms ?? lengths.horizonMs)));
  const scoreMs = Math.exp(average(means.map(Math.log)));
  return { kind: 'score', scoreMs, calls: sum(results.map(({ calls }) => calls)) };
}

/** Whether at most one false open is seen in so many healthy calls, on the leaderboard's own. */
function verify(make: MakeRouter, { rate, calls }: { rate: Rate; calls: number }): JobResult {
  const chunks = Math.max(1, Math.round(calls / HEALTHY_CHUNK));
  let falseOpens = 0;
  let played = 0;
  for (let chunk = 0; chunk < chunks && falseOpens <= 1; chunk += 1) {
    const task = { rate, calls: calls / chunks, seed: HEALTHY_SEED + chunk, stopsAfterFalseOpens: 2 };
    const result = watchHealthy(make, task);
    falseOpens += result.falseOpens;
    played += result.calls;
  }
  return { kind: 'verify', keepsBudget: falseOpens <= 1, calls: played };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
