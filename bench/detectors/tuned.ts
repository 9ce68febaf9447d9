import { type CockatielSettings, OPOSSUM_DEFAULTS, type OpossumSettings } from './packages';

/**
 * For each rate the settings that detect soonest among those that keep the false-opens budget there, as found by
 * `npm run bench:detectors -- search`.
 */
export const TUNED: Readonly<Record<0.5 | 5 | 50 | 500, { opossum: OpossumSettings; cockatiel: CockatielSettings }>> = {
  0.5: {
    opossum: { ...OPOSSUM_DEFAULTS, volumeThreshold: 20 },
    cockatiel: { halfOpenAfter: 10_000, kind: 'consecutive', failures: 4 },
  },
  5: {
    opossum: { ...OPOSSUM_DEFAULTS, volumeThreshold: 20 },
    cockatiel: { halfOpenAfter: 10_000, kind: 'consecutive', failures: 4 },
  },
  50: {
    opossum: { ...OPOSSUM_DEFAULTS, volumeThreshold: 20 },
    cockatiel: { halfOpenAfter: 10_000, kind: 'consecutive', failures: 4 },
  },
  500: {
    opossum: { ...OPOSSUM_DEFAULTS, volumeThreshold: 20 },
    cockatiel: { halfOpenAfter: 10_000, kind: 'consecutive', failures: 4 },
  },
};
