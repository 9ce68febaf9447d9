/**
 * A queue of events by virtual time in whole ms: a wheel of 4096 slots of 1 ms, a wheel of 4096 slots of 4096 ms
 * above it, and a list for what lies further. Adding and taking are O(1); events of the same ms come out in the
 * order in which they were added. Events are numbers in typed arrays, so that nothing is allocated per event.
 */

const SLOT_BITS = 12;
const SLOTS = 1 << SLOT_BITS;
const MASK = SLOTS - 1;
const SPAN = SLOTS * SLOTS;
const WORDS = SLOTS / 32;
const NONE = -1;

/** Slots of events with a bit for each slot that is not empty. */
class Wheel {
  readonly first = new Int32Array(SLOTS).fill(NONE);
  readonly last = new Int32Array(SLOTS).fill(NONE);
  readonly #filled = new Int32Array(WORDS);

  fill(slot: number): void {
    this.#filled[slot >> 5] = (this.#filled[slot >> 5] ?? 0) | (1 << (slot & 31));
  }

  clear(slot: number): void {
    this.first[slot] = NONE;
    this.last[slot] = NONE;
    this.#filled[slot >> 5] = (this.#filled[slot >> 5] ?? 0) & ~(1 << (slot & 31));
  }

  /** The first slot at or after `from` that holds an event; SLOTS when none does. */
  next(from: number): number {
    if (from >= SLOTS) return SLOTS;
    let word = from >> 5;
    let bits = (this.#filled[word] ?? 0) & (-1 << (from & 31));
    while (bits === 0) {
      word += 1;
      if (word >= WORDS) return SLOTS;
      bits = this.#filled[word] ?? 0;
    }
    return (word << 5) + 31 - Math.clz32(bits & -bits);
  }
}

export class EventQueue {
  /** The event that `take` took. */
  kind = 0;
  subject = 0;
  stamp = 0;

  #kinds: Uint8Array;
  #subjects: Int32Array;
  #stamps: Int32Array;
  #times: Float64Array;
  #nexts: Int32Array;
  #free = NONE;
  #used = 0;
  #waiting = 0;
  readonly #fine = new Wheel();
  readonly #coarse = new Wheel();
  #far: number[] = [];
  /** Start of the fine wheel's 4096 ms and of the coarse wheel's span. */
  #fineStart = 0;
  #coarseStart = 0;
  /** No event lies in a fine slot before this one. */
  #cursor = 0;

  constructor(capacity = 1024) {
    this.#kinds = new Uint8Array(capacity);
    this.#subjects = new Int32Array(capacity);
    this.#stamps = new Int32Array(capacity);
    this.#times = new Float64Array(capacity);
    this.#nexts = new Int32Array(capacity);
  }

  /** How many events wait. */
  get size(): number {
    return this.#waiting;
  }

  /** Adds an event. A time that has passed is taken as now. */
  add(time: number, kind: number, subject: number, stamp: number): void {
    const earliest = this.#fineStart + this.#cursor;
    const at = time < earliest ? earliest : time;
    const node = this.#allocate();
    this.#times[node] = at;
    this.#kinds[node] = kind;
    this.#subjects[node] = subject;
    this.#stamps[node] = stamp;
    this.#nexts[node] = NONE;
    this.#waiting += 1;
    this.#place(node, at);
  }

  /** Time of the next event; Infinity when none waits. */
  nextAt(): number {
    if (this.#waiting === 0) return Number.POSITIVE_INFINITY;
    let slot = this.#fine.next(this.#cursor);
    while (slot === SLOTS) {
      this.#turn();
      slot = this.#fine.next(this.#cursor);
    }
    this.#cursor = slot;
    return this.#fineStart + slot;
  }

  /** Takes the next event into `kind`, `subject` and `stamp`; call it after `nextAt` gave a time. */
  take(): void {
    const slot = this.#cursor;
    const node = this.#fine.first[slot] ?? NONE;
    if (node === NONE) throw new Error('take() needs nextAt() before it.');
    const next = this.#nexts[node] ?? NONE;
    if (next === NONE) this.#fine.clear(slot);
    else this.#fine.first[slot] = next;
    this.kind = this.#kinds[node] ?? 0;
    this.subject = this.#subjects[node] ?? 0;
    this.stamp = this.#stamps[node] ?? 0;
    this.#nexts[node] = this.#free;
    this.#free = node;
    this.#waiting -= 1;
  }

  #place(node: number, at: number): void {
    const offset = at - this.#fineStart;
    if (offset < SLOTS) {
      this.#append(this.#fine, offset, node);
      return;
    }
    const coarse = at - this.#coarseStart;
    if (coarse < SPAN) {
      this.#append(this.#coarse, coarse >> SLOT_BITS, node);
      return;
    }
    this.#far.push(node);
  }

  #append(wheel: Wheel, slot: number, node: number): void {
    const last = wheel.last[slot] ?? NONE;
    if (last === NONE || wheel.first[slot] === NONE) {
      wheel.first[slot] = node;
      wheel.fill(slot);
    } else this.#nexts[last] = node;
    wheel.last[slot] = node;
  }

  /** Opens the next 4096 ms that hold anything; the list order of a slot is kept. */
  #turn(): void {
    const slot = this.#coarse.next(((this.#fineStart - this.#coarseStart) >> SLOT_BITS) + 1);
    if (slot === SLOTS) {
      this.#turnFar();
      return;
    }
    this.#fineStart = this.#coarseStart + slot * SLOTS;
    this.#cursor = 0;
    let node = this.#coarse.first[slot] ?? NONE;
    this.#coarse.clear(slot);
    while (node !== NONE) {
      const next = this.#nexts[node] ?? NONE;
      this.#nexts[node] = NONE;
      this.#append(this.#fine, (this.#times[node] ?? 0) & MASK, node);
      node = next;
    }
  }

  /** Opens the span of the earliest far event; its own 4096 ms are opened by the next turn or already here. */
  #turnFar(): void {
    let earliest = Number.POSITIVE_INFINITY;
    for (const node of this.#far) earliest = Math.min(earliest, this.#times[node] ?? earliest);
    this.#coarseStart = Math.floor(earliest / SPAN) * SPAN;
    this.#fineStart = this.#coarseStart + ((earliest - this.#coarseStart) >> SLOT_BITS) * SLOTS;
    this.#cursor = 0;
    const nodes = this.#far;
    this.#far = [];
    for (const node of nodes) this.#place(node, this.#times[node] ?? 0);
  }

  #allocate(): number {
    if (this.#free !== NONE) {
      const node = this.#free;
      this.#free = this.#nexts[node] ?? NONE;
      return node;
    }
    if (this.#used === this.#times.length) this.#grow();
    this.#used += 1;
    return this.#used - 1;
  }

  #grow(): void {
    const capacity = this.#times.length * 2;
    this.#kinds = copy(this.#kinds, new Uint8Array(capacity));
    this.#subjects = copy(this.#subjects, new Int32Array(capacity));
    this.#stamps = copy(this.#stamps, new Int32Array(capacity));
    this.#times = copy(this.#times, new Float64Array(capacity));
    this.#nexts = copy(this.#nexts, new Int32Array(capacity));
  }
}

function copy<T extends { set(from: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}
