import type { TrunkLoad } from './health';
import type { Policy } from './policy';
import { countEvent, newRate, type Rate, rateAt } from './rate';
import type { Ms, RetryDecision } from './types';

/** All of a retry budget that changes; plain data, so that a snapshot is a copy. */
export interface RetryBudgetState {
  /** Retries that have not been earned back yet. */
  spent: number;
  at: Ms;
  readonly offered: Rate;
}

export function newRetryBudget(): RetryBudgetState {
  return { spent: 0, at: 0, offered: newRate() };
}

const ALLOWED: RetryDecision = { allowed: true, refusedBy: null };
const NO_BUDGET: RetryDecision = { allowed: false, refusedBy: 'budget' };
const NO_CAPACITY: RetryDecision = { allowed: false, refusedBy: 'capacity' };

/**
 * A token bucket over all retries, as wide as `burstSeconds` of the offered rate and never narrower than
 * `burstCalls`: a failing carrier's calls are all saved until its route opens, while a fault of every route cannot
 * double the load for long (RFC 5390 §4: retries amplify overload).
 */
export class RetryBudget {
  readonly #policy: Policy['retry'];
  readonly state: RetryBudgetState;

  constructor(policy: Policy, state: RetryBudgetState = newRetryBudget()) {
    this.#policy = policy.retry;
    this.state = state;
  }

  /** Counts a call's first attempt. */
  offered(now: Ms): void {
    countEvent(this.state.offered, this.#policy.rateHalfLifeSeconds.value, now);
  }

  /** How many retries the bucket holds when full, in calls. */
  burst(now: Ms): number {
    const rate = rateAt(this.state.offered, this.#policy.rateHalfLifeSeconds.value, now);
    return Math.max(this.#policy.burstCalls.value, this.#policy.burstSeconds.value * rate);
  }

  /** Retries left at this moment. */
  left(now: Ms): number {
    return this.burst(now) - this.#spentAt(now);
  }

  /**
   * Whether a call may be tried again over a trunk with this load; takes a token when it may. `isPaired` calls may
   * use the room that is kept for them.
   */
  permit(next: { load: TrunkLoad; isPaired: boolean }, now: Ms): RetryDecision {
    const { used, limit, reserved } = next.load;
    if (used >= (next.isPaired ? limit : limit - reserved)) return NO_CAPACITY;
    const spent = this.#spentAt(now);
    if (spent + 1 > this.burst(now)) return NO_BUDGET;
    this.state.spent = spent + 1;
    this.state.at = now;
    return ALLOWED;
  }

  /** Earned back at a share of the offered rate, and at least one burst of calls in `burstSeconds`. */
  #spentAt(now: Ms): number {
    const { burstCalls, burstSeconds, sustainedShare, rateHalfLifeSeconds } = this.#policy;
    const slowest = burstSeconds.value > 0 ? burstCalls.value / burstSeconds.value : burstCalls.value;
    const share = sustainedShare.value * rateAt(this.state.offered, rateHalfLifeSeconds.value, now);
    const seconds = Math.max(0, now - this.state.at) / 1_000;
    return Math.max(0, this.state.spent - seconds * Math.max(slowest, share));
  }
}
