import type { LatticeChart } from '../run-length';

/** A CUSUM over good and bad calls in the order they end, on the lattice it was calibrated for. */
export interface TallyChart {
  level: number;
  /** Since the level was last 0. */
  bad: number;
  calls: number;
}

export interface TallyAim {
  /** Share of bad calls on a healthy route, and in the fault looked for. */
  healthy: number;
  faulty: number;
  /** Mean healthy calls between false alarms. */
  callsBetween: number;
}

export function createTally(): TallyChart {
  return { level: 0, bad: 0, calls: 0 };
}

/** Enters a call; answers how far up the chart is, 1 = alarm. */
export function tally(chart: TallyChart, isBad: boolean, { up, down, limit }: LatticeChart): number {
  chart.level = Math.min(limit, isBad ? chart.level + up : chart.level - down);
  chart.calls += 1;
  if (isBad) chart.bad += 1;
  if (chart.level <= 0) restartTally(chart);
  return chart.level / limit;
}

export function restartTally(chart: TallyChart): void {
  chart.level = 0;
  chart.bad = 0;
  chart.calls = 0;
}
