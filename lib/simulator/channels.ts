import type { FaultLine } from './faults';
import type { World } from './world';

const NEVER = Number.POSITIVE_INFINITY;

/** What each trunk carries now, and whether it has room: its contract and what faults leave of it. */
export class Channels {
  readonly #line: FaultLine;
  readonly #used: Int32Array;
  readonly #channels: Float64Array;
  readonly #cps: Float64Array;
  /** Attempts that may still begin (a bucket of one second), and when it was last filled. */
  readonly #tokens: Float64Array;
  readonly #filledAt: Float64Array;
  /** Whether anything bounds any trunk; false spares every look. */
  readonly isLimited: boolean;

  constructor(world: World, line: FaultLine) {
    this.#line = line;
    this.#used = new Int32Array(world.trunks.length);
    this.#channels = Float64Array.from(world.trunks, ({ maxChannels }) => maxChannels);
    this.#cps = Float64Array.from(world.trunks, ({ maxCps }) => maxCps);
    this.#tokens = Float64Array.from(world.trunks, ({ maxCps }) => Math.max(1, maxCps));
    this.#filledAt = new Float64Array(world.trunks.length);
    const isContracted = world.trunks.some(({ maxChannels, maxCps }) => Math.min(maxChannels, maxCps) < NEVER);
    this.isLimited = isContracted || world.scenario.faults.some(({ kind }) => kind === 'congestion');
  }

  /** Takes a channel for an attempt that arrives; false when the carrier has no room. */
  take(trunk: number, now: number): boolean {
    if (this.isLimited && !this.#hasRoom(trunk, now)) return false;
    this.#used[trunk] = (this.#used[trunk] ?? 0) + 1;
    return true;
  }

  release(trunk: number): void {
    this.#used[trunk] = (this.#used[trunk] ?? 0) - 1;
  }

  /** Whether every channel is taken; for the oracle, which sees into the carrier. */
  isFull(trunk: number): boolean {
    if (!this.isLimited) return false;
    return (this.#used[trunk] ?? 0) >= Math.min(this.#channels[trunk] ?? 0, this.#line.room(trunk).channels);
  }

  #hasRoom(trunk: number, now: number): boolean {
    const room = this.#line.active.length > 0 ? this.#line.room(trunk) : null;
    const channels = Math.min(this.#channels[trunk] ?? 0, room?.channels ?? NEVER);
    if ((this.#used[trunk] ?? 0) >= channels) return false;
    const cps = Math.min(this.#cps[trunk] ?? 0, room?.cps ?? NEVER);
    if (cps === NEVER) return true;
    const burst = Math.max(1, cps);
    const gained = ((now - (this.#filledAt[trunk] ?? 0)) * cps) / 1_000;
    const tokens = Math.min(burst, (this.#tokens[trunk] ?? 0) + gained);
    this.#filledAt[trunk] = now;
    this.#tokens[trunk] = tokens >= 1 ? tokens - 1 : tokens;
    return tokens >= 1;
  }
}
