import { checkBalances, expireAlerts } from '@/lib/alerts';
import { remindRenewals, renewRentals } from '@/lib/billing';
import { expireApplications } from '@/lib/compliance';
import { log } from '@/lib/log';
import { expireMails, isMailConfigured } from '@/lib/mail';
import { raiseDrainAlerts } from '@/lib/network';
import { expireReservations, fillWaitingPairs, releaseUnpaid, returnReleasedNumbers } from '@/lib/provisioning';
import { expireUploads } from '@/lib/rehearsals';
import { expireImports } from '@/lib/stock';
import { expireDeliveries } from '@/lib/webhooks';
import { bulkChanges, bulkDrafts, bulkPurchases } from './bulk';
import { every } from './every';
import { figures } from './figures';
import { heartbeat } from './heartbeat';
import { rehearsals } from './rehearsals';
import { mailsJob, webhooksJob } from './senders';
import { stockImports } from './stock-imports';
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

/** Often, so that rent is collected minutes after midnight in every time zone. */
const renewals = every({
  name: 'renew rentals',
  pauseMs: 30_000,
  run: async () => {
    const run = await renewRentals(new Date(), releaseUnpaid);
    if (Object.values(run).some((count) => count > 0))
      log.info({ job: 'renew rentals', ...run }, 'job did its due work');
  },
});

/** Everything the worker does, started in this order and stopped in the opposite one. */
export const jobs: readonly Job[] = [
  heartbeat,
  workflowsJob(),
  sweep('expire reservations', 5_000, expireReservations),
  sweep('fill waiting pairs', 5_000, fillWaitingPairs),
  renewals,
  sweep('remind of rent days', 300_000, remindRenewals),
  sweep('return released numbers', 60_000, returnReleasedNumbers),
  sweep('expire uploaded calls', 60_000, expireUploads),
  rehearsals,
  bulkPurchases,
  bulkChanges,
  bulkDrafts,
  stockImports,
  sweep('expire stock imports', 600_000, expireImports),
  sweep('check balances', 5_000, checkBalances),
  sweep('tell drains', 5_000, raiseDrainAlerts),
  sweep('expire compliance applications', 60_000, expireApplications),
  webhooksJob(),
  ...(isMailConfigured() ? [mailsJob()] : []),
  sweep('expire alerts', 600_000, expireAlerts),
  sweep('expire deliveries', 600_000, expireDeliveries),
  sweep('expire mails', 600_000, expireMails),
  figures,
];
