import type { Call } from './call';
import type { FaultLine } from './faults';

/** How badly a call fared that met a fault. */
export interface Harm {
  /** A carrier ended it before caller and callee could talk. */
  isFailed: boolean;
  /** A fault ended their talk. */
  isDropped: boolean;
}

/** What each fault did to the calls that were placed while it lasted. */
export class HarmTally {
  readonly #line: FaultLine;
  readonly #harmed: Float64Array;
  readonly #failed: Float64Array;
  readonly #dropped: Float64Array;

  constructor(line: FaultLine) {
    this.#line = line;
    this.#harmed = new Float64Array(line.all.length);
    this.#failed = new Float64Array(line.all.length);
    this.#dropped = new Float64Array(line.all.length);
  }

  /** Answers whether the call was placed in a fault that it met; one that was in progress then could not be spared. */
  add({ faultsMet, arrivedAt }: Call, { isFailed, isDropped }: Harm): boolean {
    let wasPlacedInIt = false;
    for (const index of faultsMet) {
      if (arrivedAt < (this.#line.all[index]?.fault.at ?? 0)) continue;
      wasPlacedInIt = true;
      this.#harmed[index] = (this.#harmed[index] ?? 0) + 1;
      if (isFailed) this.#failed[index] = (this.#failed[index] ?? 0) + 1;
      if (isDropped) this.#dropped[index] = (this.#dropped[index] ?? 0) + 1;
    }
    return wasPlacedInIt;
  }

  of(index: number): { harmed: number; failed: number; dropped: number } {
    return {
      harmed: this.#harmed[index] ?? 0,
      failed: this.#failed[index] ?? 0,
      dropped: this.#dropped[index] ?? 0,
    };
  }
}
