import type { Ms } from './types';

/** Events a second as an exponentially weighted mean; O(1) in memory and for each event. */
export interface Rate {
  perSecond: number;
  at: Ms;
}

export function newRate(): Rate {
  return { perSecond: 0, at: 0 };
}

/** Counts one event. The mean forgets half in `halfLifeSeconds`. */
export function countEvent(rate: Rate, halfLifeSeconds: number, now: Ms): void {
  rate.perSecond = rateAt(rate, halfLifeSeconds, now) + Math.LN2 / halfLifeSeconds;
  rate.at = now;
}

/** The mean rate at a moment, per second. */
export function rateAt(rate: Rate, halfLifeSeconds: number, now: Ms): number {
  const seconds = Math.max(0, now - rate.at) / 1_000;
  return seconds === 0 ? rate.perSecond : rate.perSecond * 2 ** (-seconds / halfLifeSeconds);
}
