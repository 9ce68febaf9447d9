import type { RouteStateName } from '../failover/types';
import type { FaultState } from './faults';
import type { World } from './world';

/** A route that a router speaks of; the group is null for all destinations of the trunk. */
interface Place {
  trunkId: string | null;
  destinationGroup: string | null;
}

/** Since when a router says of each fault that something is wrong on its way, whether or not it moves calls. */
export class FaultsNoticed {
  readonly #world: World;
  readonly #faults: readonly FaultState[];
  readonly #at: Float64Array;

  constructor(world: World, faults: readonly FaultState[]) {
    this.#world = world;
    this.#faults = faults;
    this.#at = new Float64Array(faults.length).fill(Number.NaN);
  }

  /** A route was found worse, or an alarm was raised about it. */
  note(place: Place, now: number): void {
    for (const state of this.#faults) {
      const { at, lasts } = state.fault;
      const isKnown = !Number.isNaN(this.#at[state.index]);
      if (!isKnown && now >= at && now <= at + lasts && this.#touches(state, place)) this.#at[state.index] = now;
    }
  }

  #touches({ onTrunk, onDestination }: FaultState, { trunkId, destinationGroup }: Place): boolean {
    const { trunkIndex, destinations } = this.#world;
    if (trunkId === null || onTrunk[trunkIndex.get(trunkId) ?? -1] !== 1) return false;
    return (
      destinationGroup === null ||
      destinations.some(({ index, model }) => model.group === destinationGroup && onDestination[index] === 1)
    );
  }

  /** From a fault's start until the router said so; null when it did not while the fault lasted. */
  noticedMs({ index, fault }: FaultState): number | null {
    const at = this.#at[index] ?? Number.NaN;
    return Number.isNaN(at) ? null : at - fault.at;
  }
}

/** Whether a route is in this state because something is or may be wrong, and not on its way back. */
export function saysWrong(state: RouteStateName): boolean {
  return state === 'suspect' || state === 'congested' || state === 'degraded' || state === 'open';
}
