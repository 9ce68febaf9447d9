/** Takes events for later. */
export interface Agenda {
  /** @param time whole ms; one that has passed is taken as now */
  add(time: number, kind: number, subject: number, stamp: number): void;
}

/** What an event of the queue means; timers of a call follow from `timer` on. */
export const EVENT = {
  arrival: 0,
  play: 1,
  reach: 2,
  talkEnds: 3,
  patienceEnds: 4,
  redial: 5,
  fault: 6,
  tick: 7,
  probe: 8,
  pace: 9,
  timer: 16,
} as const;

/** In the order of their event kinds. */
export const TIMERS = ['first-response', 'progress', 'ring', 'cancel-grace', 'late-guard'] as const;

/** Objects by slot, reused: memory follows the calls in progress, not the calls of the run. */
export class Pool<T> {
  readonly items: T[] = [];
  readonly #free: number[] = [];
  readonly #make: (slot: number) => T;

  constructor(make: (slot: number) => T) {
    this.#make = make;
  }

  take(): T {
    const slot = this.#free.pop();
    const found = slot === undefined ? undefined : this.items[slot];
    if (found !== undefined) return found;
    const made = this.#make(this.items.length);
    this.items.push(made);
    return made;
  }

  give(slot: number): void {
    this.#free.push(slot);
  }
}
