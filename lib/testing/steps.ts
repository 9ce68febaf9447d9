import { db } from '@/lib/db';
import { provisionPair, provisionRental, releaseRental } from '@/lib/provisioning';
import type { Steps, WorkflowName } from '@/lib/workflows';

/** Runs a workflow's steps here and now, each once: what a worker that is never killed does. */
export const immediateSteps: Steps = {
  run: async (_name, work, { attempts = 1 } = {}) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        if (attempt >= attempts) throw error;
      }
    }
  },
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 20))),
  settled: async () => undefined,
};

interface Enqueued {
  workflow_uuid: string;
  name: WorkflowName;
}

/** Runs everything the queues hold, rentals before pairs, as often as new work turns up. */
export async function drainQueues(steps: Steps = immediateSteps): Promise<number> {
  let ran = 0;
  for (;;) {
    const next = await db.$queryRaw<Enqueued[]>`
      UPDATE dbos.workflow_status SET status = 'SUCCESS' WHERE workflow_uuid = (
        SELECT workflow_uuid FROM dbos.workflow_status WHERE status = 'ENQUEUED'
         ORDER BY queue_name DESC, created_at LIMIT 1)
      RETURNING workflow_uuid, name`;
    const work = next[0];
    if (!work) return ran;
    const entityId = work.workflow_uuid.split(':')[1] ?? '';
    if (work.name === 'provisionRental') await provisionRental(entityId, steps);
    else if (work.name === 'provisionPair') await provisionPair(entityId, steps);
    else await releaseRental(entityId, steps);
    ran += 1;
  }
}
