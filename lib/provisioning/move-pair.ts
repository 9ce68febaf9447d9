import 'server-only';
import type { Transaction } from '@/lib/db';
import { createId } from '@/lib/ids';
import { raisePairProblem } from './raise-pair-problem';
import { assertPairMove } from './rules';
import type { PairState } from './types';

interface Move {
  pairId: string;
  from: PairState;
  to: PairState;
  /** Told to the customer on the pair's time line. */
  reason: string;
  fallbackRentalId?: string | null;
  at?: Date;
}

/** Whether the account is told of a move: a pair that stood, or was ordered, does not protect its number. */
function isProblem({ from, to }: Pick<Move, 'from' | 'to'>): boolean {
  return to === 'failed' || to === 'replacing' || (from === 'replacing' && to === 'waiting_for_stock');
}

/**
 * Moves a pair to another state and writes its time line. Returns false when the pair is no longer
 * in `from`: somebody else moved it, and the caller reads it again.
 */
export async function movePair(tx: Transaction, move: Move): Promise<boolean> {
  assertPairMove(move.from, move.to);
  const { count } = await tx.haPair.updateMany({
    where: { id: move.pairId, state: move.from },
    data: {
      state: move.to,
      stateReason: move.reason,
      ...(move.fallbackRentalId === undefined ? {} : { fallbackRentalId: move.fallbackRentalId }),
      ...(move.to === 'off' || move.to === 'failed' ? { atRiskReason: null } : {}),
    },
  });
  if (count === 0) return false;
  await tx.haPairEvent.create({
    data: {
      id: createId('evt'),
      pairId: move.pairId,
      state: move.to,
      reason: move.reason,
      ...(move.at ? { at: move.at } : {}),
    },
  });
  if (isProblem(move))
    await raisePairProblem(tx, { pairId: move.pairId, reason: move.reason, at: move.at ?? new Date() });
  return true;
}
