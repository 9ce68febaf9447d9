import type { FaultState } from './faults';
import { lies } from './faults';

/** After this long without a call going round a way, it is in use again. */
const QUIET_MS = 60_000;
/** So long after a fault, calls that avoid its way do so because of it. */
const GRACE_MS = 10 * 60_000;

/**
 * Watches by the calls alone whether they leave a way (trunk and destination) that they would take on a good day.
 * Works for every policy, whatever it says of itself: detection and false alarm are the same event.
 */
export class RoutesLeft {
  falseOpens = 0;
  /** When a call last went round this trunk without a cause. */
  readonly #leftAt: Float64Array;
  readonly #faults: readonly FaultState[];
  readonly #detectedAt: Float64Array;
  readonly #recoveredAt: Float64Array;

  constructor(trunks: number, faults: readonly FaultState[]) {
    this.#leftAt = new Float64Array(trunks).fill(Number.NEGATIVE_INFINITY);
    this.#faults = faults;
    this.#detectedAt = new Float64Array(faults.length).fill(Number.NaN);
    this.#recoveredAt = new Float64Array(faults.length).fill(Number.NaN);
  }

  /** A call began elsewhere than on its way of a good day. */
  left(trunk: number, destination: number, now: number): void {
    const cause = this.#causeOf(trunk, destination, now);
    if (cause) {
      const { fault, index } = cause;
      if (now > fault.at + fault.lasts) this.#recoveredAt[index] = now;
      else if (Number.isNaN(this.#detectedAt[index])) this.#detectedAt[index] = now;
      return;
    }
    if (now - (this.#leftAt[trunk] ?? 0) > QUIET_MS) this.falseOpens += 1;
    this.#leftAt[trunk] = now;
  }

  /** The latest fault that began on this way, while it lasts or not long after. */
  #causeOf(trunk: number, destination: number, now: number): FaultState | null {
    let latest: FaultState | null = null;
    for (const state of this.#faults) {
      const { at, lasts } = state.fault;
      if (now < at || now > at + lasts + GRACE_MS || !lies(state, trunk, destination)) continue;
      if (!latest || at >= latest.fault.at) latest = state;
    }
    return latest;
  }

  /** Since when calls left the fault's way; null when none did while it lasted. */
  detectionMs({ index, fault }: FaultState): number | null {
    const at = this.#detectedAt[index] ?? Number.NaN;
    return Number.isNaN(at) ? null : at - fault.at;
  }

  /** How long after the fault's end calls still avoided its way; null when none had left it. */
  recoveryMs({ index, fault }: FaultState): number | null {
    if (Number.isNaN(this.#detectedAt[index])) return null;
    const at = this.#recoveredAt[index] ?? Number.NaN;
    return Number.isNaN(at) ? 0 : at - fault.at - fault.lasts;
  }
}
