import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { type RunInput, runInput } from './schema';

/** Removes a run with its result. One that still runs is cancelled by it: its worker finds it gone. */
export async function removeRun(ctx: Context, input: RunInput): Promise<void> {
  authorize(ctx, 'simulations.run');
  const { runId } = parseInput(runInput, input);
  await withTransaction(ctx, async (tx) => {
    const where = { id: runId, accountId: ctx.accountId };
    const run = await tx.simulationRun.findFirst({ where, select: { name: true } });
    if (!run) throw new AppError('not_found', 'Simulation is unknown; choose one from the list.');
    await tx.simulationUpload.deleteMany({ where: { runId } });
    await tx.simulationRun.delete({ where });
    const entity = { entityType: 'simulation', entityId: runId };
    await recordAudit(ctx, tx, { action: 'simulation.remove', ...entity, before: run });
  });
}
