import type { PairProof } from './types';

/** A pair as the tables describe it. */
export interface PairRow {
  primaryTrunkIds: readonly string[];
  fallbackTrunkIds: readonly string[];
  proof: PairProof;
  manualFailback: boolean;
}

/** What is known of a pair beyond its row; changed in place, so that a decision reads it without a copy. */
export interface WatchedPair {
  proof: PairProof;
  staysOnFallback: boolean;
}
