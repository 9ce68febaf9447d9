import { describe, expect, it } from 'vitest';
import { calleeShare, HEALTHY, UNDISTURBED, UNLIMITED } from './health';

describe('a callee’s share', () => {
  it('is the same for the same callee and lies in 0..1', () => {
    expect(calleeShare('919876543210')).toBe(calleeShare('919876543210'));
    expect(calleeShare('')).toBeLessThan(1);
  });

  it('spreads neighbouring numbers evenly', () => {
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let number = 0; number < 10_000; number += 1) {
      const tenth = Math.floor(calleeShare(String(919_876_500_000 + number)) * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  });
});

describe('undisturbed health', () => {
  it('knows nothing against any route', () => {
    expect(UNDISTURBED.condition('a', 'in', '91')).toBe(HEALTHY);
    expect(UNDISTURBED.load('a', 0)).toBe(UNLIMITED);
    expect(UNDISTURBED.holdUntil('a', 'in')).toBe(0);
    expect(UNDISTURBED.trunkOverride('a', 'x', 0)).toBeNull();
    expect(UNDISTURBED.pairOverride('p', 0)).toBeNull();
    expect(UNDISTURBED.pair('p')).toBeNull();
  });
});
