/**
 * Attempts of one route by the moment they began, in buckets of a few milliseconds, newest last. Evidence is read
 * from here in the order of starting: failures return in 0.2 s and successes after seconds, so in the order of
 * completion every rising rate looks like a fault, and calls placed before a fault hide it.
 *
 * A ring of parallel arrays, found by `sequence & mask`. It holds every bucket younger than the horizon; what
 * leaves it is folded into the charts' carried levels.
 */
export interface Cohorts {
  /** Sequence number of the newest bucket; -1 before the first attempt. */
  newest: number;
  /** Sequence number of the oldest bucket still held. */
  oldest: number;
  /** Buckets the ring can hold less one; a power of two less one. */
  mask: number;
  /** When the last attempt of the bucket began: ages are never overstated. */
  startedAt: Float64Array;
  /** When the first attempt of the bucket began: closes the bucket. */
  openedAt: Float64Array;
  /** No response of any kind yet, and not given up. */
  waiting: Int32Array;
  responded: Int32Array;
  /** Neither failed in the network nor progressed to ringing or a callee's verdict. */
  pending: Int32Array;
  failed: Int32Array;
  progressed: Int32Array;
  /** Given up without a response, and their evidence of silence in nats. */
  givenUp: Int32Array;
  silentNats: Float64Array;
  /** Sums over the ring of `waiting`, `givenUp` and `failed`: how much could still speak against the route. */
  waitingCount: number;
  givenUpCount: number;
  failedCount: number;
  /** Attempts of buckets before this one belong to a time that was put aside: their outcomes say nothing. */
  validFrom: number;
}

/** Called with the slot of a bucket that leaves the ring. */
export type Fold = (slot: number) => void;

/** Attempts begun within so long share a bucket. */
export const BUCKET_MS = 20;
const FIRST_SLOTS = 16;
const MAX_SLOTS = 256;
/** Past this age an attempt's outcome is added to the carried level instead of its bucket. */
export const HORIZON_MS = 4_000;

export function createCohorts(): Cohorts {
  return {
    newest: -1,
    oldest: 0,
    waitingCount: 0,
    givenUpCount: 0,
    failedCount: 0,
    validFrom: 0,
    ...arrays(FIRST_SLOTS),
  };
}

function arrays(slots: number) {
  return {
    mask: slots - 1,
    startedAt: new Float64Array(slots),
    openedAt: new Float64Array(slots),
    waiting: new Int32Array(slots),
    responded: new Int32Array(slots),
    pending: new Int32Array(slots),
    failed: new Int32Array(slots),
    progressed: new Int32Array(slots),
    givenUp: new Int32Array(slots),
    silentNats: new Float64Array(slots),
  };
}

/**
 * Adds an attempt that begins at `now`, in constant time. Answers the sequence number of its bucket, by which its
 * outcome is entered later.
 */
export function startAttempt(cohorts: Cohorts, now: number, fold: Fold): number {
  let slot = cohorts.newest & cohorts.mask;
  if (cohorts.newest < 0 || now - (cohorts.openedAt[slot] ?? 0) >= BUCKET_MS) slot = openBucket(cohorts, now, fold);
  cohorts.startedAt[slot] = now;
  cohorts.waiting[slot] = (cohorts.waiting[slot] ?? 0) + 1;
  cohorts.pending[slot] = (cohorts.pending[slot] ?? 0) + 1;
  cohorts.waitingCount += 1;
  return cohorts.newest;
}

function openBucket(cohorts: Cohorts, now: number, fold: Fold): number {
  if (cohorts.newest - cohorts.oldest >= cohorts.mask) makeRoom(cohorts, now, fold);
  cohorts.newest += 1;
  const slot = cohorts.newest & cohorts.mask;
  cohorts.openedAt[slot] = now;
  cohorts.waiting[slot] = 0;
  cohorts.responded[slot] = 0;
  cohorts.pending[slot] = 0;
  cohorts.failed[slot] = 0;
  cohorts.progressed[slot] = 0;
  cohorts.givenUp[slot] = 0;
  cohorts.silentNats[slot] = 0;
  return slot;
}

function makeRoom(cohorts: Cohorts, now: number, fold: Fold): void {
  const slot = cohorts.oldest & cohorts.mask;
  const isYoung = now - (cohorts.startedAt[slot] ?? 0) < HORIZON_MS;
  if (isYoung && cohorts.mask + 1 < MAX_SLOTS) grow(cohorts);
  else {
    fold(slot);
    cohorts.waitingCount -= cohorts.waiting[slot] ?? 0;
    cohorts.givenUpCount -= cohorts.givenUp[slot] ?? 0;
    cohorts.failedCount -= cohorts.failed[slot] ?? 0;
    cohorts.oldest += 1;
  }
}

function grow(cohorts: Cohorts): void {
  const old = { ...cohorts };
  Object.assign(cohorts, arrays((old.mask + 1) * 2));
  for (let sequence = old.oldest; sequence <= old.newest; sequence += 1) {
    const from = sequence & old.mask;
    const to = sequence & cohorts.mask;
    cohorts.startedAt[to] = old.startedAt[from] ?? 0;
    cohorts.openedAt[to] = old.openedAt[from] ?? 0;
    cohorts.waiting[to] = old.waiting[from] ?? 0;
    cohorts.responded[to] = old.responded[from] ?? 0;
    cohorts.pending[to] = old.pending[from] ?? 0;
    cohorts.failed[to] = old.failed[from] ?? 0;
    cohorts.progressed[to] = old.progressed[from] ?? 0;
    cohorts.givenUp[to] = old.givenUp[from] ?? 0;
    cohorts.silentNats[to] = old.silentNats[from] ?? 0;
  }
}

/** Puts aside everything known so far; attempts in progress no longer count. */
export function restartCohorts(cohorts: Cohorts): void {
  cohorts.validFrom = cohorts.newest + 1;
  cohorts.oldest = cohorts.newest + 1;
  cohorts.waitingCount = 0;
  cohorts.givenUpCount = 0;
  cohorts.failedCount = 0;
  // The next attempt must not join a bucket that was put aside.
  if (cohorts.newest >= 0) cohorts.openedAt[cohorts.newest & cohorts.mask] = Number.NEGATIVE_INFINITY;
}

/** Whether the attempt's bucket is still held. */
export function isHeld(cohorts: Cohorts, sequence: number): boolean {
  return sequence >= cohorts.oldest;
}

/** Enters the first response of an attempt. */
export function enterResponse(cohorts: Cohorts, sequence: number): void {
  if (!isHeld(cohorts, sequence)) return;
  const slot = sequence & cohorts.mask;
  leaveWaiting(cohorts, slot);
  cohorts.responded[slot] = (cohorts.responded[slot] ?? 0) + 1;
}

/** Enters that an attempt was given up without any response; `nats` is the evidence of its silence until then. */
export function enterSilence(cohorts: Cohorts, sequence: number, nats: number): void {
  if (!isHeld(cohorts, sequence)) return;
  const slot = sequence & cohorts.mask;
  leaveWaiting(cohorts, slot);
  cohorts.givenUp[slot] = (cohorts.givenUp[slot] ?? 0) + 1;
  cohorts.givenUpCount += 1;
  cohorts.silentNats[slot] = (cohorts.silentNats[slot] ?? 0) + nats;
}

function leaveWaiting(cohorts: Cohorts, slot: number): void {
  cohorts.waiting[slot] = (cohorts.waiting[slot] ?? 0) - 1;
  cohorts.waitingCount -= 1;
}

/** Enters that an attempt which had progressed failed all the same. */
export function turnIntoFailure(cohorts: Cohorts, sequence: number): void {
  const slot = sequence & cohorts.mask;
  cohorts.progressed[slot] = (cohorts.progressed[slot] ?? 0) - 1;
  cohorts.failed[slot] = (cohorts.failed[slot] ?? 0) + 1;
  cohorts.failedCount += 1;
}

export type NetworkOutcome = 'failed' | 'progressed' | 'neither';

/** Enters how an attempt fared in the carrier's network; `neither` takes it out (the caller hung up, our own fault). */
export function enterOutcome(cohorts: Cohorts, sequence: number, outcome: NetworkOutcome): void {
  if (!isHeld(cohorts, sequence)) return;
  const slot = sequence & cohorts.mask;
  cohorts.pending[slot] = (cohorts.pending[slot] ?? 0) - 1;
  if (outcome === 'failed') {
    cohorts.failed[slot] = (cohorts.failed[slot] ?? 0) + 1;
    cohorts.failedCount += 1;
  } else if (outcome === 'progressed') cohorts.progressed[slot] = (cohorts.progressed[slot] ?? 0) + 1;
}
