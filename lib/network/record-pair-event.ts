import 'server-only';
import type { Transaction } from '@/lib/db';
import { createId } from '@/lib/ids';

/** Writes on a pair's time line what was done about where its calls go. The pair is locked by the caller. */
export async function recordPairEvent(
  tx: Transaction,
  { pairId, told, at }: { pairId: string; told: string; at: Date },
): Promise<void> {
  const { state } = await tx.haPair.findUniqueOrThrow({ where: { id: pairId }, select: { state: true } });
  await tx.haPairEvent.create({ data: { id: createId('evt'), pairId, state, reason: told, at } });
}
