import 'server-only';
import { raiseAlert } from '@/lib/alerts';
import type { Transaction } from '@/lib/db';
import { displayNumber } from '@/lib/phone';

const LIVE = ['provisioning', 'active', 'past_due'];

interface PairProblem {
  pairId: string;
  /** What became of it, as its time line tells. */
  reason: string;
  at: Date;
}

/** Tells the account that a pair does not protect its number, or does so no longer, without anybody's wish. */
export async function raisePairProblem(tx: Transaction, { pairId, reason, at }: PairProblem): Promise<void> {
  const { accountId, state, primary, fallback } = await tx.haPair.findUniqueOrThrow({
    where: { id: pairId },
    select: {
      accountId: true,
      state: true,
      primary: { select: { number: true, status: true } },
      fallback: { select: { number: true, status: true } },
    },
  });
  const shown = [primary, fallback].find((side) => side && LIVE.includes(side.status));
  await raiseAlert(tx, {
    ...{ accountId, kind: 'pair_problem', subject: `${pairId} ${state} ${at.toISOString()}`, at },
    sentence: `${displayNumber(primary.number)}: ${reason}`,
    link: shown ? `/phone-numbers/active/${shown.number}` : '/phone-numbers/active',
    data: { Number: primary.number, State: state, ...(fallback && { FallbackNumber: fallback.number }) },
  });
}
