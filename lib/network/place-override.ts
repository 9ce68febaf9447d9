import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { actorId, type Context, withTransaction } from '@/lib/context';
import type { Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { createId } from '@/lib/ids';
import { parseInput } from '@/lib/invalid-input';
import { findTarget } from './find-target';
import { recordPairEvent } from './record-pair-event';
import { type Period, refusePeriod } from './rules';
import { type PlaceOverrideInput, type PlanMaintenanceInput, placeOverrideInput, planMaintenanceInput } from './schema';

type PlaceOverrideTarget = PlaceOverrideInput['target'];

interface NewOverride extends Period {
  target: PlaceOverrideTarget;
  action: 'drain' | 'force';
  reason: string;
}

/** What the override is about, locked; throws when there is no such thing or it is not the caller's. */
async function lockTarget(ctx: Context, tx: Transaction, { kind, id }: NewOverride['target']): Promise<string> {
  if (kind !== 'pair') return (await findTarget(tx, { kind, id })).name;
  const [pair] = await tx.$queryRaw<{ state: string }[]>`
    SELECT state::text FROM ha_pairs WHERE id = ${id} AND account_id = ${ctx.accountId} FOR UPDATE`;
  if (!pair) throw new AppError('not_found', 'Pair is unknown; choose one of your pairs.', { field: 'target' });
  if (pair.state === 'active') return 'this pair';
  throw new AppError('conflict', 'The pair is not active, so there is no fallback number to send calls over.', {
    field: 'target',
  });
}

const PAIR_TOLD = {
  force: 'Calls forced to the fallback number by hand:',
  drain: 'Calls returned to the primary number by hand:',
} as const;

function stateWord({ kind }: PlaceOverrideTarget, action: NewOverride['action']): string {
  if (kind === 'pair') return action === 'force' ? 'forced to its fallback number' : 'kept on its primary number';
  return action === 'drain' ? 'drained' : 'forced';
}

async function refuseSecond(tx: Transaction, override: NewOverride, name: string): Promise<void> {
  const { target, startsAt, endsAt } = override;
  const other = await tx.routeOverride.findFirst({
    where: {
      targetKind: target.kind,
      targetId: target.id,
      releasedAt: null,
      startsAt: { lt: endsAt },
      endsAt: { gt: startsAt },
    },
    select: { action: true, reason: true },
  });
  if (!other) return;
  const what = stateWord(target, other.action);
  throw new AppError('conflict', `In this time ${name} is ${what} already (“${other.reason}”): release that first.`, {
    field: 'target',
  });
}

async function place(ctx: Context, override: NewOverride): Promise<{ overrideId: string }> {
  const { target, action, reason, startsAt, endsAt } = override;
  return withTransaction(ctx, async (tx) => {
    const name = await lockTarget(ctx, tx, target);
    await refuseSecond(tx, override, name);
    const overrideId = createId('ovr');
    const accountId = target.kind === 'pair' ? ctx.accountId : null;
    await tx.routeOverride.create({
      data: {
        ...{ id: overrideId, targetKind: target.kind, targetId: target.id, accountId, action, reason },
        ...{ startsAt, endsAt, createdBy: actorId(ctx), createdAt: ctx.now() },
      },
      select: { id: true },
    });
    if (target.kind === 'pair')
      await recordPairEvent(tx, { pairId: target.id, at: startsAt, told: `${PAIR_TOLD[action]} ${reason}` });
    await recordAudit(ctx, tx, {
      action: `${target.kind}.${action}`,
      entityType: target.kind,
      entityId: target.id,
      after: { overrideId, reason, startsAt, endsAt },
    });
    return { overrideId };
  });
}

/**
 * Takes a trunk or carrier out of use (drain) or puts it first (force), or sends a pair's calls over its fallback
 * (force) or its primary (drain: the fallback is used last), at once and until a given time. Calls in progress stay
 * where they are. A pair is its customer's own, the rest the operator's.
 */
export async function placeOverride(ctx: Context, input: PlaceOverrideInput): Promise<{ overrideId: string }> {
  authorize(ctx, input.target?.kind === 'pair' ? 'ha.update' : 'network.operate');
  const parsed = parseInput(placeOverrideInput, input);
  const startsAt = ctx.now();
  refusePeriod({ startsAt, endsAt: parsed.endsAt }, startsAt);
  return place(ctx, { ...parsed, startsAt });
}

/** Drains a trunk or carrier in a time to come, for works that were agreed. */
export async function planMaintenance(ctx: Context, input: PlanMaintenanceInput): Promise<{ overrideId: string }> {
  authorize(ctx, 'network.operate');
  const parsed = parseInput(planMaintenanceInput, input);
  refusePeriod(parsed, ctx.now());
  return place(ctx, { ...parsed, action: 'drain' });
}
