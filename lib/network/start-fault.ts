import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { actorId, type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { createId } from '@/lib/ids';
import { parseInput } from '@/lib/invalid-input';
import { findTarget } from './find-target';
import { type FaultFigures, scenarioFault } from './format';
import { type StartFaultInput, startFaultInput } from './schema';

/** Faults that may lie on a trunk at once. */
const FAULTS_MAX = 5;

interface StartedFault {
  /** One for each trunk. */
  faultIds: string[];
  endsAt: Date;
}

/** Breaks a sandbox trunk, or every trunk of a sandbox carrier, for a while; the fault ends by itself. */
export async function startFault(ctx: Context, input: StartFaultInput): Promise<StartedFault> {
  authorize(ctx, 'network.operate');
  const { target, prefix, kind, figures, minutes, reason } = parseInput(startFaultInput, input);
  const startsAt = ctx.now();
  const endsAt = new Date(startsAt.getTime() + minutes * 60_000);
  const fault = scenarioFault(kind, figures satisfies FaultFigures);
  return withTransaction(ctx, async (tx) => {
    const { name, trunks } = await findTarget(tx, target);
    if (trunks.length === 0) throw new AppError('conflict', `${name} has no trunk in use.`, { field: 'target' });
    if (trunks.some((trunk) => trunk.kind !== 'sandbox'))
      throw new AppError('conflict', `Only sandbox trunks can be broken, and ${name} is a real one.`, {
        field: 'target',
      });
    const lying = await tx.sandboxFault.groupBy({
      by: ['trunkId'],
      where: { trunkId: { in: trunks.map(({ id }) => id) }, endedAt: null, endsAt: { gt: startsAt } },
      _count: true,
    });
    if (lying.some(({ _count }) => _count >= FAULTS_MAX))
      throw new AppError('conflict', `At most ${FAULTS_MAX} faults can lie on a trunk at once: end one first.`, {
        field: 'target',
      });
    const rows = trunks.map((trunk) => ({
      ...{ id: createId('flt'), trunkId: trunk.id, prefix, fault, reason },
      ...{ startsAt, endsAt, createdBy: actorId(ctx), createdAt: startsAt },
    }));
    await tx.sandboxFault.createMany({ data: rows });
    const faultIds = rows.map(({ id }) => id);
    await recordAudit(ctx, tx, {
      action: `${target.kind}.break`,
      entityType: target.kind,
      entityId: target.id,
      after: { faultIds, fault, prefix, reason, endsAt },
    });
    return { faultIds, endsAt };
  });
}
