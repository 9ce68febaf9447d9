import 'server-only';
import { db } from '@/lib/db';
import { notifyAccount } from '@/lib/events';
import type { HeldRun } from './record-progress';

/** Puts a run back on the list because its worker stops; another one begins it anew. That is no failed attempt. */
export async function releaseRun({ id, accountId, workerId }: HeldRun): Promise<void> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.simulationRun.updateMany({
      where: { id, workerId, state: 'running' },
      data: { state: 'queued', workerId: null, progress: 0, phase: null, attempts: { decrement: 1 } },
    });
    if (count > 0) await notifyAccount(tx, accountId, 'simulations');
  });
}
