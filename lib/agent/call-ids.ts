import type { Ms } from '@/lib/failover/types';

/** Ids count from here, which keeps them short. */
const EPOCH = Date.UTC(2026, 0, 1);
const PER_MS = 32;
const AGENTS = 16;

/**
 * Ids of calls: ordered by time, never twice in one installation, and small enough that sixteen attempts of each have
 * ids of their own below 2^53.
 */
export class CallIds {
  readonly #agentIndex: number;
  #last: number;

  /** @param agentIndex 0 to 15, of the one agent that has it at a time */
  constructor(agentIndex: number) {
    if (!Number.isInteger(agentIndex) || agentIndex < 0 || agentIndex >= AGENTS)
      throw new RangeError(`An agent's index is 0 to ${AGENTS - 1}, not ${agentIndex}.`);
    this.#agentIndex = agentIndex;
    this.#last = -1;
  }

  /** The next id; beyond 32 in a ms they run ahead of the clock. */
  next(now: Ms): number {
    this.#last = Math.max(this.#last + 1, (now - EPOCH) * PER_MS);
    return this.#last * AGENTS + this.#agentIndex;
  }
}
