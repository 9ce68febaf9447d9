import 'server-only';
import type { AccountId } from '@/lib/context';
import { db } from '@/lib/db';
import { notifyAccount } from '@/lib/events';

/** A run in the hands of a worker. */
export interface HeldRun {
  id: string;
  accountId: AccountId;
  workerId: string;
}

/** Whether the run is still this worker's: nobody cancelled or removed it or took it up meanwhile. */
export async function isHeld({ id, workerId }: HeldRun): Promise<boolean> {
  return (await db.simulationRun.count({ where: { id, workerId, state: 'running' } })) > 0;
}

/** Says that the worker lives and how far the run is (0..1); the account's open pages look again. */
export async function recordProgress(
  { id, accountId, workerId }: HeldRun,
  { share, phase }: { share: number; phase: string | null },
  now: Date,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.simulationRun.updateMany({
      where: { id, workerId, state: 'running' },
      data: { beatAt: now, progress: Math.round(Math.min(1, Math.max(0, share)) * 1_000), phase },
    });
    if (count > 0) await notifyAccount(tx, accountId, 'simulations');
  });
}
