import type { MakeRouter } from '@/lib/simulator/routers/router-parts';
import { breakerRouter } from './filled-breakers';
import {
  type CockatielSettings,
  cockatielBreaker,
  OPOSSUM_DEFAULTS,
  type OpossumSettings,
  opossumBreaker,
} from './packages';

/** Settings of a package that might be its best. */
export type Candidate = { of: 'opossum'; settings: OpossumSettings } | { of: 'cockatiel'; settings: CockatielSettings };

export function candidateRouter(candidate: Candidate): MakeRouter {
  if (candidate.of === 'opossum') return breakerRouter(candidate.of, () => opossumBreaker(candidate.settings));
  return breakerRouter(candidate.of, () => cockatielBreaker(candidate.settings));
}

/** Every combination of one of each. */
function combine<A, B, C>(firsts: readonly A[], seconds: readonly B[], thirds: readonly C[]): [A, B, C][] {
  return firsts.flatMap((a) => seconds.flatMap((b) => thirds.map((c): [A, B, C] => [a, b, c])));
}

const opossum = combine([10, 25, 50, 75], [3_000, 10_000, 60_000], [3, 5, 8, 15, 30]).map(
  ([errorThresholdPercentage, rollingCountTimeout, volumeThreshold]): Candidate => ({
    of: 'opossum',
    settings: { ...OPOSSUM_DEFAULTS, errorThresholdPercentage, rollingCountTimeout, volumeThreshold },
  }),
);

const halfOpenAfter = 10_000;

const consecutive = [2, 3, 4, 5, 6].map(
  (failures): Candidate => ({ of: 'cockatiel', settings: { halfOpenAfter, kind: 'consecutive', failures } }),
);

const count = combine([0.15, 0.3, 0.5, 0.7], [10, 30, 100], [5, 10]).map(
  ([threshold, size, minimumNumberOfCalls]): Candidate => ({
    of: 'cockatiel',
    settings: { halfOpenAfter, kind: 'count', threshold, size, minimumNumberOfCalls },
  }),
);

const sampling = combine([0.15, 0.3, 0.5], [5_000, 30_000, 120_000], [5, 10, 20]).map(
  ([threshold, duration, calls]): Candidate => ({
    of: 'cockatiel',
    settings: { halfOpenAfter, kind: 'sampling', threshold, duration, minimumRps: (calls * 1_000) / duration },
  }),
);

/** What the search tries. How long a breaker stays open is left at its default: it does not change detection. */
export const CANDIDATES: Readonly<Record<Candidate['of'], readonly Candidate[]>> = {
  opossum,
  cockatiel: [...consecutive, ...count, ...sampling],
};
