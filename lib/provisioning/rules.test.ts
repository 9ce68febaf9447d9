import { describe, expect, it } from 'vitest';
import { HaPairState } from '@/prisma/generated/enums';
import {
  assertPairMove,
  canMovePair,
  LIVE_PAIR_STATES,
  offersHighAvailability,
  PAIR_MOVES,
  sharesNoDomain,
} from './rules';

describe('the moves of a pair', () => {
  it('know every state of the database', () => {
    expect(Object.keys(PAIR_MOVES).sort()).toEqual(Object.values(HaPairState).sort());
  });

  it('lead from every live state to an end', () => {
    for (const state of LIVE_PAIR_STATES) {
      const seen = new Set([state]);
      for (const at of seen) for (const next of PAIR_MOVES[at]) seen.add(next);
      expect(seen, state).toContain('off');
    }
  });

  it('refuse what would skip ordering, or wake a pair that is off', () => {
    expect(canMovePair('waiting_for_stock', 'active')).toBe(false);
    expect([PAIR_MOVES.off, PAIR_MOVES.failed]).toEqual([[], []]);
    expect(() => assertPairMove('failed', 'active')).toThrow('cannot go from failed to active');
  });
});

describe('failure domains', () => {
  it('back each other up only when the sets share nothing', () => {
    expect(sharesNoDomain(['upstream:a', 'dc:1'], ['upstream:b', 'dc:2'])).toBe(true);
    expect(sharesNoDomain(['upstream:a', 'dc:1'], ['upstream:b', 'dc:1'])).toBe(false);
    expect(sharesNoDomain([], [])).toBe(true);
  });
});

describe('high availability', () => {
  it.each([
    ['IN', 'local', true],
    ['IN', 'mobile', false],
    ['IN', 'tollfree', false],
    ['US', 'local', false],
  ])('%s %s: %s', (countryIso, type, offered) => {
    expect(offersHighAvailability({ countryIso, type })).toBe(offered);
  });
});
