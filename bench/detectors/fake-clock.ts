type Task = () => void;

interface Timer {
  at: number;
  everyMs: number | null;
  task: Task;
  isCleared: boolean;
}

/** Timers of one duration: they are due in the order in which they were set. */
class Lane {
  readonly #timers: Timer[] = [];
  #head = 0;

  add(timer: Timer): void {
    this.#timers.push(timer);
  }

  first(): Timer | undefined {
    while (this.#timers[this.#head]?.isCleared) this.#head += 1;
    if (this.#head > 1_024) {
      this.#timers.splice(0, this.#head);
      this.#head = 0;
    }
    return this.#timers[this.#head];
  }

  drop(): void {
    this.#head += 1;
  }
}

/**
 * Virtual time for code that reads Date.now and sets timers: what it asks for happens when `advance` passes the
 * moment, in order. Breakers set timers of a handful of durations, so a queue for each is all that is needed.
 */
export class FakeClock {
  now = 0;
  readonly #lanes = new Map<number, Lane>();
  /** What code under this clock sees as globals. */
  readonly globals = {
    setTimeout: (task: Task, ms = 0) => this.#set(task, ms, null),
    setInterval: (task: Task, ms = 0) => this.#set(task, ms, ms),
    clearTimeout: (timer?: Timer) => clear(timer),
    clearInterval: (timer?: Timer) => clear(timer),
    readClock: () => this.now,
  };

  #set(task: Task, ms: number, everyMs: number | null): Timer {
    const timer = { at: this.now + ms, everyMs, task, isCleared: false };
    this.#lane(ms).add(timer);
    return timer;
  }

  #lane(ms: number): Lane {
    const found = this.#lanes.get(ms);
    if (found) return found;
    const made = new Lane();
    this.#lanes.set(ms, made);
    return made;
  }

  /** Moves to a moment and runs what falls due on the way. */
  advance(to: number): void {
    for (let next = this.#next(to); next; next = this.#next(to)) {
      next.lane.drop();
      this.now = next.timer.at;
      next.timer.task();
      const { everyMs } = next.timer;
      if (everyMs === null || next.timer.isCleared) continue;
      next.timer.at += everyMs;
      next.lane.add(next.timer);
    }
    this.now = to;
  }

  #next(to: number): { lane: Lane; timer: Timer } | null {
    let found: { lane: Lane; timer: Timer } | null = null;
    for (const lane of this.#lanes.values()) {
      const timer = lane.first();
      if (timer && timer.at <= to && (!found || timer.at < found.timer.at)) found = { lane, timer };
    }
    return found;
  }
}

function clear(timer: Timer | undefined): void {
  if (timer) timer.isCleared = true;
}
