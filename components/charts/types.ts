/** What a chart draws: moments (ms) and, for each line, a value at each of them. */
export interface ChartData {
  at: readonly number[];
  values: readonly (readonly (number | null)[])[];
  /** The state at each moment, by the name of its colour; drawn as a band under the lines. */
  states?: readonly string[];
}

/** Data that changes by itself: the chart draws again at each call. */
export interface ChartSource {
  subscribe: (onChange: () => void) => () => void;
  read: () => ChartData;
}

export interface ChartLine {
  label: string;
  /** A colour of the style sheet, for instance "accent-fg". */
  color: string;
  dashed?: boolean;
}

export interface ChartThreshold {
  value: number;
  label: string;
}

export interface ChartLook {
  /** What is shown, with its unit: "Set-up time, s". */
  title: string;
  /** Whose figures they are, where the place on the page does not say it. */
  of: string;
  lines: readonly ChartLine[];
  thresholds?: readonly ChartThreshold[];
  /** Lowest and highest value that is always shown. */
  range: readonly [number, number];
  /** Digits after the point. */
  decimals?: number;
  timeZone: string;
}
