import { RetryBudget, type RetryBudgetState } from './budget';
import { Capacity, type TrunkUse } from './capacity';
import { Overrides } from './overrides';
import type { Policy } from './policy';
import { RetryAfterHolds, type TrunkHolds } from './retry-after';
import type { Tables } from './tables';
import type { AttemptEnd, CallRequest, Hop, Ms, Override, RetryDecision } from './types';

/** All that changes of an engine's limits; plain data. */
export interface LimitsSnapshot {
  uses: [string, TrunkUse][];
  holds: [string, { wideUntil: Ms; groupUntil: [string, Ms][] }][];
  overrides: Override[];
  budget: RetryBudgetState;
}

/** An attempt that begins: a call's first one is over its first hop and repeats none. */
interface StartedAttempt {
  trunkId: string;
  hopIndex: number;
  isRepeated?: boolean;
}

/** A refusal by a trunk, when it came, and towards which destinations. */
export interface Refusal {
  trunkId: string;
  destinationGroup: string;
  end: AttemptEnd;
  /** From the INVITE to the refusal. */
  afterMs: Ms;
}

/** What a refusal says about limits: ours by contract, a hold the carrier asked for, or nothing. */
export type LimitVerdict = 'our-limit' | 'held' | 'trunk-held' | null;

/** What bounds calls besides the state of routes: contracts, congestion caps, holds, overrides, the retry budget. */
export class Limits {
  readonly capacity: Capacity;
  readonly holds: RetryAfterHolds;
  readonly overrides: Overrides;
  readonly budget: RetryBudget;
  #tables: Tables;

  constructor(parts: { policy: Policy; tables: Tables }, from?: LimitsSnapshot) {
    this.capacity = new Capacity(parts.policy, from ? structuredClone(from.uses) : []);
    this.holds = new RetryAfterHolds(parts.policy, from ? holdsOf(from) : new Map());
    this.overrides = new Overrides();
    for (const override of from?.overrides ?? []) this.overrides.set(override);
    this.budget = new RetryBudget(parts.policy, from && structuredClone(from.budget));
    this.#tables = parts.tables;
    this.setTables(parts.tables);
  }

  /** Takes the contracts and pairs of new tables; what is in use stays. */
  setTables(tables: Tables): void {
    this.#tables = tables;
    this.capacity.setContracts(tables.trunks.values());
  }

  /** Counts an attempt that begins. */
  attemptStarted({ trunkId, hopIndex, isRepeated = false }: StartedAttempt, now: Ms): void {
    this.capacity.started(trunkId, now);
    if (hopIndex === 0 && !isRepeated) this.budget.offered(now);
  }

  /** Frees the channel of an attempt that failed, or of a call that has ended. */
  channelFreed(trunkId: string): void {
    this.capacity.ended(trunkId);
  }

  /** Reads a refusal before its channel is freed; a Retry-After takes effect at once. */
  refused({ trunkId, destinationGroup, end, afterMs }: Refusal, now: Ms): LimitVerdict {
    const isOurs = this.capacity.isOurLimit(trunkId, end, afterMs);
    const seconds = end.retryAfterSeconds;
    const isHeld = seconds !== null && seconds > 0;
    const isWide = isHeld && this.holds.hold({ trunkId, destinationGroup, seconds }, now);
    if (isOurs) return 'our-limit';
    if (!isHeld) return null;
    return isWide ? 'trunk-held' : 'held';
  }

  /** Whether a call may be tried again over this hop; takes from the budget when it may. */
  mayRetry(call: CallRequest, next: Hop, now: Ms): RetryDecision {
    const isPaired = Boolean(this.#tables.numbers.get(call.callerNumber)?.fallback);
    return this.budget.permit({ load: this.capacity.load(next.trunkId, now), isPaired }, now);
  }

  snapshot(): LimitsSnapshot {
    return {
      uses: this.capacity.uses(),
      holds: [...this.holds.state].map(([trunkId, { wideUntil, groupUntil }]) => [
        trunkId,
        { wideUntil, groupUntil: [...groupUntil] },
      ]),
      overrides: structuredClone([...this.overrides.state.values()]),
      budget: structuredClone(this.budget.state),
    };
  }
}

function holdsOf({ holds }: LimitsSnapshot): Map<string, TrunkHolds> {
  return new Map(
    holds.map(([trunkId, { wideUntil, groupUntil }]) => [trunkId, { wideUntil, groupUntil: new Map(groupUntil) }]),
  );
}
