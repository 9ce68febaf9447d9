import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { type RunInput, runInput } from './schema';

/** Ends a run that waits or runs; its worker notices within a second. One that has ended already stays as it is. */
export async function cancelRun(ctx: Context, input: RunInput): Promise<void> {
  authorize(ctx, 'simulations.run');
  const { runId } = parseInput(runInput, input);
  await withTransaction(ctx, async (tx) => {
    const { count } = await tx.simulationRun.updateMany({
      where: { id: runId, accountId: ctx.accountId, state: { in: ['queued', 'running'] } },
      data: { state: 'canceled', finishedAt: ctx.now(), workerId: null, phase: null },
    });
    if (count === 0) {
      const found = await tx.simulationRun.count({ where: { id: runId, accountId: ctx.accountId } });
      if (found === 0) throw new AppError('not_found', 'Simulation is unknown; choose one from the list.');
      throw new AppError('conflict', 'This simulation has ended already; there is nothing to cancel.');
    }
    await tx.simulationUpload.deleteMany({ where: { runId } });
    const entity = { entityType: 'simulation', entityId: runId };
    await recordAudit(ctx, tx, { action: 'simulation.cancel', ...entity, after: { state: 'canceled' } });
  });
}
