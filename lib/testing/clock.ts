export interface Clock {
  now: () => Date;
  /** Moves time on by milliseconds. */
  advance: (ms: number) => void;
  set: (instant: Date | string) => void;
}

/** A clock that stands still until it is told to move. */
export function createClock(start: Date | string = '2026-01-15T10:00:00Z'): Clock {
  let at = new Date(start).getTime();
  return {
    now: () => new Date(at),
    advance: (ms) => {
      at += ms;
    },
    set: (instant) => {
      at = new Date(instant).getTime();
    },
  };
}
