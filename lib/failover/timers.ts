/** When something of the engine is due: a heap of moments and of what they are for, as plain arrays. */
export interface Timers {
  at: number[];
  key: number[];
}

export function createTimers(): Timers {
  return { at: [], key: [] };
}

/** Equal moments leave in the order of their keys, so that the order does not depend on history. */
function isBefore(timers: Timers, one: number, other: number): boolean {
  const difference = (timers.at[one] ?? 0) - (timers.at[other] ?? 0);
  return difference < 0 || (difference === 0 && (timers.key[one] ?? 0) < (timers.key[other] ?? 0));
}

function swap({ at, key }: Timers, one: number, other: number): void {
  const [oneAt = 0, oneKey = 0] = [at[one], key[one]];
  at[one] = at[other] ?? 0;
  key[one] = key[other] ?? 0;
  at[other] = oneAt;
  key[other] = oneKey;
}

export function pushTimer(timers: Timers, at: number, key: number): void {
  timers.at.push(at);
  timers.key.push(key);
  let index = timers.at.length - 1;
  for (let parent = (index - 1) >> 1; index > 0 && isBefore(timers, index, parent); parent = (index - 1) >> 1) {
    swap(timers, index, parent);
    index = parent;
  }
}

/** Infinity when nothing is due. */
export function firstTimerAt(timers: Timers): number {
  return timers.at[0] ?? Number.POSITIVE_INFINITY;
}

/** Takes the first timer out and answers its key; -1 when there is none. */
export function popTimer(timers: Timers): number {
  const key = timers.key[0] ?? -1;
  const lastAt = timers.at.pop();
  const lastKey = timers.key.pop();
  if (lastAt === undefined || lastKey === undefined || timers.at.length === 0) return key;
  timers.at[0] = lastAt;
  timers.key[0] = lastKey;
  sink(timers);
  return key;
}

function sink(timers: Timers): void {
  const { length } = timers.at;
  for (let index = 0; ; ) {
    let child = 2 * index + 1;
    if (child + 1 < length && isBefore(timers, child + 1, child)) child += 1;
    if (child >= length || !isBefore(timers, child, index)) return;
    swap(timers, child, index);
    index = child;
  }
}
