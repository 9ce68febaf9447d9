import 'server-only';
import { db, type Prisma } from '@/lib/db';
import { notifyAccount } from '@/lib/events';
import type { HeldRun } from './record-progress';
import type { RehearsalResult } from './types';

export type RunEnd = { result: RehearsalResult } | { problem: string };

/** Keeps a run's result, or why there is none; its uploaded calls are deleted. Nothing happens to a run that is no longer the worker's. */
export async function settleRun({ id, accountId, workerId }: HeldRun, end: RunEnd, now: Date): Promise<void> {
  const outcome =
    'result' in end
      ? {
          state: 'done' as const,
          progress: 1_000,
          result: toJson(end.result),
          headline: end.result.headline[0] ?? null,
        }
      : { state: 'failed' as const, problem: end.problem };
  await db.$transaction(async (tx) => {
    const { count } = await tx.simulationRun.updateMany({
      where: { id, workerId, state: 'running' },
      data: { ...outcome, finishedAt: now, workerId: null, phase: null },
    });
    if (count === 0) return;
    await tx.simulationUpload.deleteMany({ where: { runId: id } });
    await notifyAccount(tx, accountId, 'simulations');
  });
}

/** Plain data, so that what goes through JSON comes back as it was. */
function toJson(result: RehearsalResult): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(result));
}
