import { describe, expect, it } from 'vitest';
import { Overrides } from './overrides';
import type { Override, OverrideTarget } from './types';

const trunk: OverrideTarget = { kind: 'trunk', trunkId: 'a1' };
const carrier: OverrideTarget = { kind: 'carrier', carrierId: 'a' };

function anOverride(target: OverrideTarget, action: Override['action'], expiresAt: number | null = null): Override {
  return { target, action, reason: 'Maintenance', by: 'operator', expiresAt };
}

describe('overrides', () => {
  it('bind a trunk by itself and by its carrier, a drain before a force', () => {
    const overrides = new Overrides();
    expect(overrides.ofTrunk('a1', 'a', 0)).toBeNull();
    overrides.set(anOverride(trunk, 'force'));
    expect(overrides.ofTrunk('a1', 'a', 0)?.action).toBe('force');
    expect(overrides.ofTrunk('a2', 'a', 0)).toBeNull();
    overrides.set(anOverride(carrier, 'drain'));
    expect(overrides.ofTrunk('a1', 'a', 0)?.action).toBe('drain');
    expect(overrides.ofTrunk('a2', 'a', 0)?.action).toBe('drain');
    overrides.set(anOverride(trunk, 'drain'));
    overrides.set(anOverride(carrier, 'force'));
    expect(overrides.ofTrunk('a1', 'a', 0)?.action).toBe('drain');
  });

  it('end when released', () => {
    const overrides = new Overrides();
    overrides.set(anOverride({ kind: 'pair', pairId: 'p' }, 'force'));
    expect(overrides.ofPair('p', 0)?.action).toBe('force');
    expect(overrides.release({ kind: 'pair', pairId: 'p' })?.action).toBe('force');
    expect(overrides.release({ kind: 'pair', pairId: 'p' })).toBeNull();
    expect(overrides.ofPair('p', 0)).toBeNull();
  });

  it('end when they expire, to the millisecond', () => {
    const overrides = new Overrides();
    overrides.set(anOverride(trunk, 'drain', 5_000));
    overrides.set(anOverride(carrier, 'drain'));
    expect(overrides.nextExpiry()).toBe(5_000);
    expect(overrides.takeExpired(4_999)).toEqual([]);
    expect(overrides.takeExpired(5_000)).toEqual([anOverride(trunk, 'drain', 5_000)]);
    expect(overrides.nextExpiry()).toBe(Number.POSITIVE_INFINITY);
    expect(overrides.isEmpty).toBe(false);
  });

  it('are not in force after they expired, taken out or not', () => {
    const overrides = new Overrides(new Map());
    overrides.set(anOverride(trunk, 'drain', 5_000));
    expect(overrides.ofTrunk('a1', 'a', 4_999)).not.toBeNull();
    expect(overrides.ofTrunk('a1', 'a', 5_000)).toBeNull();
  });
});
