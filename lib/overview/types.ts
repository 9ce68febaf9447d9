/** What an account does first, in order. */
export type StepName = 'funds' | 'compliance' | 'number' | 'fallback' | 'call' | 'rehearsal';

export interface FirstStep {
  name: StepName;
  isDone: boolean;
  /** Where it is done. */
  link: string;
}

/** Live rentals. */
export interface NumberCount {
  /** Active or past due, fallback numbers included. */
  active: number;
  fallbacks: number;
  provisioning: number;
}

/** Something that happened in the account. */
export interface OverviewEvent {
  id: string;
  at: Date;
  /** What was done, or what the product told of. */
  sentence: string;
  /** The number it was done to, for reading. */
  about: string | null;
  /** Who did it; null for what the product does by itself. */
  by: string | null;
  tone: 'danger' | 'warn' | 'ok' | 'info' | null;
  link: string | null;
}
