import { log } from '@/lib/log';
import { expireReservations, fillWaitingPairs, returnReleasedNumbers } from '@/lib/provisioning';
import { every } from './every';
import { heartbeat } from './heartbeat';
import type { Job } from './types';
import { workflowsJob } from './workflows';

/** A job that finds its due work in the database, does it, and says how much it was. */
function sweep(name: string, pauseMs: number, work: (now: Date) => Promise<number>): Job {
  return every({
    name,
    pauseMs,
    run: async () => {
      const count = await work(new Date());
      if (count > 0) log.info({ job: name, count }, 'job did its due work');
    },
  });
}

/** Everything the worker does, started in this order and stopped in the opposite one. */
export const jobs: readonly Job[] = [
  heartbeat,
  workflowsJob(),
  sweep('expire reservations', 5_000, expireReservations),
  sweep('fill waiting pairs', 5_000, fillWaitingPairs),
  sweep('return released numbers', 60_000, returnReleasedNumbers),
];
