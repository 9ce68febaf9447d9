import type { Agenda } from '@/lib/simulator/clockwork';

/**
 * Events by their moment: a heap, those of one ms in the order in which they were added. The simulator's wheels
 * move their origin when asked what comes next, which fits time that waits for its events; here events are also
 * added before the next one that waits.
 */
export class EventHeap implements Agenda {
  /** The event that `take` took. */
  kind = 0;
  subject = 0;
  stamp = 0;

  readonly #at: number[] = [];
  /** In the order in which they were added. */
  readonly #order: number[] = [];
  readonly #kinds: number[] = [];
  readonly #subjects: number[] = [];
  readonly #stamps: number[] = [];
  #added = 0;

  get size(): number {
    return this.#at.length;
  }

  add(time: number, kind: number, subject: number, stamp: number): void {
    this.#at.push(time);
    this.#order.push(this.#added);
    this.#kinds.push(kind);
    this.#subjects.push(subject);
    this.#stamps.push(stamp);
    this.#added += 1;
    this.#rise(this.#at.length - 1);
  }

  /** Time of the next event; Infinity when none waits. */
  nextAt(): number {
    return this.#at[0] ?? Number.POSITIVE_INFINITY;
  }

  /** Takes the next event into `kind`, `subject` and `stamp`. */
  take(): void {
    const last = this.#at.length - 1;
    if (last < 0) throw new RangeError('Nothing waits.');
    this.kind = this.#kinds[0] ?? 0;
    this.subject = this.#subjects[0] ?? 0;
    this.stamp = this.#stamps[0] ?? 0;
    this.#swap(0, last);
    for (const column of [this.#at, this.#order, this.#kinds, this.#subjects, this.#stamps]) column.pop();
    this.#sink();
  }

  #isBefore(one: number, other: number): boolean {
    const difference = (this.#at[one] ?? 0) - (this.#at[other] ?? 0);
    return difference < 0 || (difference === 0 && (this.#order[one] ?? 0) < (this.#order[other] ?? 0));
  }

  #swap(one: number, other: number): void {
    for (const column of [this.#at, this.#order, this.#kinds, this.#subjects, this.#stamps]) {
      const kept = column[one] ?? 0;
      column[one] = column[other] ?? 0;
      column[other] = kept;
    }
  }

  #rise(from: number): void {
    let index = from;
    for (let parent = (index - 1) >> 1; index > 0 && this.#isBefore(index, parent); parent = (index - 1) >> 1) {
      this.#swap(index, parent);
      index = parent;
    }
  }

  #sink(): void {
    const { length } = this.#at;
    for (let index = 0; ; ) {
      let child = 2 * index + 1;
      if (child + 1 < length && this.#isBefore(child + 1, child)) child += 1;
      if (child >= length || !this.#isBefore(child, index)) return;
      this.#swap(index, child);
      index = child;
    }
  }
}
