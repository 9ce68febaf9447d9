import { type CockatielSettings, OPOSSUM_DEFAULTS, type OpossumSettings } from './packages';

const halfOpenAfter = 10_000;

/**
 * For each rate the settings that detect soonest among those that keep the false-opens budget there, as found by
 * `npm run bench:detectors -- search`.
 */
export const TUNED: Readonly<Record<0.5 | 5 | 50 | 500, { opossum: OpossumSettings; cockatiel: CockatielSettings }>> = {
  0.5: {
    opossum: { ...OPOSSUM_DEFAULTS, errorThresholdPercentage: 50, rollingCountTimeout: 10_000, volumeThreshold: 5 },
    cockatiel: { halfOpenAfter, kind: 'count', threshold: 0.3, size: 10, minimumNumberOfCalls: 5 },
  },
  5: {
    opossum: { ...OPOSSUM_DEFAULTS, errorThresholdPercentage: 50, rollingCountTimeout: 3_000, volumeThreshold: 3 },
    cockatiel: { halfOpenAfter, kind: 'consecutive', failures: 3 },
  },
  50: {
    opossum: { ...OPOSSUM_DEFAULTS, errorThresholdPercentage: 10, rollingCountTimeout: 3_000, volumeThreshold: 3 },
    cockatiel: { halfOpenAfter, kind: 'count', threshold: 0.3, size: 10, minimumNumberOfCalls: 5 },
  },
  500: {
    opossum: { ...OPOSSUM_DEFAULTS, errorThresholdPercentage: 10, rollingCountTimeout: 3_000, volumeThreshold: 30 },
    cockatiel: { halfOpenAfter, kind: 'count', threshold: 0.3, size: 10, minimumNumberOfCalls: 10 },
  },
};
