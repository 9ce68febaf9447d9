import 'server-only';
import { type BulkKind, claimJob, expireDrafts, expireItems, settleItems } from '@/lib/bulk';
import { log } from '@/lib/log';
import { every } from './every';
import { workerId } from './heartbeat';
import type { Job } from './types';

const LOOK_EVERY_MS = 500;

/** Purchases have a runner of their own: reserved numbers do not wait for a long edit. */
export const bulkPurchases = runner('buy several numbers', ['purchase']);
export const bulkChanges = runner('change many numbers', [
  'application',
  'alias',
  'tags',
  'enable_ha',
  'release',
  'import',
]);

function runner(name: string, kinds: readonly BulkKind[]): Job {
  return every({
    name,
    pauseMs: LOOK_EVERY_MS,
    run: async (signal) => {
      while (!signal.aborted) {
        const job = await claimJob(workerId, kinds, new Date());
        if (!job) return;
        const end = await settleItems(job, signal);
        log.info({ bulkJob: job.id, kind: job.kind, end }, 'a bulk job ended');
      }
    },
  });
}

/** Drafts that nobody asked for, and the items of jobs of long ago. */
export const bulkDrafts: Job = every({
  name: 'expire drafts and old items of bulk jobs',
  pauseMs: 60_000,
  run: async () => {
    const count = await expireDrafts(new Date());
    if (count > 0) log.info({ count }, 'drafts of bulk jobs were forgotten');
    const items = await expireItems(new Date());
    if (items > 0) log.info({ items }, 'items of bulk jobs of long ago were forgotten');
  },
});
