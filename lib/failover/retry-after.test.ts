import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from './policy';
import { RetryAfterHolds } from './retry-after';

describe('Retry-After', () => {
  it('holds the trunk towards the destination group alone', () => {
    const holds = new RetryAfterHolds(DEFAULT_POLICY);
    expect(holds.hold({ trunkId: 'a1', destinationGroup: 'in', seconds: 10 }, 1_000)).toBe(false);
    expect(holds.until('a1', 'in')).toBe(11_000);
    expect(holds.until('a1', 'uk')).toBe(0);
    expect(holds.until('b1', 'in')).toBe(0);
  });

  it('is believed for a minute at most', () => {
    const holds = new RetryAfterHolds(DEFAULT_POLICY);
    holds.hold({ trunkId: 'a1', destinationGroup: 'in', seconds: 3_600 }, 0);
    expect(holds.until('a1', 'in')).toBe(60_000);
  });

  it('holds the whole trunk when two groups are held at once', () => {
    const holds = new RetryAfterHolds(DEFAULT_POLICY);
    holds.hold({ trunkId: 'a1', destinationGroup: 'in', seconds: 10 }, 0);
    expect(holds.hold({ trunkId: 'a1', destinationGroup: 'uk', seconds: 5 }, 9_000)).toBe(true);
    expect(holds.until('a1', 'fr')).toBe(14_000);
  });

  it('does not widen for groups that are held one after the other', () => {
    const holds = new RetryAfterHolds(DEFAULT_POLICY);
    holds.hold({ trunkId: 'a1', destinationGroup: 'in', seconds: 10 }, 0);
    expect(holds.hold({ trunkId: 'a1', destinationGroup: 'uk', seconds: 5 }, 10_000)).toBe(false);
    expect(holds.until('a1', 'fr')).toBe(0);
  });

  it('is forgotten when it is over', () => {
    const holds = new RetryAfterHolds(DEFAULT_POLICY);
    holds.hold({ trunkId: 'a1', destinationGroup: 'in', seconds: 10 }, 0);
    holds.forgetPast(9_999);
    expect(holds.isEmpty).toBe(false);
    holds.forgetPast(10_000);
    expect(holds.isEmpty).toBe(true);
  });
});
