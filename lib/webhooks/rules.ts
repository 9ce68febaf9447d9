/** Endpoints an account may have. */
export const MAX_ENDPOINTS = 10;

/** From one attempt to the next, ms: a minute of trouble costs little delay, a day of it loses nothing. */
const PAUSES_MS = [10_000, 60_000, 300_000, 1_800_000, 7_200_000, 21_600_000, 43_200_000];
/** By how much a pause may differ, so that what failed together is not sent together again. */
const JITTER = 0.2;

/** How long to wait after the attempt of this number, ms; `chance` is from 0 up to 1. */
export function retryPauseMs(attempt: number, chance: number): number {
  const pause = PAUSES_MS[Math.min(Math.max(attempt, 1), PAUSES_MS.length) - 1] ?? 0;
  return Math.round(pause * (1 + JITTER * (2 * chance - 1)));
}
