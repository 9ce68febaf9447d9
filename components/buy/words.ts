import type { FallbackTier, Reach } from '@/lib/provisioning/types';

const DISTANCE: Readonly<Record<FallbackTier, number>> = { area: 0, state: 1, country: 2 };

/** Whether a fallback found there is one the customer would take. */
export function isWithinReach(tier: FallbackTier, reach: Reach): boolean {
  return DISTANCE[tier] <= DISTANCE[reach];
}

/** Where a fallback is, seen from its primary. */
export const TIER_WORDS: Readonly<Record<FallbackTier, string>> = {
  area: 'the same area',
  state: 'another area of the same state',
  country: 'another state',
};
