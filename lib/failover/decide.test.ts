import { describe, expect, it } from 'vitest';
import { decide } from './decide';
import { calleeShare, UNDISTURBED } from './health';
import { DEFAULT_POLICY, withChanges } from './policy';
import { type StubbedHealth, stubHealth } from './stub-health';
import { aCall, aNumber, aRoute, aTrunk, pairedNumber } from './table-rows';
import { compileTables } from './tables';
import type { CallRequest, Override, Plan } from './types';

const untied = { ...aNumber('12125550100', 'a1'), tied: false, trunkIds: [] };
const tables = compileTables({
  version: 1,
  trunks: ['a1', 'a2', 'b1', 'c1', 'd1', 'e1', 'f1', 'g1'].map((id) => aTrunk(id)),
  routes: [
    aRoute('44', 'a1', { priority: 0, costMicros: 10 }),
    aRoute('44', 'b1', { priority: 0, costMicros: 20 }),
    aRoute('44', 'c1', { priority: 1, costMicros: 5 }),
    aRoute('4420', 'c1', { destinationGroup: 'London' }),
    aRoute('49', 'a1'),
    ...['a1', 'b1', 'c1', 'd1', 'e1', 'f1', 'g1'].map((id, priority) => aRoute('33', id, { priority })),
    aRoute('91', 'b1', { destinationGroup: 'India by b' }),
    aRoute('91', 'a1', { destinationGroup: 'India by a', priority: 1 }),
  ],
  numbers: [untied, { ...pairedNumber('9180', 'a1', 'b1'), trunkIds: ['a1', 'a2'] }, aNumber('9122', 'a1')],
});

const abroad = aCall({ callerNumber: untied.number, destination: '441632960000' });
const india = aCall({ callerNumber: '9180' });

function plan(call: CallRequest, known: StubbedHealth = {}): Plan {
  return decide({ tables, health: stubHealth(known), policy: DEFAULT_POLICY }, call, 1_000);
}

/** Hops in short: trunk and why. */
function hops(call: CallRequest, known: StubbedHealth = {}): string[] {
  return plan(call, known).hops.map(({ trunkId, reason }) => `${trunkId} ${reason.kind}`);
}

function calleeAt(isWanted: (place: number) => boolean): string {
  let destination = 441_632_960_000;
  while (!isWanted(calleeShare(String(destination)))) destination += 1;
  return String(destination);
}

function anOverride(action: Override['action'], target: Override['target']): Override {
  return { action, target, reason: 'Maintenance', by: 'operator', expiresAt: null };
}

describe('a number that leaves by any trunk', () => {
  it('takes the longest prefix, by priority, then cost, with its caller ID unchanged', () => {
    expect(hops(abroad)).toEqual(['a1 route', 'b1 route', 'c1 route']);
    expect(plan({ ...abroad, destination: '442079460000' }).hops).toMatchObject([
      { trunkId: 'c1', carrierId: 'c', presentedNumber: untied.number, destinationGroup: 'London' },
    ]);
  });

  it('gets the same plan whether nothing is known or everything is known to be well', () => {
    for (const destination of ['441632960000', '33123456789', '442079460000']) {
      const call = { ...abroad, destination };
      const inOrder = decide({ tables, health: UNDISTURBED, policy: DEFAULT_POLICY }, call, 1_000);
      expect(inOrder).toEqual(plan(call));
    }
  });

  it('gets at most so many hops', () => {
    const policy = withChanges({ retry: { maxHops: 2 } });
    const call = { ...abroad, destination: '33123456789' };
    for (const health of [UNDISTURBED, stubHealth({})])
      expect(decide({ tables, health, policy }, call, 0).hops.map(({ trunkId }) => trunkId)).toEqual(['a1', 'b1']);
  });

  it('is refused without a number or a route', () => {
    expect(plan({ ...abroad, callerNumber: '1' })).toEqual({ hops: [], refusal: 'unknown-caller-number' });
    expect(plan({ ...abroad, destination: '8112345678' })).toEqual({ hops: [], refusal: 'no-route' });
  });
});

describe('a tied number', () => {
  it('leaves by its own carrier, then by its pair’s, each under its own number', () => {
    expect(plan(india).hops).toMatchObject([
      { trunkId: 'a1', presentedNumber: '9180', destinationGroup: 'India by a', reason: { kind: 'primary' } },
      { trunkId: 'a2', presentedNumber: '9180', destinationGroup: 'India by b', reason: { kind: 'primary' } },
      { trunkId: 'b1', presentedNumber: '9180-fallback', destinationGroup: 'India by b', reason: { kind: 'fallback' } },
    ]);
  });

  it('has no other carrier without a pair, and one hop when it is a fallback itself', () => {
    expect(hops(aCall({ callerNumber: '9122' }))).toEqual(['a1 primary']);
    expect(hops(aCall({ callerNumber: '9180-fallback' }))).toEqual(['b1 primary']);
  });

  it('needs no route of the destination', () => {
    expect(plan({ ...india, destination: '8112345678' }).hops[0]).toMatchObject({
      trunkId: 'a1',
      destinationGroup: '',
    });
  });

  it('goes by its fallback first when its own trunks are open', () => {
    const conditions = { a1: { state: 'open' }, a2: { state: 'open' } } as const;
    expect(hops(india, { conditions })).toEqual(['b1 fallback', 'a1 last-resort', 'a2 last-resort']);
  });

  it('stays on its fallback while it returns by hand only', () => {
    const pairs = { 'pair-9180': { proof: 'proven', staysOnFallback: true } } as const;
    expect(hops(india, { pairs })).toEqual(['b1 fallback', 'a1 primary', 'a2 primary']);
    const conditions = { b1: { state: 'open' } } as const;
    expect(hops(india, { pairs, conditions })).toEqual(['a1 primary', 'a2 primary', 'b1 last-resort']);
  });

  it('takes a fallback whose proof failed before an open route, after any other', () => {
    const pairs = { 'pair-9180': { proof: 'failed', staysOnFallback: false } } as const;
    const conditions = { a1: { state: 'open' }, a2: { state: 'degraded' } } as const;
    expect(hops(india, { pairs, conditions })).toEqual(['a2 primary', 'b1 last-resort', 'a1 last-resort']);
  });
});

describe('the state of routes', () => {
  it('puts degraded behind healthy, and open last', () => {
    expect(hops(abroad, { conditions: { a1: { state: 'degraded' } } })).toEqual(['b1 route', 'c1 route', 'a1 route']);
    expect(hops(abroad, { conditions: { a1: { state: 'open' } } })).toEqual(['b1 route', 'c1 route', 'a1 last-resort']);
  });

  it('leaves a suspect where it stands', () => {
    expect(hops(abroad, { conditions: { a1: { state: 'suspect' } } })).toEqual(['a1 route', 'b1 route', 'c1 route']);
  });

  it('prefers the better score among routes of one priority', () => {
    expect(hops(abroad, { conditions: { a1: { score: 2 }, b1: { score: 1 } } })).toEqual([
      'b1 route',
      'a1 route',
      'c1 route',
    ]);
  });

  it('tries the least bad first when all are open', () => {
    const conditions = {
      a1: { state: 'open', score: 9 },
      b1: { state: 'open', score: 3 },
      c1: { state: 'probing', share: 0 },
    } as const;
    expect(hops(abroad, { conditions })).toEqual(['c1 last-resort', 'b1 last-resort', 'a1 last-resort']);
  });

  it('keeps a held route back until its Retry-After is over', () => {
    expect(hops(abroad, { holds: { a1: 1_001 } })).toEqual(['b1 route', 'c1 route', 'a1 last-resort']);
    expect(hops(abroad, { holds: { a1: 1_000 } })[0]).toBe('a1 route');
  });
});

describe('a recovering route', () => {
  const inShare = { ...abroad, destination: calleeAt((place) => place < 0.1) };
  const beyond = { ...abroad, destination: calleeAt((place) => place > 0.5) };

  it('takes its share of callees as canaries, with a healthy hop behind', () => {
    const conditions = { a1: { state: 'probing', share: 0.1 } } as const;
    expect(hops(inShare, { conditions })).toEqual(['a1 canary', 'b1 route', 'c1 route']);
    expect(hops(beyond, { conditions })).toEqual(['b1 route', 'c1 route', 'a1 last-resort']);
  });

  it('takes no canary without a healthy hop behind it', () => {
    const conditions = {
      a1: { state: 'probing', share: 1 },
      b1: { state: 'open' },
      c1: { state: 'degraded' },
    } as const;
    expect(hops(inShare, { conditions })).toEqual(['c1 route', 'a1 last-resort', 'b1 last-resort']);
  });

  it('takes no canary behind a hop that works', () => {
    const conditions = { b1: { state: 'probing', share: 1 } } as const;
    expect(hops(inShare, { conditions })).toEqual(['a1 route', 'c1 route', 'b1 last-resort']);
  });

  it('ramps up by callee', () => {
    const conditions = { a1: { state: 'ramping', share: 0.3 } } as const;
    expect(hops(inShare, { conditions })).toEqual(['a1 ramp', 'b1 route', 'c1 route']);
    expect(hops(beyond, { conditions })).toEqual(['b1 route', 'c1 route', 'a1 last-resort']);
  });
});

describe('comparison', () => {
  const compared = calleeAt((place) => place > 0.9);
  const conditions = { a1: { state: 'suspect', comparisonShare: 0.1 } } as const;

  it('sends its share of callees over the second hop first', () => {
    expect(hops({ ...abroad, destination: compared }, { conditions })).toEqual([
      'b1 comparison',
      'a1 route',
      'c1 route',
    ]);
    expect(hops({ ...abroad, destination: calleeAt((place) => place < 0.9) }, { conditions })[0]).toBe('a1 route');
  });

  it('compares over a healthy hop and a proven fallback only', () => {
    const doubtful = { ...conditions, b1: { state: 'suspect' } } as const;
    expect(hops({ ...abroad, destination: compared }, { conditions: doubtful })[0]).toBe('a1 route');
    const paired = { ...india, destination: compared };
    const both = { ...conditions, a2: { state: 'open' } } as const;
    expect(hops(paired, { conditions: both })[0]).toBe('b1 comparison');
    const pairs = { 'pair-9180': { proof: 'unproven', staysOnFallback: false } } as const;
    expect(hops(paired, { conditions: both, pairs })[0]).toBe('a1 primary');
  });
});

describe('a full trunk', () => {
  it('lets the next one take over and says so', () => {
    const loads = { a1: { used: 30, limit: 30 } };
    expect(plan(abroad, { loads }).hops.map(({ trunkId }) => trunkId)).toEqual(['b1', 'c1', 'a1']);
    expect(plan(abroad, { loads }).hops[0]?.reason).toEqual({ kind: 'overflow', used: 30, limit: 30 });
  });

  it('keeps the reserved room for calls of pairs', () => {
    const loads = { a1: { used: 25, limit: 30, reserved: 6 } };
    expect(hops(abroad, { loads })[0]).toBe('b1 overflow');
    expect(hops(india, { loads })[0]).toBe('a1 primary');
  });

  it('is still better than an open one', () => {
    const known = {
      loads: { a1: { used: 30, limit: 30 } },
      conditions: { b1: { state: 'open' }, c1: { state: 'open' } },
    } as const;
    expect(hops(abroad, known)).toEqual(['a1 route', 'b1 last-resort', 'c1 last-resort']);
  });
});

describe('an override', () => {
  const trunk = { kind: 'trunk', trunkId: 'a1' } as const;

  it('drains a trunk, but never takes the last hop', () => {
    expect(hops(abroad, { overrides: [anOverride('drain', trunk)] })).toEqual([
      'b1 route',
      'c1 route',
      'a1 last-resort',
    ]);
    expect(hops({ ...abroad, destination: '4930123456' }, { overrides: [anOverride('drain', trunk)] })).toEqual([
      'a1 last-resort',
    ]);
  });

  it('forces a trunk to the front, however far back it stands', () => {
    const overrides = [anOverride('force', { kind: 'trunk', trunkId: 'g1' })];
    expect(hops({ ...abroad, destination: '33123456789' }, { overrides })[0]).toBe('g1 forced');
  });

  it('puts a pair on its fallback, or off it', () => {
    const pair = { kind: 'pair', pairId: 'pair-9180' } as const;
    expect(hops(india, { overrides: [anOverride('force', pair)] })).toEqual(['b1 forced', 'a1 primary', 'a2 primary']);
    expect(hops(india, { overrides: [anOverride('drain', pair)] })).toEqual([
      'a1 primary',
      'a2 primary',
      'b1 last-resort',
    ]);
  });
});

describe('deadlines', () => {
  const { deadlines } = DEFAULT_POLICY;

  it('stay above what one lost datagram takes', () => {
    const { hops: made } = plan(abroad, {
      conditions: { a1: { firstResponseMs: 90 }, b1: { firstResponseMs: 9_000 } },
    });
    expect(made[0]?.firstResponseMs).toBe(deadlines.firstResponseUdpMinMs.value);
    expect(made[1]?.firstResponseMs).toBe(deadlines.firstResponseMaxMs.value);
  });

  it('are shorter for a suspect', () => {
    const { hops: made } = plan(abroad, { conditions: { a1: { state: 'suspect' }, b1: {} } });
    expect(made[0]?.firstResponseMs).toBe(deadlines.firstResponseDefaultMs.value * deadlines.suspectShare.value);
    expect(made[1]?.firstResponseMs).toBe(deadlines.firstResponseDefaultMs.value);
  });

  it('leave the last hop what is left', () => {
    const { hops: made } = plan(abroad);
    expect(made[0]).toMatchObject({ progressMs: 5_000, ringMs: 35_000 });
    expect(made[2]).toMatchObject({ firstResponseMs: 7_500 - 2 * 1_500, progressMs: 20_000 });
  });

  it('are longer where nobody listens', () => {
    const { hops: made } = plan({ ...abroad, humanListens: false });
    expect(made[0]?.progressMs).toBe(10_000);
    expect(made[2]?.firstResponseMs).toBe(20_000 - 2 * 1_500);
  });
});
