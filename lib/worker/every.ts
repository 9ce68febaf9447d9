import { log } from '@/lib/log';
import { withLogFields } from '@/lib/log-fields';
import { observeJob } from '@/lib/metrics';
import type { Job } from './types';

interface PeriodicWork {
  name: string;
  /** From the end of one run to the start of the next. */
  pauseMs: number;
  run: (signal: AbortSignal) => Promise<void>;
}

/**
 * A job that runs at once and then again and again, never twice at a time. A failed run is logged and the
 * next one comes as usual, so `run` must find its work in the database, not remember it.
 */
export function every({ name, pauseMs, run }: PeriodicWork): Job {
  return {
    name,
    start: async () => {
      const stopping = new AbortController();
      let wake: () => void = () => undefined;
      const pause = () =>
        new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, pauseMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      const loop = (async () => {
        while (!stopping.signal.aborted) {
          await withLogFields({ job: name }, () => runOnce(name, () => run(stopping.signal)));
          if (!stopping.signal.aborted) await pause();
        }
      })();
      return async () => {
        stopping.abort();
        wake();
        await loop;
      };
    },
  };
}

/** Never fails: the next run comes as usual. */
async function runOnce(job: string, run: () => Promise<void>): Promise<void> {
  const startedAt = performance.now();
  let result: 'done' | 'failed' = 'done';
  try {
    await run();
  } catch (error) {
    result = 'failed';
    log.error({ err: error, job }, 'job failed');
  }
  observeJob({ job, result, ms: performance.now() - startedAt });
}
