/** What a carrier answers to an order: it may take a while to make the number work. */
export type OrderAnswer = { result: 'accepted' } | { result: 'refused'; reason: string };

/** Whether an accepted order works yet. */
export type ActivationAnswer =
  | { result: 'active' }
  | { result: 'pending'; retryAfterMs: number }
  | { result: 'refused'; reason: string };

export interface NumberOrder {
  /** The same key is the same order, however often it is sent. */
  idempotencyKey: string;
  number: string;
}

/**
 * A company that terminates calls and owns number ranges, as provisioning sees it. Every method
 * may throw `CarrierUnavailable` (time-out, connection refused): the caller tries again; a refusal
 * is an answer, and final.
 */
export interface Carrier {
  readonly id: number;
  readonly name: string;
  order(order: NumberOrder): Promise<OrderAnswer>;
  activate(order: NumberOrder): Promise<ActivationAnswer>;
  /** Gives the number back; releasing twice is releasing once. */
  release(order: NumberOrder): Promise<void>;
}

/** The carrier did not answer in time or could not be reached. */
export class CarrierUnavailable extends Error {
  constructor(carrier: string, cause?: unknown) {
    super(`${carrier} did not answer in time`, { cause });
    this.name = 'CarrierUnavailable';
  }
}

/**
 * Whether a step failed because its carrier stayed silent, on every try. Errors cross the workflow
 * store as plain data: the name survives, the class does not.
 */
export function isUnavailable(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if ('name' in error && error.name === 'CarrierUnavailable') return true;
  return 'errors' in error && Array.isArray(error.errors) && error.errors.some(isUnavailable);
}
