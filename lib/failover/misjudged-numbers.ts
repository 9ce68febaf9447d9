import type { Policy } from './policy';
import type { Ms } from './types';

/** Callees that a trunk called invalid, oldest first; plain data, so that a snapshot is a copy. */
export type InvalidNumbers = Map<string, { trunkId: string; at: Ms }>;

/** Notes that a trunk called a number invalid. The oldest notes are forgotten when there are too many. */
export function noteInvalid(
  memory: InvalidNumbers,
  { destination, trunkId, at }: { destination: string; trunkId: string; at: Ms },
  policy: Policy,
): void {
  // Written anew, so that it counts as the youngest.
  memory.delete(destination);
  memory.set(destination, { trunkId, at });
  if (memory.size <= policy.retry.invalidMemoryNumbers.value) return;
  for (const oldest of memory.keys()) {
    memory.delete(oldest);
    return;
  }
}

/**
 * A number rang or was answered over a trunk.
 * @returns the other trunk that called it invalid not long ago, which was that trunk's fault; null when none did.
 */
export function misjudgedBy(
  memory: InvalidNumbers,
  { destination, trunkId, at }: { destination: string; trunkId: string; at: Ms },
  policy: Policy,
): string | null {
  const noted = memory.get(destination);
  if (!noted) return null;
  memory.delete(destination);
  const isRecent = at - noted.at <= policy.retry.invalidMemoryHours.value * 3_600_000;
  return isRecent && noted.trunkId !== trunkId ? noted.trunkId : null;
}
