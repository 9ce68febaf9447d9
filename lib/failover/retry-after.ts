import type { Policy } from './policy';
import type { Ms } from './types';

/** Until when a trunk is held: towards single destination groups, and altogether. */
export interface TrunkHolds {
  wideUntil: Ms;
  readonly groupUntil: Map<string, Ms>;
}

/**
 * Retry-After holds (RFC 3261 §21.5.4) by trunk and destination group, widened to the trunk when enough groups are
 * held at once.
 */
export class RetryAfterHolds {
  readonly #policy: Policy['congestion'];
  /** By trunk; plain data, so that a snapshot is a copy. */
  readonly state: Map<string, TrunkHolds>;

  constructor(policy: Policy, state: Map<string, TrunkHolds> = new Map()) {
    this.#policy = policy.congestion;
    this.state = state;
  }

  /** Whether any hold may still be in force; false is certain. */
  get isEmpty(): boolean {
    return this.state.size === 0;
  }

  /**
   * Holds calls of a trunk towards a destination group for so many seconds, at most `retryAfterMaxSeconds`.
   * @returns whether the whole trunk is held now.
   */
  hold(held: { trunkId: string; destinationGroup: string; seconds: number }, now: Ms): boolean {
    const seconds = Math.min(held.seconds, this.#policy.retryAfterMaxSeconds.value);
    const until = now + Math.max(0, seconds) * 1_000;
    const holds = this.state.get(held.trunkId) ?? { wideUntil: 0, groupUntil: new Map<string, Ms>() };
    this.state.set(held.trunkId, holds);
    for (const [group, ends] of holds.groupUntil) if (ends <= now) holds.groupUntil.delete(group);
    holds.groupUntil.set(held.destinationGroup, Math.max(until, holds.groupUntil.get(held.destinationGroup) ?? 0));
    if (holds.groupUntil.size >= this.#policy.retryAfterWidenGroups.value)
      holds.wideUntil = Math.max(holds.wideUntil, until);
    return holds.wideUntil > now;
  }

  /** Until when calls of a trunk towards a destination group are held; 0 when they are not. */
  until(trunkId: string, destinationGroup: string): Ms {
    const holds = this.state.get(trunkId);
    return holds ? Math.max(holds.wideUntil, holds.groupUntil.get(destinationGroup) ?? 0) : 0;
  }

  /** Forgets holds that are over. */
  forgetPast(now: Ms): void {
    for (const [trunkId, { wideUntil, groupUntil }] of this.state) {
      for (const [group, ends] of groupUntil) if (ends <= now) groupUntil.delete(group);
      if (wideUntil <= now && groupUntil.size === 0) this.state.delete(trunkId);
    }
  }
}
