import { type TrunkLoad, UNLIMITED } from './health';
import type { Policy } from './policy';
import { countEvent, newRate, type Rate, rateAt } from './rate';
import type { AttemptEnd, Ms, Trunk } from './types';

/** Attempts of the last second, oldest first from `head` on; exact, because carriers refuse what is over. */
interface Second {
  times: Ms[];
  head: number;
}

/** Attempts against a cap, as a leaking bucket: a cap may be below one a second and need not be exact. */
interface Bucket {
  level: number;
  at: Ms;
}

/** The cap on a congested trunk. */
interface Cap {
  /** Attempts a second that are offered at most. */
  cps: number;
  /** What was offered before; the cap is lifted when it is back there. */
  fullCps: number;
  loweredAt: Ms;
  /** Until when its rise is worked in. */
  raisedAt: Ms;
}

/** What is used of one trunk; plain data, so that a snapshot is a copy. */
export interface TrunkUse {
  channels: number;
  readonly lastSecond: Second;
  readonly capped: Bucket;
  readonly offered: Rate;
  cap: Cap | null;
}

interface LiveTrunk {
  limits: Pick<Trunk, 'maxChannels' | 'maxCps'>;
  readonly use: TrunkUse;
  /** What `load` answers, brought up to date each time. */
  readonly load: { used: number; limit: number; reserved: number };
}

/**
 * What our own calls take of each trunk: channels and attempts a second against the contract, and while it is
 * congested a cap on offered attempts that falls by a factor and comes back by steps (additive increase,
 * multiplicative decrease; Chiu and Jain 1989 show that it converges to a fair and efficient share).
 */
export class Capacity {
  readonly #policy: Policy;
  readonly #trunks = new Map<string, LiveTrunk>();
  /** Whether a trunk somewhere cannot take its own calls, so that room is kept for calls of pairs. */
  keepsRoomForPairs = false;

  constructor(policy: Policy, state: Iterable<readonly [string, TrunkUse]> = []) {
    this.#policy = policy;
    for (const [trunkId, use] of state) this.#trunks.set(trunkId, newLiveTrunk(use));
  }

  /** What is used, by trunk; for a snapshot. */
  uses(): [string, TrunkUse][] {
    return [...this.#trunks].map(([trunkId, { use }]) => [trunkId, structuredClone(use)]);
  }

  /** Takes the contracts of new tables. */
  setContracts(trunks: Iterable<Trunk>): void {
    for (const trunk of trunks) this.#live(trunk.id).limits = trunk;
  }

  /** Counts an attempt that begins on a trunk. */
  started(trunkId: string, now: Ms): void {
    const { use, limits } = this.#live(trunkId);
    use.channels += 1;
    countEvent(use.offered, this.#policy.retry.rateHalfLifeSeconds.value, now);
    if (limits.maxCps !== null) use.lastSecond.times.push(now);
    if (use.cap) fill(use.capped, use.cap.cps, now);
  }

  /** Frees the channel of an attempt or a call that has ended. */
  ended(trunkId: string): void {
    const { use } = this.#live(trunkId);
    use.channels = Math.max(0, use.channels - 1);
  }

  /** Sets the channels in use to what the host has counted. */
  reconcile(trunkId: string, channelsInUse: number): void {
    this.#live(trunkId).use.channels = channelsInUse;
  }

  /** The trunk's tightest limit at this moment; the same object each time, brought up to date. */
  load(trunkId: string, now: Ms): TrunkLoad {
    const live = this.#trunks.get(trunkId);
    if (!live) return UNLIMITED;
    const { use, limits, load } = live;
    if (limits.maxChannels === null && limits.maxCps === null && !use.cap) return UNLIMITED;
    load.used = 0;
    load.limit = Number.POSITIVE_INFINITY;
    if (limits.maxChannels !== null) tighten(load, use.channels, limits.maxChannels);
    if (limits.maxCps !== null) tighten(load, countLastSecond(use.lastSecond, now), limits.maxCps);
    if (use.cap) tightenByCap(load, { bucket: use.capped, cps: this.#capAt(use.cap, now) }, now);
    load.reserved = this.keepsRoomForPairs ? load.limit * this.#policy.congestion.pairReserveShare.value : 0;
    return load;
  }

  /**
   * A trunk shows congestion: caps what it is offered, or lowers the cap, at most once in `decreaseEveryMs`.
   * @returns the cap in attempts a second.
   */
  congest(trunkId: string, now: Ms): number {
    const { use } = this.#live(trunkId);
    const { decreaseFactor, decreaseEveryMs, minRateCps } = this.#policy.congestion;
    const lower = (cps: number) => Math.max(minRateCps.value, cps * decreaseFactor.value);
    if (!use.cap) {
      const fullCps = Math.max(
        minRateCps.value,
        rateAt(use.offered, this.#policy.retry.rateHalfLifeSeconds.value, now),
      );
      use.cap = { cps: lower(fullCps), fullCps, loweredAt: now, raisedAt: now };
      // What was offered until now has filled the bucket: no burst goes through first.
      use.capped.level = burstOf(use.cap.cps);
      use.capped.at = now;
    } else if (now - use.cap.loweredAt >= decreaseEveryMs.value) {
      use.cap.cps = lower(this.#capAt(use.cap, now));
      use.cap.loweredAt = now;
    }
    return use.cap.cps;
  }

  /** Whether a cap is in force; a cap that is back at the full rate is lifted. */
  isCapped(trunkId: string, now: Ms): boolean {
    const use = this.#trunks.get(trunkId)?.use;
    if (!use?.cap) return false;
    if (this.#capAt(use.cap, now) >= use.cap.fullCps) use.cap = null;
    return use.cap !== null;
  }

  /** The cap as last worked out, attempts a second; null when none is in force. Changes nothing. */
  capCps(trunkId: string): number | null {
    return this.#trunks.get(trunkId)?.use.cap?.cps ?? null;
  }

  /**
   * Whether a refusal is our own limit and not the carrier's fault: a 503, or a 486 at once without any ringing, while
   * our calls take `ourLimitShare` of the contracted channels.
   * @param afterMs from the INVITE to the refusal
   */
  isOurLimit(trunkId: string, { sipCode, phase }: AttemptEnd, afterMs: Ms): boolean {
    const live = this.#trunks.get(trunkId);
    if (!live || live.limits.maxChannels === null) return false;
    const isRefusal = sipCode === 503 || (sipCode === 486 && afterMs <= 1_000);
    const isEarly = phase === 'sent' || phase === 'trying';
    const share = live.use.channels / live.limits.maxChannels;
    return isRefusal && isEarly && share >= this.#policy.congestion.ourLimitShare.value;
  }

  /** Works in the rise since it was last asked for. */
  #capAt(cap: Cap, now: Ms): number {
    const quietSince = Math.max(cap.raisedAt, cap.loweredAt + this.#policy.congestion.decreaseEveryMs.value);
    if (now > quietSince) {
      const step = cap.fullCps * this.#policy.congestion.increaseShare.value;
      cap.cps = Math.min(cap.fullCps, cap.cps + (step * (now - quietSince)) / 1_000);
      cap.raisedAt = now;
    }
    return cap.cps;
  }

  #live(trunkId: string): LiveTrunk {
    const known = this.#trunks.get(trunkId);
    if (known) return known;
    const added = newLiveTrunk(newTrunkUse());
    this.#trunks.set(trunkId, added);
    return added;
  }
}

function newTrunkUse(): TrunkUse {
  const offered = newRate();
  return { channels: 0, lastSecond: { times: [], head: 0 }, capped: { level: 0, at: 0 }, offered, cap: null };
}

function newLiveTrunk(use: TrunkUse): LiveTrunk {
  return { limits: { maxChannels: null, maxCps: null }, use, load: { used: 0, limit: 0, reserved: 0 } };
}

function levelAt(bucket: Bucket, cps: number, now: Ms): number {
  return Math.max(0, bucket.level - (cps * Math.max(0, now - bucket.at)) / 1_000);
}

function fill(bucket: Bucket, cps: number, now: Ms): void {
  bucket.level = levelAt(bucket, cps, now) + 1;
  bucket.at = now;
}

function countLastSecond(second: Second, now: Ms): number {
  const { times } = second;
  while (second.head < times.length && (times[second.head] ?? now) <= now - 1_000) second.head += 1;
  if (second.head > 256) {
    second.times = times.slice(second.head);
    second.head = 0;
  }
  return second.times.length - second.head;
}

/** A fifth of a second's worth may come at once, and at least one attempt. */
function burstOf(cps: number): number {
  return Math.max(1, Math.floor(cps / 5));
}

function tightenByCap(load: { used: number; limit: number }, cap: { bucket: Bucket; cps: number }, now: Ms): void {
  tighten(load, Math.ceil(levelAt(cap.bucket, cap.cps, now)), burstOf(cap.cps));
}

function tighten(load: { used: number; limit: number }, used: number, limit: number): void {
  if (load.limit !== Number.POSITIVE_INFINITY && used / limit <= load.used / load.limit) return;
  load.used = used;
  load.limit = limit;
}
