import 'server-only';
import { recordAudit } from '@/lib/audit';
import { asAccountId, systemContext } from '@/lib/context';
import { db } from '@/lib/db';
import { notifyAccount } from '@/lib/events';
import { type Steps, workflowId } from '@/lib/workflows';
import { failRental } from './fail-rental';
import { movePair } from './move-pair';
import { provisionRental } from './provision-rental';
import type { PairState } from './types';

/** Durable workflow: once the primary works, order its fallback, activate it, and the pair stands. */
export async function provisionPair(pairId: string, steps: Steps): Promise<PairState> {
  const pair = await steps.run('read pair', () => readPair(pairId));
  if (pair.state !== 'reserved' || !pair.fallbackRentalId) return pair.state;
  const { fallbackRentalId } = pair;
  if (pair.primaryStatus === 'provisioning') await steps.settled(workflowId('provisionRental', pair.primaryRentalId));
  const primary = await steps.run('read primary', () => readPair(pairId));
  if (primary.primaryStatus !== 'active' && primary.primaryStatus !== 'past_due') {
    const reason = 'The primary number did not become active, so no fallback is needed; nothing was charged for it.';
    await steps.run('drop fallback', () => failRental(fallbackRentalId, { reason, kind: 'unwanted' }));
    await steps.run('switch pair off', () => setState(pairId, 'reserved', 'off', reason));
    return 'off';
  }
  await steps.run('mark ordered', () =>
    setState(pairId, 'reserved', 'ordered', 'The fallback number is being ordered at its carrier.'),
  );
  const outcome = await provisionRental(fallbackRentalId, steps);
  if (outcome === 'active') {
    await steps.run('pair active', () => setState(pairId, 'ordered', 'active', 'The fallback number is active.'));
    return 'active';
  }
  await steps.run('pair failed', async () => setState(pairId, 'ordered', 'failed', await failureOf(fallbackRentalId)));
  return 'failed';
}

async function readPair(pairId: string) {
  const pair = await db.haPair.findUniqueOrThrow({
    where: { id: pairId },
    select: { state: true, primaryRentalId: true, fallbackRentalId: true, primary: { select: { status: true } } },
  });
  const { state, primaryRentalId, fallbackRentalId } = pair;
  return { state, primaryRentalId, fallbackRentalId, primaryStatus: pair.primary.status };
}

/** Moves the pair and tells the account; a move made before the last kill is not made again. */
async function setState(pairId: string, from: PairState, to: PairState, reason: string): Promise<void> {
  await db.$transaction(async (tx) => {
    if (!(await movePair(tx, { pairId, from, to, reason }))) return;
    const pair = await tx.haPair.findUniqueOrThrow({ where: { id: pairId }, select: { accountId: true } });
    const accountId = asAccountId(pair.accountId);
    await recordAudit(systemContext(accountId, 'provisioning'), tx, {
      action: `pair.${to}`,
      entityType: 'pair',
      entityId: pairId,
      before: { state: from },
      after: { state: to },
    });
    await notifyAccount(tx, accountId, 'numbers');
  });
}

async function failureOf(rentalId: string): Promise<string> {
  const rental = await db.rental.findUniqueOrThrow({ where: { id: rentalId }, select: { statusReason: true } });
  return `${rental.statusReason ?? 'The carrier refused the fallback number.'} Nothing was charged; switch high availability on again to try another number.`;
}
