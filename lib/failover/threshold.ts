/** A number of the policy, with what a reader must know of it. The policy table of the README is made of these. */
export interface Threshold {
  readonly value: number;
  /** `ms`, `s`, `h`, `calls`, `share` (0..1), `nats`, `calls/s`, `count`, `ratio`, `R`, `MOS`. */
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  /** Why the default is what it is. */
  readonly reason: string;
}

/** A yes or no of the policy. */
export interface Choice {
  readonly value: boolean;
  readonly reason: string;
}

export type ThresholdGroup = Readonly<Record<string, Threshold | Choice>>;

/** Declares a number of the policy. */
export function threshold(declared: Threshold): Threshold {
  return declared;
}

/** Declares a yes or no of the policy. */
export function choice(declared: Choice): Choice {
  return declared;
}
