import type { Policy } from './policy';
import type { Ms } from './types';

/** Callees that a trunk called invalid; plain data, so that a snapshot is a copy. */
export interface InvalidNumbers {
  /** By the callee's digits, oldest first. */
  readonly noted: Map<string, { trunkId: string; at: Ms }>;
  /** How many of them share a place: mostly none does, and a callee who is reached need not be looked for. */
  readonly places: Int32Array;
}

/** A call's callee and trunk. */
export interface Called {
  destination: string;
  /** The destination as a number. */
  callee: number;
  trunkId: string;
  at: Ms;
}

const PLACES = 1 << 14;

export function createInvalidNumbers(): InvalidNumbers {
  return { noted: new Map(), places: new Int32Array(PLACES) };
}

function placeOf(callee: number): number {
  return callee & (PLACES - 1);
}

function count({ places }: InvalidNumbers, callee: number, change: 1 | -1): void {
  const place = placeOf(callee);
  places[place] = (places[place] ?? 0) + change;
}

/** Notes that a trunk called a number invalid. The oldest notes are forgotten when there are too many. */
export function noteInvalid(
  memory: InvalidNumbers,
  { destination, callee, trunkId, at }: Called,
  policy: Policy,
): void {
  const { noted } = memory;
  // Written anew, so that it counts as the youngest.
  if (!noted.delete(destination)) count(memory, callee, 1);
  noted.set(destination, { trunkId, at });
  if (noted.size <= policy.retry.invalidMemoryNumbers.value) return;
  for (const oldest of noted.keys()) {
    noted.delete(oldest);
    count(memory, Number(oldest), -1);
    return;
  }
}

/**
 * A number rang or was answered over a trunk.
 * @returns the other trunk that called it invalid not long ago, which was that trunk's fault; null when none did.
 */
export function misjudgedBy(
  memory: InvalidNumbers,
  { destination, callee, trunkId, at }: Called,
  policy: Policy,
): string | null {
  if (memory.places[placeOf(callee)] === 0) return null;
  const found = memory.noted.get(destination);
  if (!found) return null;
  memory.noted.delete(destination);
  count(memory, callee, -1);
  const isRecent = at - found.at <= policy.retry.invalidMemoryHours.value * 3_600_000;
  return isRecent && found.trunkId !== trunkId ? found.trunkId : null;
}
