/**
 * What a call costs the engine (a decision and all its events) with 2 carriers and with 200, each destination
 * served by two of them: the cost must not grow with the carriers. Rounds alternate, the best of each counts.
 */
import { createEngine, engineRouter } from '@/lib/failover/engine';
import { DEFAULT_POLICY } from '@/lib/failover/policy';
import { compileTables } from '@/lib/failover/tables';
import type { CallRequest, EngineEvent, Router, TableSource } from '@/lib/failover/types';
import { report } from './report';

const FEW = 2;
const MANY = 200;
const CALLS = 40_000;
const ROUNDS = 12;
const CALLS_A_SECOND = 500;
const BUDGET = 1.3;

function source(carriers: number): TableSource {
  const trunks = Array.from({ length: carriers }, (_, index) => ({
    id: `trunk-${index}`,
    carrierId: `carrier-${index}`,
    failureDomains: [`carrier:carrier-${index}`],
    transport: 'udp' as const,
    maxChannels: null,
    maxCps: null,
    capabilities: [],
    outcomeOverrides: [],
  }));
  const routes = Array.from({ length: MANY }, (_, prefix) =>
    [0, 1].map((step) => ({
      prefix: String(1_000 + prefix),
      trunkId: `trunk-${(prefix + step) % carriers}`,
      priority: step,
      costMicros: 5_000 + step,
      destinationGroup: `group-${prefix % 8}`,
    })),
  ).flat();
  const number = { number: '12125550100', accountId: 'account', tied: false, carrierId: 'carrier-0' };
  return { version: 1, trunks, routes, numbers: [{ ...number, trunkIds: [], fallback: null }] };
}

const request: CallRequest = {
  callId: 0,
  accountId: 'account',
  callerNumber: '12125550100',
  destination: '',
  campaign: 'campaign',
  attemptNumber: 0,
  humanListens: false,
  ringTimeoutMs: 35_000,
};

/** One engine in steady traffic: what a round did not finish, the next does. */
class Steady {
  readonly #router: Router;
  #now = 0;
  #callId = 0;

  constructor(carriers: number) {
    const tables = compileTables(source(carriers), DEFAULT_POLICY);
    this.#router = engineRouter(createEngine({ tables, policy: DEFAULT_POLICY, seed: 1 }));
  }

  /** Microseconds a call. */
  round(): number {
    const from = performance.now();
    for (let call = 0; call < CALLS; call += 1) this.#call();
    return ((performance.now() - from) / CALLS) * 1_000;
  }

  #call(): void {
    this.#now += 1_000 / CALLS_A_SECOND;
    this.#callId += 1;
    const id = this.#callId;
    request.callId = id;
    request.destination = `${1_000 + (id % MANY)}${100_000 + ((id * 7_919) % 900_000)}`;
    const [hop] = this.#router.decide(request, this.#now).hops;
    if (!hop) throw new Error('Every call has a hop.');
    const { trunkId, presentedNumber, destinationGroup, reason, ringMs } = hop;
    const { destination, accountId, campaign, attemptNumber } = request;
    this.#tell({
      ...{ type: 'attempt-started', attemptId: id, callId: id, hopIndex: 0, trunkId, presentedNumber, destination },
      ...{ destinationGroup, accountId, campaign, attemptNumber, ringTimeoutMs: ringMs, purpose: reason.kind },
    });
    this.#tellEarlier(id);
    if (this.#router.nextTickAt(this.#now) <= this.#now) this.#tell({ type: 'tick' });
  }

  /** First responses come 60 calls later (120 ms), ringing after 1,000 (2 s), answers after 5,500 (11 s). */
  #tellEarlier(id: number): void {
    if (id > 60) this.#tell({ type: 'first-response', attemptId: id - 60 });
    if (id > 1_000) this.#tell({ type: 'ringing', attemptId: id - 1_000, earlyMedia: false });
    if (id <= 5_500) return;
    this.#tell({ type: 'answered', attemptId: id - 5_500 });
    this.#tell({ type: 'call-ended', attemptId: id - 5_500, talkMs: 60_000, media: null });
  }

  #tell(event: EngineEvent): void {
    this.#router.observe(event, this.#now);
  }
}

const engines = { few: new Steady(FEW), many: new Steady(MANY) };
const best = { few: Number.POSITIVE_INFINITY, many: Number.POSITIVE_INFINITY };
for (let round = 0; round < ROUNDS; round += 1) {
  best.few = Math.min(best.few, engines.few.round());
  best.many = Math.min(best.many, engines.many.round());
}
const kept = report({
  name: `cost of a call, ${MANY} carriers against ${FEW}`,
  unit: 'us',
  ours: best.many,
  baseline: best.few,
  against: `${FEW} carriers`,
  budget: { atMost: BUDGET },
});
process.exit(kept ? 0 : 1);
