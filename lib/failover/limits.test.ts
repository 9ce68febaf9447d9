import { describe, expect, it } from 'vitest';
import { decide } from './decide';
import { UNDISTURBED } from './health';
import { Limits } from './limits';
import { DEFAULT_POLICY } from './policy';
import { aCall, aRoute, aTrunk, pairedNumber } from './table-rows';
import { compileTables } from './tables';
import type { AttemptEnd } from './types';

const tables = compileTables({
  version: 1,
  trunks: [aTrunk('a1', { maxChannels: 10 }), aTrunk('b1', { maxChannels: 10 })],
  routes: [aRoute('91', 'a1')],
  numbers: [pairedNumber('9180', 'a1', 'b1')],
});
const unavailable: AttemptEnd = { sipCode: 503, cause: null, local: null, phase: 'trying', retryAfterSeconds: null };

function aRefusal(changes: Partial<AttemptEnd> = {}) {
  return { trunkId: 'a1', destinationGroup: 'in', end: { ...unavailable, ...changes }, afterMs: 100 };
}

describe('a refusal', () => {
  it('is nothing special by itself', () => {
    const limits = new Limits({ policy: DEFAULT_POLICY, tables });
    expect(limits.refused(aRefusal(), 0)).toBeNull();
    expect(limits.refused(aRefusal({ retryAfterSeconds: 0 }), 0)).toBeNull();
  });

  it('holds what its Retry-After asks for', () => {
    const limits = new Limits({ policy: DEFAULT_POLICY, tables });
    expect(limits.refused(aRefusal({ retryAfterSeconds: 5 }), 0)).toBe('held');
    expect(limits.holds.until('a1', 'in')).toBe(5_000);
    expect(limits.refused({ ...aRefusal({ retryAfterSeconds: 5 }), destinationGroup: 'uk' }, 0)).toBe('trunk-held');
  });

  it('is our own limit while we use the channels up', () => {
    const limits = new Limits({ policy: DEFAULT_POLICY, tables });
    for (let index = 0; index < 9; index += 1) limits.attemptStarted({ trunkId: 'a1', hopIndex: 0 }, 0);
    expect(limits.refused(aRefusal(), 0)).toBe('our-limit');
    limits.channelFreed('a1');
    expect(limits.refused(aRefusal(), 0)).toBeNull();
  });
});

describe('a retry', () => {
  const call = aCall({ callerNumber: '9180' });
  const hops = decide({ tables, health: UNDISTURBED, policy: DEFAULT_POLICY }, call, 0).hops;

  it('is refused when the next trunk is full', () => {
    const limits = new Limits({ policy: DEFAULT_POLICY, tables });
    const next = hops[1];
    if (!next) throw new Error('A pair has two hops.');
    expect(limits.mayRetry(call, next, 0).allowed).toBe(true);
    limits.capacity.reconcile('b1', 10);
    expect(limits.mayRetry(call, next, 0)).toEqual({ allowed: false, refusedBy: 'capacity' });
  });
});

describe('the offered rate', () => {
  it('counts calls, not their retries', () => {
    const offered = (more: readonly { hopIndex: number; isRepeated?: boolean }[]) => {
      const limits = new Limits({ policy: DEFAULT_POLICY, tables });
      for (let call = 0; call < 500; call += 1)
        for (const attempt of [{ hopIndex: 0 }, ...more]) limits.attemptStarted({ trunkId: 'a1', ...attempt }, call);
      return limits.budget.burst(500);
    };
    expect(offered([{ hopIndex: 0, isRepeated: true }, { hopIndex: 1 }])).toBe(offered([]));
    expect(offered([{ hopIndex: 0 }])).toBeGreaterThan(offered([]));
  });
});

describe('a snapshot', () => {
  it('survives JSON and goes on as if nothing had stopped', () => {
    const limits = new Limits({ policy: DEFAULT_POLICY, tables });
    limits.attemptStarted({ trunkId: 'a1', hopIndex: 0 }, 10);
    limits.refused(aRefusal({ retryAfterSeconds: 7 }), 20);
    limits.capacity.congest('a1', 30);
    const target = { kind: 'carrier', carrierId: 'a' } as const;
    limits.overrides.set({ target, action: 'drain', reason: 'Audit', by: 'operator', expiresAt: 900 });
    const restored = new Limits({ policy: DEFAULT_POLICY, tables }, JSON.parse(JSON.stringify(limits.snapshot())));
    expect(restored.snapshot()).toEqual(limits.snapshot());
    expect(restored.capacity.load('a1', 40)).toEqual(limits.capacity.load('a1', 40));
    expect(restored.holds.until('a1', 'in')).toBe(7_020);
    expect(restored.overrides.ofTrunk('a1', 'a', 40)?.reason).toBe('Audit');
    expect(restored.budget.left(40)).toBe(limits.budget.left(40));
  });
});
