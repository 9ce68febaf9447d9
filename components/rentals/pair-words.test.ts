import { expect, it } from 'vitest';
import type { PairState } from '@/lib/provisioning/types';
import { hasFollower } from './pair-words';

const side = {
  rentalId: 'num_1',
  number: '918041200000',
  display: '+91 80412 00000',
  carrierName: 'Carrier B',
  place: 'Bengaluru',
  region: 'Karnataka',
  status: 'active' as const,
  monthlyMicros: 0n,
  paidUntil: null,
  applicationName: null,
  followsPrimary: true,
};

it('an application is handed on to a fallback that follows, in a pair that stands', () => {
  const pairOf = (state: PairState) => ({ role: 'primary' as const, state, fallback: side });
  expect((['active', 'ordered', 'failed', 'off'] as const).map((state) => hasFollower(pairOf(state)))).toEqual([
    ...[true, true],
    ...[false, false],
  ]);
  expect(hasFollower({ ...pairOf('active'), role: 'fallback' })).toBe(false);
  expect(hasFollower({ ...pairOf('active'), fallback: { ...side, followsPrimary: false } })).toBe(false);
  expect(hasFollower({ ...pairOf('waiting_for_stock'), fallback: null })).toBe(false);
  expect(hasFollower(null)).toBe(false);
});
