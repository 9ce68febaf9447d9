import type { FaultLine } from './faults';
import type { World } from './world';

const NEVER = Number.POSITIVE_INFINITY;

/** What each trunk carries now, and whether it has room: its contract and what faults leave of it. */
export class Channels {
  readonly #line: FaultLine;
  #used: Int32Array;
  #channels: Float64Array;
  #cps: Float64Array;
  /** Attempts that may still begin (a bucket of one second), and when it was last filled. */
  #tokens: Float64Array;
  #filledAt: Float64Array;
  /** Whether anything bounds any trunk; false spares every look. */
  isLimited: boolean;

  constructor({ trunks }: Pick<World, 'trunks'>, line: FaultLine) {
    this.#line = line;
    this.#used = new Int32Array(trunks.length);
    this.#channels = Float64Array.from(trunks, ({ maxChannels }) => maxChannels);
    this.#cps = Float64Array.from(trunks, ({ maxCps }) => maxCps);
    this.#tokens = Float64Array.from(trunks, ({ maxCps }) => Math.max(1, maxCps));
    this.#filledAt = new Float64Array(trunks.length);
    this.isLimited = isAnyLimited(trunks, line);
  }

  /** Takes trunks and faults as they are now; what is in use stays with the trunk's index. */
  readAgain(trunks: World['trunks']): void {
    this.#used = grown(this.#used, new Int32Array(trunks.length));
    this.#filledAt = grown(this.#filledAt, new Float64Array(trunks.length));
    this.#tokens = grown(
      this.#tokens,
      Float64Array.from(trunks, ({ maxCps }) => Math.max(1, maxCps)),
    );
    this.#channels = Float64Array.from(trunks, ({ maxChannels }) => maxChannels);
    this.#cps = Float64Array.from(trunks, ({ maxCps }) => maxCps);
    this.isLimited = isAnyLimited(trunks, this.#line);
  }

  /** Attempts and calls that a trunk carries now. */
  inUse(trunk: number): number {
    return this.#used[trunk] ?? 0;
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

function isAnyLimited(trunks: World['trunks'], { all }: FaultLine): boolean {
  const isContracted = trunks.some(({ maxChannels, maxCps }) => Math.min(maxChannels, maxCps) < NEVER);
  return isContracted || all.some(({ fault }) => fault.kind === 'congestion');
}

function grown<Numbers extends Int32Array | Float64Array>(old: Numbers, larger: Numbers): Numbers {
  larger.set(old);
  return larger;
}
