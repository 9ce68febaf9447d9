import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { type RenameRunInput, renameRunInput } from './schema';

/** Gives a kept run another name. */
export async function renameRun(ctx: Context, input: RenameRunInput): Promise<void> {
  authorize(ctx, 'simulations.run');
  const { runId, name } = parseInput(renameRunInput, input);
  await withTransaction(ctx, async (tx) => {
    const where = { id: runId, accountId: ctx.accountId };
    const run = await tx.simulationRun.findFirst({ where, select: { name: true } });
    if (!run) throw new AppError('not_found', 'Simulation is unknown; choose one from the list.');
    await tx.simulationRun.update({ where, data: { name } });
    const entity = { entityType: 'simulation', entityId: runId };
    await recordAudit(ctx, tx, { action: 'simulation.rename', ...entity, before: run, after: { name } });
  });
}
