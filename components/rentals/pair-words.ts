import type { PairState } from '@/lib/provisioning/types';
import type { PairDetail } from '@/lib/rentals/types';

/** States in which a fallback number is on its way. */
const ON_ITS_WAY: readonly PairState[] = ['requested', 'reserved', 'ordered'];

export function isOnItsWay(state: PairState): boolean {
  return ON_ITS_WAY.includes(state);
}

/** Its carrier withdrew the primary: the fallback carries the calls until there is a new one. */
export function lostPrimary({ state, primary }: Pick<PairDetail, 'state' | 'primary'>): boolean {
  return state === 'replacing' && primary.status === 'released';
}

/** What the line between the two numbers says. */
export function linkWord(pair: Pick<PairDetail, 'state' | 'primary' | 'atRiskReason'>): string {
  if (pair.atRiskReason) return 'At risk';
  if (lostPrimary(pair)) return 'Primary withdrawn';
  if (isOnItsWay(pair.state)) return 'Being set up';
  const words: Partial<Record<PairState, string>> = {
    active: 'Ready',
    replacing: 'Being replaced',
    waiting_for_stock: 'Waiting for stock',
    failed: 'Not set up',
    releasing: 'Being released',
    off: 'Off',
  };
  return words[pair.state] ?? '';
}

/** Whether an application chosen for this number is handed on to the other one of its pair. */
export function hasFollower(pair: Pick<PairDetail, 'role' | 'state' | 'fallback'> | null): boolean {
  if (pair?.role !== 'primary' || pair.state === 'failed' || pair.state === 'off') return false;
  return pair.fallback?.followsPrimary === true;
}
