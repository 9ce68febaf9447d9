import { log } from '@/lib/log';
import { startMetrics } from '@/lib/metrics';
import { onStopRequest } from '@/lib/stop-signal';
import { startTracing } from '@/lib/tracing';
import { workerId } from './heartbeat';
import { jobs } from './jobs';
import type { StopJob } from './types';

/** How long jobs may take to finish after a stop signal; the supervisor kills at 5 s. */
const GRACE_MS = 4_000;

const running: { name: string; stop: StopJob }[] = [];

/** Connections end with the process: a step that is cut off would only complain of their absence. */
async function stopAll(): Promise<void> {
  for (const { name, stop } of running.reverse()) {
    await stop().catch((error: unknown) => log.error({ err: error, job: name }, 'job did not stop cleanly'));
  }
}

onStopRequest((reason) => {
  log.info({ reason }, 'worker is stopping');
  // Work cut off here is found again in the database by the next worker.
  setTimeout(() => process.exit(0), GRACE_MS).unref();
  void stopAll().finally(() => process.exit(0));
});

try {
  startMetrics('worker', workerId);
  await startTracing('worker');
  for (const { name, start } of jobs) running.push({ name, stop: await start() });
  log.info({ jobs: jobs.map((job) => job.name) }, 'worker is ready');
  process.send?.('ready');
} catch (error) {
  log.fatal({ err: error }, 'worker could not start');
  process.exit(1);
}
