import type { Ms } from '@/lib/failover/types';

/** Time as the agent has it: the wall clock, or a test's own. */
export interface Timing {
  /** Whole ms of the wall clock, never less than before. */
  now(): Ms;
  /** Calls `work` after `delayMs`; answers with what takes that back. */
  after(delayMs: Ms, work: () => void): () => void;
}

/** Of the time that goes by, the share by which a clock that is ahead falls back. */
const SLEW = 0.1;
/** The longest delay a timer takes; whoever waits longer asks again. */
const LONGEST_DELAY_MS = 60_000;

/**
 * The wall clock made monotone. When the system's clock is set forward this one follows at once; when it is set
 * back this one goes on, a tenth slower until the two agree. Times after a restart continue those before it.
 * @param notBefore a moment that is known to have been
 */
export function wallTiming(notBefore: Ms = 0): Timing {
  let steady = performance.now();
  let at = Math.max(Date.now(), notBefore);
  return {
    now: () => {
      const passed = performance.now() - steady;
      steady += passed;
      const ahead = at + passed - Date.now();
      at = ahead <= 0 ? Date.now() : at + passed - Math.min(ahead, passed * SLEW);
      return Math.floor(at);
    },
    after: (delayMs, work) => {
      const timer = setTimeout(work, Math.max(0, Math.min(delayMs, LONGEST_DELAY_MS)));
      return () => clearTimeout(timer);
    },
  };
}
