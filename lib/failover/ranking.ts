import { HEALTHY, type RouteCondition } from './health';
import type { TrunkName } from './tables';
import type { HopReason, Override } from './types';

/**
 * How far back a hop stands, lowest first. From `held` on a hop is used when nothing better is left; it stays in the
 * plan, least bad first.
 */
export const RANK = { forced: -1, inPlace: 0, degraded: 1, full: 2, held: 3, probing: 4, open: 5, drained: 6 } as const;

/** A hop being ranked; reused from call to call. */
export class Slot {
  trunkId = '';
  carrierId = '';
  isStream = false;
  destinationGroup = '';
  presentedNumber = '';
  /** Where it comes from; its reason unless something stronger moved it. */
  origin: 'primary' | 'fallback' | 'route' = 'route';
  priority = 0;
  costMicros = 0;
  rank: number = RANK.inPlace;
  condition: RouteCondition = HEALTHY;
  /** Of the trunk's tightest limit. */
  used = 0;
  limit = Number.POSITIVE_INFINITY;
  override: Override | null = null;
  /** Whether the callee falls into the share of calls that a recovering route gets. */
  isChosen = false;
}

/** Whether `one` goes before `other`: usable hops by priority, score, cost; others by how bad they are first. */
function goesBefore(one: Slot, other: Slot): boolean {
  if (one.rank !== other.rank) return one.rank < other.rank;
  const byScore = one.condition.score - other.condition.score;
  const byPriority = one.priority - other.priority;
  const first = one.rank >= RANK.probing ? byScore || byPriority : byPriority || byScore;
  return (first || one.costMicros - other.costMicros) < 0;
}

/** The best hops so far in order, at most `limit`. Allocates nothing once it has grown. */
export class Ranking {
  readonly #slots: Slot[] = [];
  #limit = 0;
  length = 0;
  /** How many of those placed stand at `inPlace` or before. */
  usable = 0;
  /** How many were placed, those that fell out included. */
  assessed = 0;
  /** Why the first hop goes first, when that is not its own reason. */
  firstReason: HopReason | null = null;

  clear(limit: number): void {
    this.length = 0;
    this.#limit = limit;
    this.usable = 0;
    this.assessed = 0;
    this.firstReason = null;
  }

  at(index: number): Slot | undefined {
    return index < this.length ? this.#slots[index] : undefined;
  }

  /** A slot to fill and then to `place`. */
  next({ trunkId, carrierId, isStream }: TrunkName): Slot {
    const slot = this.#slots[this.length] ?? this.#grow();
    slot.trunkId = trunkId;
    slot.carrierId = carrierId;
    slot.isStream = isStream;
    return slot;
  }

  /** Puts the filled slot where it belongs; when there are too many, the last falls out. */
  place(slot: Slot): void {
    this.assessed += 1;
    if (slot.rank <= RANK.inPlace) this.usable += 1;
    this.#sink(slot, this.length);
    if (this.length < this.#limit) this.length += 1;
  }

  /** Gives a hop a worse rank and puts it where that belongs. */
  demote(from: number, rank: number): void {
    const slot = this.at(from);
    if (!slot) return;
    slot.rank = rank;
    this.usable -= 1;
    let index = from;
    for (let behind = this.at(index + 1); behind && goesBefore(behind, slot); behind = this.at(index + 1)) {
      this.#slots[index] = behind;
      index += 1;
    }
    this.#slots[index] = slot;
  }

  swapFirstTwo(): void {
    const first = this.at(0);
    const second = this.at(1);
    if (!first || !second) return;
    this.#slots[0] = second;
    this.#slots[1] = first;
  }

  #grow(): Slot {
    const added = new Slot();
    this.#slots.push(added);
    return added;
  }

  #sink(slot: Slot, from: number): void {
    let index = from;
    for (; index > 0; index -= 1) {
      const before = this.#slots[index - 1];
      if (!before || !goesBefore(slot, before)) break;
      this.#slots[index] = before;
    }
    this.#slots[index] = slot;
  }
}
