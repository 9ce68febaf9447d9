import type { Ms, Override, OverrideTarget } from './types';

/** Operators' and customers' words in force, by target. */
export class Overrides {
  /** By `keyOf`; plain data, so that a snapshot is a copy. */
  readonly state: Map<string, Override>;

  constructor(state: Map<string, Override> = new Map()) {
    this.state = state;
  }

  /** Whether there is any, an expired one that has not been taken out included. */
  get isEmpty(): boolean {
    return this.state.size === 0;
  }

  /** Puts an override in force; it replaces an earlier one of the same target. */
  set(override: Override): void {
    this.state.set(keyOf(override.target), override);
  }

  /** Ends the override of a target; returns it, null when there was none. */
  release(target: OverrideTarget): Override | null {
    const key = keyOf(target);
    const override = this.state.get(key) ?? null;
    this.state.delete(key);
    return override;
  }

  /** The one in force on a trunk: its own or its carrier's; a drain beats a force. */
  ofTrunk(trunkId: string, carrierId: string, now: Ms): Override | null {
    const own = this.#inForce(`trunk ${trunkId}`, now);
    const wide = this.#inForce(`carrier ${carrierId}`, now);
    if (!own || !wide) return own ?? wide;
    return wide.action === 'drain' ? wide : own;
  }

  ofPair(pairId: string, now: Ms): Override | null {
    return this.#inForce(`pair ${pairId}`, now);
  }

  /** When the next one expires; Infinity when none does. */
  nextExpiry(): Ms {
    let next = Number.POSITIVE_INFINITY;
    if (this.isEmpty) return next;
    for (const { expiresAt } of this.state.values()) if (expiresAt !== null && expiresAt < next) next = expiresAt;
    return next;
  }

  /** Takes out those that have expired, and returns them. */
  takeExpired(now: Ms): Override[] {
    const expired = [...this.state.values()].filter((override) => !isInForce(override, now));
    for (const { target } of expired) this.state.delete(keyOf(target));
    return expired;
  }

  #inForce(key: string, now: Ms): Override | null {
    const override = this.state.get(key);
    return override && isInForce(override, now) ? override : null;
  }
}

function isInForce({ expiresAt }: Override, now: Ms): boolean {
  return expiresAt === null || now < expiresAt;
}

/** How a target's override is found in `state`. */
export function keyOf(target: OverrideTarget): string {
  switch (target.kind) {
    case 'trunk':
      return `trunk ${target.trunkId}`;
    case 'carrier':
      return `carrier ${target.carrierId}`;
    case 'pair':
      return `pair ${target.pairId}`;
  }
}
