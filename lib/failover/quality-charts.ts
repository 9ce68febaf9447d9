import { type QualityChart, tallyAim } from './calibration';
import type { Policy } from './policy';
import { calibrateChart, type LatticeChart } from './run-length';

/** The charts of good and bad calls as calibrated for a rate of calls: every call asks for several of them. */
export interface QualityCharts {
  /** What they are calibrated for. */
  callsBetween: number;
  charts: Partial<Record<QualityChart, LatticeChart>>;
}

/** What an engine has that its charts depend on. */
interface Paced {
  policy: Policy;
  state: { callsBetween: number };
  quality: QualityCharts;
}

export function createQualityCharts(): QualityCharts {
  return { callsBetween: 0, charts: {} };
}

/** The scores and the limit of a chart at the present rate. */
export function qualityChart({ policy, state, quality }: Paced, of: QualityChart): LatticeChart {
  if (quality.callsBetween !== state.callsBetween) {
    quality.callsBetween = state.callsBetween;
    quality.charts = {};
  }
  const known = quality.charts[of];
  if (known) return known;
  const { healthy, faulty, callsBetween } = tallyAim(policy, state, of);
  const made = calibrateChart({ healthy, faulty }, callsBetween);
  quality.charts[of] = made;
  return made;
}
