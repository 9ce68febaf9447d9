import 'server-only';
import { db } from '@/lib/db';
import type { HeldJob } from './types';

/** Puts a job back on the list because its worker stops; another one goes on with it. That is no failed attempt. */
export async function releaseJob({ id, workerId }: HeldJob): Promise<void> {
  await db.bulkJob.updateMany({
    where: { id, workerId, state: 'running' },
    data: { state: 'queued', workerId: null, attempts: { decrement: 1 } },
  });
}
