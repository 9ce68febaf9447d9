/**
 * Decisions a second with full tables, against the least any router must do: find the prefix and sort its routes
 * by priority and cost. Both in one run, alternating, so that the ratio holds on any machine.
 */
import { decide, type Routing } from '@/lib/failover/decide';
import { HEALTHY, type RouteCondition, type RouteHealth, UNDISTURBED, UNLIMITED } from '@/lib/failover/health';
import { DEFAULT_POLICY } from '@/lib/failover/policy';
import { PrefixTrie } from '@/lib/failover/prefix-trie';
import { compileTables } from '@/lib/failover/tables';
import type { CallRequest, Route, TableSource, Trunk } from '@/lib/failover/types';
import { report } from './report';

const TRUNKS = 1_000;
const PREFIXES = 100_000;
const ROUTES_PER_PREFIX = 5;
const CALLS = 8_192;
const ROUNDS = 40;
const DECISIONS_A_SECOND = 300_000;

/** A fixed generator, so that every run measures the same table. */
let state = 20_240_607;
function next(below: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
  return Math.floor(((state >>> 0) / 0x1_0000_0000) * below);
}

function makeTrunk(index: number): Trunk {
  const carrierId = `carrier-${index % 200}`;
  return {
    id: `trunk-${index}`,
    carrierId,
    failureDomains: [carrierId],
    transport: 'udp',
    maxChannels: null,
    maxCps: null,
    capabilities: [],
    outcomeOverrides: [],
  };
}

function makeRoutes(prefix: string): Route[] {
  const first = next(TRUNKS);
  return Array.from({ length: ROUTES_PER_PREFIX }, (_, index) => ({
    prefix,
    trunkId: `trunk-${(first + index * 37) % TRUNKS}`,
    priority: next(3),
    costMicros: next(10_000),
    destinationGroup: prefix.slice(0, 3),
  }));
}

const prefixes = new Set<string>();
while (prefixes.size < PREFIXES) prefixes.add(String(next(8) + 1) + String(next(10 ** (next(5) + 2))));
/** A country that as many carriers serve as a plan has hops, and one that 200 do. */
const FEW = '998';
const MANY = '999';
const carriersOf = (prefix: string, count: number): Route[] =>
  Array.from({ length: count }, (_, index) => {
    const trunkId = `trunk-${index}`;
    return { prefix, trunkId, priority: 0, costMicros: index, destinationGroup: prefix };
  });

const numbers = Array.from({ length: 1_000 }, (_, index) => `1212555${String(index).padStart(4, '0')}`);
const source: TableSource = {
  version: 1,
  trunks: Array.from({ length: TRUNKS }, (_, index) => makeTrunk(index)),
  routes: [...[...prefixes].flatMap(makeRoutes), ...carriersOf(FEW, 5), ...carriersOf(MANY, 200)],
  numbers: numbers.map((number) => ({
    number,
    accountId: 'account',
    tied: false,
    carrierId: 'carrier-0',
    trunkIds: [],
    fallback: null,
  })),
};

const known = [...prefixes];
const calls: CallRequest[] = Array.from({ length: CALLS }, (_, callId) => ({
  callId,
  accountId: 'account',
  callerNumber: numbers[next(numbers.length)] ?? '',
  destination: `${known[next(known.length)]}${10_000 + next(90_000)}`,
  campaign: '',
  attemptNumber: 0,
  humanListens: true,
  ringTimeoutMs: 35_000,
}));

const started = performance.now();
const tables = compileTables(source);
const compileMs = performance.now() - started;

const bare = new PrefixTrie<Route[]>();
for (let index = 0; index < PREFIXES * ROUTES_PER_PREFIX; index += ROUTES_PER_PREFIX) {
  const routes = source.routes.slice(index, index + ROUTES_PER_PREFIX);
  bare.set(routes[0]?.prefix ?? '', routes);
}

function bareDecision({ destination }: CallRequest): readonly Route[] {
  const routes = bare.longest(destination) ?? [];
  return routes.toSorted((one, other) => one.priority - other.priority || one.costMicros - other.costMicros);
}

/** One trunk in fifty is in trouble, as on a bad day. */
const troubled = new Map<string, RouteCondition>();
for (let index = 0; index < TRUNKS; index += 50)
  troubled.set(`trunk-${index}`, { ...HEALTHY, state: index % 100 === 0 ? 'open' : 'degraded', score: index });
const disturbed: RouteHealth = {
  ...UNDISTURBED,
  disturbed: true,
  condition: (trunkId) => troubled.get(trunkId) ?? HEALTHY,
  load: () => UNLIMITED,
};

const callsTo = (prefix: string) => calls.map((call) => ({ ...call, destination: `${prefix}${call.destination}` }));
const toFew = callsTo(FEW);
const toMany = callsTo(MANY);

let seen = 0;
/** Processor time in ms, collecting garbage included: whoever else runs on the machine does not count. */
function timed(decideOne: (call: CallRequest) => { length: number }, asked = calls): number {
  const from = process.cpuUsage();
  for (const call of asked) seen += decideOne(call).length;
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1_000;
}

function planned(routing: Routing): (call: CallRequest) => { length: number } {
  return (call) => decide(routing, call, 0).hops;
}

const healthyPlan = planned({ tables, health: UNDISTURBED, policy: DEFAULT_POLICY });
const troubledPlan = planned({ tables, health: disturbed, policy: DEFAULT_POLICY });
const NEVER = Number.POSITIVE_INFINITY;
const bestMs = { healthy: NEVER, troubled: NEVER, bare: NEVER, few: NEVER, many: NEVER };
for (let round = 0; round < ROUNDS; round += 1) {
  bestMs.bare = Math.min(bestMs.bare, timed(bareDecision));
  bestMs.healthy = Math.min(bestMs.healthy, timed(healthyPlan));
  bestMs.troubled = Math.min(bestMs.troubled, timed(troubledPlan));
  bestMs.few = Math.min(bestMs.few, timed(troubledPlan, toFew));
  bestMs.many = Math.min(bestMs.many, timed(troubledPlan, toMany));
}

const shape = `${TRUNKS} trunks, ${PREFIXES} prefixes of ${ROUTES_PER_PREFIX} routes`;
const kept: boolean[] = [];
for (const [name, ms] of [
  ['nothing known against any route', bestMs.healthy],
  ['one trunk in fifty in trouble', bestMs.troubled],
] as const) {
  const about = `decide, ${shape}, ${name}`;
  const eachUs = (ms / CALLS) * 1_000;
  const bareUs = (bestMs.bare / CALLS) * 1_000;
  const cost = { name: about, unit: 'us', ours: eachUs, baseline: bareUs, against: 'a bare trie and a sort' };
  const rate = { name: about, unit: '1/s', ours: 1_000_000 / eachUs, baseline: DECISIONS_A_SECOND, against: 'the bar' };
  kept.push(report({ ...cost, budget: { atMost: 3 } }), report({ ...rate, budget: { atLeast: 1 } }));
}
const many = { name: 'decide, 200 carriers to one destination', unit: 'us', against: '5 carriers' };
const eachUs = { ours: (bestMs.many / CALLS) * 1_000, baseline: (bestMs.few / CALLS) * 1_000 };
kept.push(report({ ...many, ...eachUs, budget: { atMost: 1.3 } }));
console.log(JSON.stringify({ name: `compile tables, ${shape}`, unit: 'ms', ours: Math.round(compileMs), seen }));
process.exit(kept.every(Boolean) ? 0 : 1);
