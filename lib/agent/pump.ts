import type { Ms } from '@/lib/failover/types';
import type { Agenda } from '@/lib/simulator/clockwork';
import { EventHeap } from './agenda';
import { LagHistogram } from './lag-histogram';
import type { Timing } from './timing';

/** So long events are handled in one go before others (requests, writes) get a turn. */
const SLICE_MS = 20;
const NEVER = Number.POSITIVE_INFINITY;

export interface PumpedEvent {
  kind: number;
  subject: number;
  stamp: number;
  /** The moment it was meant for; a late pump catches up through the moments themselves. */
  at: Ms;
}

/**
 * Hands events over at their moments. Each is handled as if at its own moment, in order, however late the timer came,
 * so that lateness never adds up. Whoever brings something from outside calls `catchUp` first: then nothing that was
 * due before happens after it, and times never run backwards.
 */
export class Pump implements Agenda {
  readonly lag = new LagHistogram();
  readonly #heap = new EventHeap();
  readonly #timing: Timing;
  readonly #handle: (event: PumpedEvent) => void;
  readonly #event: PumpedEvent = { kind: 0, subject: 0, stamp: 0, at: 0 };
  /** The moment up to which everything has been handled. */
  #now: Ms;
  #wakeAt: Ms = NEVER;
  #cancelWake: () => void = () => undefined;
  #isHandling = false;
  #isStopped = false;

  constructor(timing: Timing, handle: (event: PumpedEvent) => void) {
    this.#timing = timing;
    this.#handle = handle;
    this.#now = timing.now();
  }

  /** The moment being handled. */
  get now(): Ms {
    return this.#now;
  }

  /** How many events wait. */
  get waiting(): number {
    return this.#heap.size;
  }

  add(time: Ms, kind: number, subject: number, stamp: number): void {
    this.#heap.add(Math.max(time, this.#now), kind, subject, stamp);
    if (!this.#isHandling) this.#arm();
  }

  /** Handles all that is due and answers the present moment. */
  catchUp(): Ms {
    const until = this.#timing.now();
    if (!this.#isHandling) this.#run(until, NEVER);
    return this.#now;
  }

  /** No event is handed over any more. */
  stop(): void {
    this.#isStopped = true;
    this.#cancelWake();
  }

  #run(until: Ms, budgetMs: Ms): void {
    this.#isHandling = true;
    const event = this.#event;
    const heap = this.#heap;
    try {
      for (let at = heap.nextAt(); at <= until && !this.#isStopped; at = heap.nextAt()) {
        const present = this.#timing.now();
        if (present - until > budgetMs) return;
        this.lag.add(present - at);
        heap.take();
        this.#now = Math.max(this.#now, at);
        event.kind = heap.kind;
        event.subject = heap.subject;
        event.stamp = heap.stamp;
        event.at = this.#now;
        this.#handle(event);
      }
      this.#now = Math.max(this.#now, until);
    } finally {
      this.#isHandling = false;
      this.#arm();
    }
  }

  #arm(): void {
    const next = this.#heap.nextAt();
    if (this.#isStopped || next === NEVER || next >= this.#wakeAt) return;
    this.#cancelWake();
    this.#wakeAt = next;
    this.#cancelWake = this.#timing.after(next - this.#timing.now(), () => {
      this.#wakeAt = NEVER;
      this.#run(this.#timing.now(), SLICE_MS);
    });
  }
}
