/**
 * Calls that the simulator plays in a second of one core, engine included, against its event queue and its random
 * numbers alone on the same traffic; and what a run ten times as long adds to its memory.
 */
import v8 from 'node:v8';
import vm from 'node:vm';
import { Quantiles } from '@/lib/simulator/distributions';
import { EventQueue } from '@/lib/simulator/events';
import { draw, FAMILY, keyHigh, keyLow } from '@/lib/simulator/random';
import { ROUTERS } from '@/lib/simulator/routers/registry';
import { readScenario } from '@/lib/simulator/scenario/read';
import { runStudy } from '@/lib/simulator/study';
import { report } from './report';

const CALLS_A_SECOND = 150_000;
const ROUNDS = 5;
const PER_SECOND = 50;

/** A day's traffic with an outage in it, cut to as many calls as wanted. */
function scenario(calls: number) {
  const seconds = Math.ceil(calls / PER_SECOND);
  return readScenario(
    `
name: bench
title: Bench
kind: outage
place: india
lasts: ${seconds}s
carriers: [{ id: meridian }, { id: sagar }]
numbers:
  - id: sales
    carrier: meridian
    first: "912248880000"
    count: 400
    tied: true
    fallback: { carrier: sagar, first: "912261110000" }
destinations:
  - { group: mumbai, prefix: "9198" }
  - { group: delhi, prefix: "9199" }
  - { group: karnataka, prefix: "9196" }
traffic: [{ id: collections, numbers: sales, rate: ${PER_SECOND} }]
faults: [{ id: outage, kind: silent, at: ${Math.floor(seconds / 2)}s, lasts: 30s, carriers: [meridian] }]
`,
    'bench',
  );
}

function policy(name: string) {
  const make = ROUTERS.get(name);
  if (!make) throw new Error(`There is no policy ${name}.`);
  return { name, make };
}

/** Seconds of this process's processor time that the work takes: another process on the core does not count. */
function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** What any simulation of these calls must do: keep their events in order and draw their fates. */
function bare(calls: number, eventsPerCall: number): void {
  const queue = new EventQueue(4_096);
  const gap = Quantiles.exponential(1_000 / PER_SECOND);
  const step = Quantiles.lognormal(9_000, 0.8);
  let at = 0;
  let placed = 0;
  const place = () => {
    const low = keyLow(1, FAMILY.arrival, placed);
    at += gap.real(draw(low, keyHigh(1, FAMILY.arrival, placed), 1));
    queue.add(Math.floor(at), 0, placed, 0);
    placed += 1;
  };
  place();
  for (let now = queue.nextAt(); now < Number.POSITIVE_INFINITY; now = queue.nextAt()) {
    queue.take();
    const { kind, subject } = queue;
    if (kind === 0 && placed < calls) place();
    if (kind + 1 >= eventsPerCall) continue;
    const low = keyLow(1, FAMILY.contact, subject);
    const high = keyHigh(1, FAMILY.contact, subject);
    queue.add(now + step.whole(draw(low, high, 2 * kind) ^ draw(low, high, 2 * kind + 1)), kind + 1, subject, 0);
  }
}

function best(times: readonly number[]): number {
  return Math.min(...times);
}

function speed(): boolean[] {
  const calls = 250_000;
  const of = scenario(calls);
  const times: Record<'engine' | 'retry-only' | 'bare', number[]> = { engine: [], 'retry-only': [], bare: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of ['engine', 'retry-only'] as const)
      times[name].push(cpuSeconds(() => runStudy({ ...of, seed: round + 1 }, { policies: [policy(name)], seeds: 1 })));
    times.bare.push(cpuSeconds(() => bare(calls, 5)));
  }
  const perSecond = (name: keyof typeof times) => calls / best(times[name]);
  return [
    report({
      name: 'simulator.calls',
      unit: 'calls/s',
      ours: perSecond('engine'),
      baseline: CALLS_A_SECOND,
      against: 'the least it must play on one core, engine included; quietest of five rounds',
      budget: { atLeast: 1 },
    }),
    report({
      name: 'simulator.without-engine',
      unit: 'calls/s',
      ours: perSecond('retry-only'),
      baseline: perSecond('engine'),
      against: 'the same with the engine',
    }),
    report({
      name: 'simulator.to-bare-queue',
      unit: 'calls/s',
      ours: perSecond('engine'),
      baseline: perSecond('bare'),
      against: 'its event queue and random numbers alone, five events and ten draws a call',
    }),
  ];
}

/** What is reachable near the end of a run, in MB. */
function memoryOf(calls: number, collect: () => void): number {
  let found = 0;
  runStudy(scenario(calls), {
    policies: [policy('engine')],
    seeds: 1,
    onProgress: (share) => {
      if (found > 0 || share < 0.95) return;
      collect();
      found = process.memoryUsage().heapUsed / 1e6;
    },
  });
  return found;
}

function memory(): boolean {
  v8.setFlagsFromString('--expose-gc');
  const collect: () => void = vm.runInNewContext('gc');
  const small = memoryOf(1_000_000, collect);
  const large = memoryOf(10_000_000, collect);
  return report({
    name: 'simulator.memory.10m-to-1m',
    unit: 'MB',
    ours: large,
    baseline: small,
    against: 'what a run of one million calls holds near its end',
    budget: { atMost: 1.25 },
  });
}

/** Answers with the exit code. */
export default async function run(): Promise<number> {
  return [...speed(), memory()].every(Boolean) ? 0 : 1;
}
