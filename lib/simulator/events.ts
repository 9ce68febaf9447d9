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

/** Of an event: the next in its slot, its subject, its stamp, its kind. One line of memory holds it. */
const FIELDS = 4;
const SUBJECT = 1;
const STAMP = 2;
const KIND = 3;
const KIND_BITS = 8;

export class EventQueue {
  /** The event that `take` took. */
  kind = 0;
  subject = 0;
  stamp = 0;

  /** The kind shares its field with the place in the fine wheel, which an event in the coarse one will have. */
  #events: Int32Array;
  #free = NONE;
  #used = 0;
  #waiting = 0;
  readonly #fine = new Wheel();
  readonly #coarse = new Wheel();
  /** Events beyond the coarse wheel, with their times. */
  #far: { event: number; at: number }[] = [];
  /** Start of the fine wheel's 4096 ms and of the coarse wheel's span. */
  #fineStart = 0;
  #coarseStart = 0;
  /** No event lies in a fine slot before this one. */
  #cursor = 0;

  constructor(capacity = 1024) {
    this.#events = new Int32Array(capacity * FIELDS);
  }

  /** How many events wait. */
  get size(): number {
    return this.#waiting;
  }

  /**
   * Adds an event. A time that has passed is taken as now.
   * @param time whole ms
   * @param kind 0 to 255
   */
  add(time: number, kind: number, subject: number, stamp: number): void {
    const earliest = this.#fineStart + this.#cursor;
    const at = time < earliest ? earliest : time;
    const event = this.#allocate();
    const events = this.#events;
    events[event] = NONE;
    events[event + SUBJECT] = subject;
    events[event + STAMP] = stamp;
    events[event + KIND] = kind | (((at - this.#coarseStart) & MASK) << KIND_BITS);
    this.#waiting += 1;
    this.#place(event, at);
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
    const event = this.#fine.first[slot] ?? NONE;
    if (event === NONE) throw new Error('take() needs nextAt() before it.');
    const events = this.#events;
    const next = events[event] ?? NONE;
    if (next === NONE) this.#fine.clear(slot);
    else this.#fine.first[slot] = next;
    this.subject = events[event + SUBJECT] ?? 0;
    this.stamp = events[event + STAMP] ?? 0;
    this.kind = (events[event + KIND] ?? 0) & ((1 << KIND_BITS) - 1);
    events[event] = this.#free;
    this.#free = event;
    this.#waiting -= 1;
  }

  #place(event: number, at: number): void {
    const offset = at - this.#fineStart;
    const coarse = at - this.#coarseStart;
    if (offset < SLOTS) this.#append(this.#fine, offset, event);
    else if (coarse < SPAN) this.#append(this.#coarse, coarse >> SLOT_BITS, event);
    else this.#far.push({ event, at });
  }

  #append(wheel: Wheel, slot: number, event: number): void {
    if (wheel.first[slot] === NONE) {
      wheel.first[slot] = event;
      wheel.fill(slot);
    } else this.#events[wheel.last[slot] ?? 0] = event;
    wheel.last[slot] = event;
  }

  /** Opens the next 4096 ms that hold anything; the order within a slot is kept. */
  #turn(): void {
    const slot = this.#coarse.next(((this.#fineStart - this.#coarseStart) >> SLOT_BITS) + 1);
    if (slot === SLOTS) {
      this.#turnFar();
      return;
    }
    this.#fineStart = this.#coarseStart + slot * SLOTS;
    this.#cursor = 0;
    let event = this.#coarse.first[slot] ?? NONE;
    this.#coarse.clear(slot);
    while (event !== NONE) {
      const next = this.#events[event] ?? NONE;
      this.#events[event] = NONE;
      this.#append(this.#fine, (this.#events[event + KIND] ?? 0) >> KIND_BITS, event);
      event = next;
    }
  }

  /** Opens the span of the earliest far event, and in it the 4096 ms that it lies in. */
  #turnFar(): void {
    const earliest = this.#far.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY);
    this.#coarseStart = Math.floor(earliest / SPAN) * SPAN;
    this.#fineStart = this.#coarseStart + ((earliest - this.#coarseStart) >> SLOT_BITS) * SLOTS;
    this.#cursor = 0;
    const waiting = this.#far;
    this.#far = [];
    for (const { event, at } of waiting) this.#place(event, at);
  }

  #allocate(): number {
    if (this.#free !== NONE) {
      const event = this.#free;
      this.#free = this.#events[event] ?? NONE;
      return event;
    }
    if (this.#used === this.#events.length) {
      const larger = new Int32Array(this.#events.length * 2);
      larger.set(this.#events);
      this.#events = larger;
    }
    this.#used += FIELDS;
    return this.#used - FIELDS;
  }
}
