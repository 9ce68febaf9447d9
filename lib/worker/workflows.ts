import 'server-only';
import { DBOS } from '@dbos-inc/dbos-sdk';
import { Pool } from 'pg';
import { CarrierUnavailable } from '@/lib/carriers';
import { env } from '@/lib/env';
import { HeardConnection } from '@/lib/heard-connection';
import { log } from '@/lib/log';
import { provisionPair, provisionRental, releaseRental } from '@/lib/provisioning';
import { QUEUES, type Steps } from '@/lib/workflows';
import type { Job } from './types';

/** Workflows are recovered by the version that began them: raise it only when their steps change. */
const WORKFLOW_VERSION = '1';
/** How soon an enqueued workflow is picked up, ms. */
const POLLING_MS = 100;
/** Workflows of one queue running at a time in one worker. */
const WORKER_CONCURRENCY = 50;
/** Shutdown waits this long for steps under way, ms; what is cut off resumes at the next start. */
const FINISH_MS = 2_000;

/** A connection that was lost in the middle of a transaction gives its locks back after this, ms. */
const IDLE_TRANSACTION_MS = 60_000;

/**
 * The engine's connections. A pool of its own making would be ended at shutdown, under the workflows that
 * are cut off then, and would send its first statement while another one runs. This one ends with the process.
 */
function createPool(): Pool {
  const pool = new Pool({
    Client: HeardConnection,
    connectionString: env().DATABASE_URL,
    application_name: 'twinline workflows',
    max: 8,
    allowExitOnIdle: true,
    onConnect: (client) => client.query(`SET idle_in_transaction_session_timeout = ${IDLE_TRANSACTION_MS}`),
  });
  // A connection that broke while idle: whoever needs the next one is told when that fails too.
  pool.on('error', (error) => log.debug({ err: error }, 'an idle connection of the workflow engine broke'));
  return pool;
}

/** Steps over DBOS: each result is stored, so that a resumed workflow goes on after the last one. */
const durableSteps: Steps = {
  run: (name, work, { attempts = 1 } = {}) =>
    DBOS.runStep(work, {
      name,
      retriesAllowed: attempts > 1,
      maxAttempts: attempts,
      intervalSeconds: 1,
      backoffRate: 2,
      shouldRetry: (error) => error instanceof CarrierUnavailable,
    }),
  sleep: (ms) => DBOS.sleep(ms),
  settled: async (workflowId) => {
    await DBOS.retrieveWorkflow(workflowId)
      .getResult()
      .catch((error: unknown) => log.warn({ err: error, workflowId }, 'a workflow waited for has failed'));
  },
};

/** Registers the workflows under the names they are enqueued by. Before launch, once a process. */
function registerWorkflows(steps: Steps): void {
  DBOS.registerWorkflow((rentalId: string) => provisionRental(rentalId, steps), { name: 'provisionRental' });
  DBOS.registerWorkflow((pairId: string) => provisionPair(pairId, steps), { name: 'provisionPair' });
  DBOS.registerWorkflow((rentalId: string) => releaseRental(rentalId, steps), { name: 'releaseRental' });
}

/** The durable workflows. `wrap` lets a test look at, or die at, every step. */
export function workflowsJob(wrap: (steps: Steps) => Steps = (steps) => steps): Job {
  return {
    name: 'workflows',
    start: async () => {
      registerWorkflows(wrap(durableSteps));
      DBOS.setConfig({
        name: 'twinline',
        systemDatabaseUrl: env().DATABASE_URL,
        systemDatabasePool: createPool(),
        applicationVersion: WORKFLOW_VERSION,
        // One executor: a restarted worker takes up what the killed one had begun.
        executorID: 'worker',
        runAdminServer: false,
        logger: workflowLog,
      });
      await DBOS.launch();
      for (const name of new Set(Object.values(QUEUES))) {
        await DBOS.registerQueue(name, {
          workerConcurrency: WORKER_CONCURRENCY,
          minPollingIntervalMs: POLLING_MS,
          onConflict: 'always_update',
        });
      }
      return () => DBOS.shutdown({ workflowCompletionTimeoutMS: FINISH_MS });
    },
  };
}

const workflowLog = {
  info: (message: unknown) => log.debug({ dbos: message }),
  debug: (message: unknown) => log.trace({ dbos: message }),
  warn: (message: unknown) => log.warn({ dbos: message }),
  error: (message: unknown) => log.error({ dbos: message }),
};
