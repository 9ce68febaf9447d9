import { describe, expect, it } from 'vitest';
import type { CartLine } from '@/lib/bulk/types';
import { totalsOf } from './cart-totals';

const line = (change: Partial<CartLine> = {}): CartLine => ({
  ...{ number: '918041234567', display: '+91 80 4123 4567', place: 'Bengaluru', region: 'Karnataka', carrierName: 'A' },
  series: 'standard',
  ...{ offersHighAvailability: true, highAvailability: false, refusal: null, setupMicros: 0n, monthlyMicros: 250n },
  ...{ fallbackMonthlyMicros: 250n, fallback: null, dueMicros: 295n, eachMonthMicros: 295n, fallbackDueMicros: 295n },
  ...change,
});
const found = { number: '912241234567', display: '+91 22 4123 4567', place: 'Mumbai', carrierName: 'B' };

describe('the sums of a purchase of several', () => {
  it('leave out what cannot be bought, and a fallback that is only waited for once reserved', () => {
    const lines = [line(), line({ highAvailability: true }), line({ refusal: 'Taken' })];
    expect(totalsOf(lines, { isReserved: false })).toMatchObject({ count: 2, paired: 1, dueMicros: 885n });
    expect(totalsOf(lines, { isReserved: true })).toMatchObject({ count: 2, paired: 0, dueMicros: 590n });
    const reserved = [line({ highAvailability: true, fallback: found })];
    expect(totalsOf(reserved, { isReserved: true })).toMatchObject({ dueMicros: 590n, fallbackDueMicros: 295n });
  });

  it('say how many a balance pays for, in their order, a dearer one passed over', () => {
    const { affordable } = totalsOf([line(), line({ highAvailability: true, fallback: found }), line()], {
      isReserved: true,
    });
    expect([0n, 294n, 295n, 884n, 885n, 1_180n].map(affordable)).toEqual([0, 0, 1, 2, 2, 3]);
  });
});
