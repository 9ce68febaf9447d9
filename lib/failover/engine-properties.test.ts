import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine, engineRouter, restore, snapshot } from './engine';
import { DEFAULT_POLICY } from './policy';
import { aCall, aRoute, aTrunk } from './table-rows';
import { compileTables } from './tables';
import { type CallLog, type CallTrial, runCalls, type Treatment } from './trial-calls';
import type { Hop, Router } from './types';

const CALLER = '15550100';
const tables = compileTables({
  version: 1,
  trunks: [aTrunk('a1'), aTrunk('b1'), aTrunk('b2')],
  routes: ['91', '92'].flatMap((prefix) =>
    ['a1', 'b1', 'b2'].map((trunkId, priority) => aRoute(prefix, trunkId, { priority })),
  ),
  numbers: [{ number: CALLER, accountId: 'account', tied: false, carrierId: 'a', trunkIds: [], fallback: null }],
});
const options = { tables, policy: DEFAULT_POLICY, seed: 3 };
const UNTIL_MS = 60_000;

/** A fault on one trunk towards one prefix or all, from when to when. */
const fault = fc.record({
  trunkId: fc.constantFrom('a1', 'b1', 'b2'),
  prefix: fc.constantFrom('9', '91', '92'),
  from: fc.integer({ min: 0, max: UNTIL_MS }),
  lasts: fc.integer({ min: 100, max: 40_000 }),
  treatment: fc.constantFrom<Treatment>(
    { silent: true },
    { failing: 1 },
    { failing: 0.3 },
    { failing: 1, sipCode: 403 },
    { failing: 1, sipCode: 500 },
    { addedMs: 700 },
  ),
});
type Fault = typeof fault extends fc.Arbitrary<infer Value> ? Value : never;

const day = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  rate: fc.constantFrom(0.5, 5, 30),
  faults: fc.array(fault, { maxLength: 4 }),
});
type Day = typeof day extends fc.Arbitrary<infer Value> ? Value : never;

function play({ seed, rate, faults }: Day, router: Router): CallLog {
  const call: CallTrial['call'] = (callId, random) =>
    aCall({
      callId,
      callerNumber: CALLER,
      destination: (random() < 0.5 ? '91' : '92') + String(Math.floor(random() * 1e10)).padStart(10, '0'),
    });
  const treatment = (hop: Hop, at: number, destination: string) =>
    faults.find((one) => meets(one, { hop, at, destination }))?.treatment ?? {};
  return runCalls(router, {
    seed,
    untilMs: UNTIL_MS,
    rate: () => rate,
    call,
    treatment,
    answersOptions: seed % 2 === 0,
  });
}

function meets({ trunkId, prefix, from, lasts }: Fault, met: { hop: Hop; at: number; destination: string }): boolean {
  const isThere = met.hop.trunkId === trunkId && met.destination.startsWith(prefix);
  return isThere && met.at >= from && met.at < from + lasts;
}

/** A canary goes over a probing route, which its reason says by its kind, not by a state. */
const isOpen = ({ reason }: Hop) => 'state' in reason && reason.state === 'open';
const fresh = () => engineRouter(createEngine(options));
const changesOf = ({ effects }: CallLog) =>
  effects.flatMap(({ effect }) => (effect.type === 'route-state-changed' ? [effect] : []));

describe('whatever happens to three trunks', () => {
  it('the same events lead to the same plans, states and traces', () => {
    fc.assert(
      fc.property(day, (one) => {
        expect(play(one, fresh())).toEqual(play(one, fresh()));
      }),
      { numRuns: 12, seed: 42 },
    );
  });

  it('a snapshot at any moment goes on as if nothing had stopped', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 2_000 }), (one, stopsAt) => {
        let engine = createEngine(options);
        let router = engineRouter(engine);
        let events = 0;
        const stopped = play(one, {
          decide: (call, now) => router.decide(call, now),
          mayRetry: (call, next, now) => router.mayRetry(call, next, now),
          nextTickAt: (now) => router.nextTickAt(now),
          observe: (event, now) => {
            events += 1;
            if (events === stopsAt) {
              engine = restore(options, JSON.parse(JSON.stringify(snapshot(engine))));
              router = engineRouter(engine);
            }
            return router.observe(event, now);
          },
        });
        expect(stopped).toEqual(play(one, fresh()));
      }),
      { numRuns: 12, seed: 43 },
    );
  });

  it('every change has its rule and figures, begins where the last one ended, and belongs to one incident', () => {
    fc.assert(
      fc.property(day, (one) => {
        const log = play(one, fresh());
        const states = new Map<string, string>();
        for (const { trunkId, destinationGroup, number, from, to, trace } of changesOf(log)) {
          const route = `${trunkId} ${destinationGroup} ${number}`;
          expect(from).toBe(states.get(route) ?? 'healthy');
          expect(trace.rule).not.toBe('');
          expect(Object.keys(trace.figures).length).toBeGreaterThan(0);
          states.set(route, to);
        }
        const incidents = log.effects.flatMap(({ effect }) => ('incidentId' in effect ? [effect] : []));
        for (const { incidentId } of incidents) {
          const types = incidents.filter((other) => other.incidentId === incidentId).map((other) => other.type);
          expect(types.join()).toMatch(/^incident-opened(,incident-closed)?$/);
        }
      }),
      { numRuns: 25, seed: 44 },
    );
  });

  it('looking more often changes nothing', () => {
    fc.assert(
      fc.property(day, (one) => {
        const router = fresh();
        const often = play(one, {
          ...router,
          nextTickAt: (now) => Math.min(router.nextTickAt(now), Math.floor(now / 50) * 50 + 50),
        });
        const plain = play(one, fresh());
        expect(changesOf(often)).toEqual(changesOf(plain));
        expect(often.firstHops).toEqual(plain.firstHops);
      }),
      { numRuns: 8, seed: 45 },
    );
  });

  it('every plan keeps every hop, the open ones last', () => {
    let plansWithOpenHops = 0;
    fc.assert(
      fc.property(day, (one) => {
        const router = fresh();
        play(one, {
          ...router,
          decide: (call, now) => {
            const plan = router.decide(call, now);
            expect(plan.hops.map((hop) => hop.trunkId).toSorted()).toEqual(['a1', 'b1', 'b2']);
            const firstOpen = plan.hops.findIndex(isOpen);
            if (firstOpen < 0) return plan;
            expect(plan.hops.slice(firstOpen).filter((hop) => !isOpen(hop))).toEqual([]);
            if (firstOpen > 0) plansWithOpenHops += 1;
            return plan;
          },
        });
      }),
      { numRuns: 10, seed: 46 },
    );
    expect(plansWithOpenHops).toBeGreaterThan(0);
  });
});

describe('healthy traffic', () => {
  it.each([0.01, 0.5, 50, 500])('at %d calls a second opens nothing', (rate) => {
    const untilMs = Math.min(40_000 / rate, 2_000_000) * 1_000;
    const call: CallTrial['call'] = (callId, random) =>
      aCall({ callId, callerNumber: CALLER, destination: `91${Math.floor(1e9 + random() * 1e9)}` });
    const log = runCalls(fresh(), { seed: 9, untilMs, rate: () => rate, call, treatment: () => ({}) });
    expect(changesOf(log).filter(({ to }) => to !== 'suspect' && to !== 'healthy')).toEqual([]);
  });

  it('a shift start from idle to 500 calls a second opens nothing', () => {
    const call: CallTrial['call'] = (callId, random) =>
      aCall({ callId, callerNumber: CALLER, destination: `91${Math.floor(1e9 + random() * 1e9)}` });
    const rate = (at: number) => (at < 600_000 ? 0.02 : 500);
    const log = runCalls(fresh(), { seed: 10, untilMs: 660_000, rate, call, treatment: () => ({}) });
    expect(changesOf(log).filter(({ to }) => to !== 'suspect' && to !== 'healthy')).toEqual([]);
  });
});
