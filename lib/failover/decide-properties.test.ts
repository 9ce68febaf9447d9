import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from './decide';
import { HEALTHY, type PairCondition, type RouteCondition, type RouteHealth, type TrunkLoad } from './health';
import { DEFAULT_POLICY } from './policy';
import { aCall, aNumber, aRoute, aTrunk, pairedNumber } from './table-rows';
import { compileTables } from './tables';
import type { CallRequest, Hop, Override, RouteStateName } from './types';

const STATES: readonly RouteStateName[] = ['healthy', 'suspect', 'degraded', 'congested', 'open', 'probing', 'ramping'];
const trunkIds = ['a1', 'a2', 'b1', 'b2', 'c1', 'd1', 'e1', 'f1'];
const prefixes = ['', '9', '91', '9180', '44', '4420'];

/** Numbers of every kind: tied with and without a pair, and free ones. */
const numbers = [
  { ...pairedNumber('9180', 'a1', 'b1'), trunkIds: ['a1', 'a2'] },
  pairedNumber('9144', 'b1', 'c1'),
  aNumber('9122', 'd1'),
  { ...aNumber('1212', 'e1'), tied: false, trunkIds: [] },
];
const callers = [...numbers.map(({ number }) => number), '9180-fallback', '9144-fallback'];
/** The carrier that owns each tied number; free ones belong to nobody. */
const ownerOf: Readonly<Record<string, string>> = {
  '9180': 'a',
  '9180-fallback': 'b',
  '9144': 'b',
  '9144-fallback': 'c',
  '9122': 'd',
};

const tables = compileTables({
  version: 1,
  trunks: trunkIds.map((id) => aTrunk(id)),
  routes: prefixes.flatMap((prefix, index) =>
    trunkIds
      .slice(index % 3, (index % 3) + 5)
      .map((id, rank) => aRoute(prefix, id, { priority: rank % 3, costMicros: 100 - rank })),
  ),
  numbers,
});

const condition: fc.Arbitrary<RouteCondition> = fc.record({
  state: fc.oneof(
    { weight: 3, arbitrary: fc.constant('healthy' as const) },
    { weight: 4, arbitrary: fc.constantFrom(...STATES) },
  ),
  share: fc.constantFrom(0, 0.1, 0.5, 1),
  comparisonShare: fc.constantFrom(0, 0, 0.1, 1),
  score: fc.constantFrom(0, 1, 2),
  firstResponseMs: fc.constantFrom(0, 50, 900, 5_000),
});
const load: fc.Arbitrary<TrunkLoad> = fc.record({
  used: fc.constantFrom(0, 0, 0, 4, 8, 10),
  limit: fc.constantFrom(10, 10, Number.POSITIVE_INFINITY),
  reserved: fc.constantFrom(0, 2),
});
const pair: fc.Arbitrary<PairCondition | null> = fc.option(
  fc.record({ proof: fc.constantFrom('unproven', 'proven', 'failed'), staysOnFallback: fc.boolean() }),
);
const action = fc.constantFrom<Override['action'] | null>(null, null, null, null, 'drain', 'force');

const world = fc.record({
  conditions: fc.tuple(...trunkIds.map(() => condition)),
  loads: fc.tuple(...trunkIds.map(() => load)),
  holds: fc.tuple(...trunkIds.map(() => fc.constantFrom(0, 0, 0, 0, 2_000))),
  actions: fc.tuple(...trunkIds.map(() => action)),
  pairAction: action,
  pair,
});
type World = typeof world extends fc.Arbitrary<infer Value> ? Value : never;
const call: fc.Arbitrary<CallRequest> = fc
  .record({
    callerNumber: fc.constantFrom(...callers),
    destination: fc.constantFrom(
      '919876543210',
      '918041234567',
      '442079460000',
      '12125550100',
      '919876543211',
      '919876543299',
    ),
    humanListens: fc.boolean(),
  })
  .map((chosen) => aCall(chosen));

function healthOf(
  { conditions, loads, holds, actions, pair: known, pairAction }: World,
  isOverridden: boolean,
): RouteHealth {
  const of = <Value>(values: readonly Value[], trunkId: string) => values[trunkIds.indexOf(trunkId)];
  const override = (chosen: Override['action'] | null | undefined): Override | null =>
    chosen
      ? { action: chosen, target: { kind: 'trunk', trunkId: '' }, reason: 'Test', by: 'test', expiresAt: null }
      : null;
  return {
    disturbed: true,
    overridden: isOverridden,
    condition: (trunkId) => of(conditions, trunkId) ?? HEALTHY,
    load: (trunkId) => of(loads, trunkId) ?? { used: 0, limit: 1, reserved: 0 },
    holdUntil: (trunkId) => of(holds, trunkId) ?? 0,
    trunkOverride: (trunkId) => override(of(actions, trunkId)),
    pairOverride: () => override(pairAction),
    pair: () => known,
  };
}

const NOW = 1_000;

/** Whether a trunk could take the call in its ordinary place. */
function isWell({ conditions, loads, holds }: World, { trunkId }: Hop): boolean {
  const index = trunkIds.indexOf(trunkId);
  const room = loads[index];
  const isFree = room !== undefined && room.used < room.limit - room.reserved;
  return conditions[index]?.state === 'healthy' && isFree && (holds[index] ?? 0) <= NOW;
}

/** Throws when a hop presents a number that is not its carrier's; returns how many hops there are. */
function countOwnHops({ callerNumber }: CallRequest, hops: readonly Hop[]): number {
  for (const { presentedNumber, carrierId } of hops) {
    const owner = ownerOf[presentedNumber];
    if (owner !== undefined && owner !== carrierId) throw new Error(`${presentedNumber} left by carrier ${carrierId}.`);
    if (owner === undefined && presentedNumber !== callerNumber) throw new Error('A free caller ID was changed.');
  }
  return hops.length;
}

describe('plans, whatever the state of routes', () => {
  it('present a number only on the carrier that owns it', () => {
    let hops = 0;
    fc.assert(
      fc.property(
        world,
        fc.array(call, { minLength: 25, maxLength: 25 }),
        fc.boolean(),
        (known, calls, isOverridden) => {
          const health = healthOf(known, isOverridden);
          for (const one of calls)
            hops += countOwnHops(one, decide({ tables, health, policy: DEFAULT_POLICY }, one, NOW).hops);
        },
      ),
      { seed: 51, numRuns: 20_000 },
    );
    expect(hops).toBeGreaterThan(1_000_000);
  });

  it('are never empty and name each trunk once', () => {
    fc.assert(
      fc.property(world, call, fc.boolean(), (known, one, isOverridden) => {
        const { hops, refusal } = decide(
          { tables, health: healthOf(known, isOverridden), policy: DEFAULT_POLICY },
          one,
          NOW,
        );
        expect(refusal).toBeNull();
        expect(hops.length).toBeGreaterThan(0);
        expect(new Set(hops.map(({ trunkId }) => trunkId)).size).toBe(hops.length);
        if (one.callerNumber.endsWith('fallback')) expect(hops).toHaveLength(1);
      }),
      { seed: 52, numRuns: 5_000 },
    );
  });

  it('begin with no open route while one is healthy, canaries and overrides aside', () => {
    fc.assert(
      fc.property(world, call, (known, one) => {
        const { hops } = decide({ tables, health: healthOf(known, false), policy: DEFAULT_POLICY }, one, NOW);
        const [first, ...behind] = hops;
        const reason = first?.reason;
        if (!reason || !('state' in reason)) return;
        if (behind.some((hop) => isWell(known, hop) && known.pair?.proof !== 'failed'))
          expect(reason.state).not.toBe('open');
      }),
      { seed: 53, numRuns: 20_000 },
    );
  });

  it('put a healthy hop behind every canary', () => {
    let canaries = 0;
    fc.assert(
      fc.property(world, call, fc.boolean(), (known, one, isOverridden) => {
        const { hops } = decide({ tables, health: healthOf(known, isOverridden), policy: DEFAULT_POLICY }, one, NOW);
        hops.forEach((hop, index) => {
          if (hop.reason.kind !== 'canary') return;
          canaries += 1;
          const states = hops.slice(index + 1).map(({ reason }) => ('state' in reason ? reason.state : reason.kind));
          expect(states).toContain('healthy');
        });
      }),
      { seed: 54, numRuns: 50_000 },
    );
    expect(canaries).toBeGreaterThan(100);
  });

  it('try the least bad first when all are open', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 8, maxLength: 8 }), call, (scores, one) => {
        const conditions = scores.map((score) => ({ ...HEALTHY, state: 'open' as const, score }));
        const health = {
          ...healthOf({ conditions, loads: [], holds: [], actions: [], pair: null, pairAction: null }, false),
          load: () => ({ used: 0, limit: 1, reserved: 0 }),
        };
        const tried = decide({ tables, health, policy: DEFAULT_POLICY }, one, NOW).hops.map(
          ({ trunkId }) => scores[trunkIds.indexOf(trunkId)] ?? 0,
        );
        expect(tried).toEqual(tried.toSorted((one, other) => one - other));
        expect(tried.length).toBeGreaterThan(0);
      }),
      { seed: 55, numRuns: 2_000 },
    );
  });

  it('are the same for the same question', () => {
    fc.assert(
      fc.property(world, call, call, (known, one, other) => {
        const routing = { tables, health: healthOf(known, true), policy: DEFAULT_POLICY };
        const before = decide(routing, one, NOW);
        decide(routing, other, NOW);
        expect(decide(routing, one, NOW)).toEqual(before);
      }),
      { seed: 56, numRuns: 2_000 },
    );
  });
});
