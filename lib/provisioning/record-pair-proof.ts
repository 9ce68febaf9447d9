import 'server-only';
import { type AccountId, asAccountId } from '@/lib/context';
import type { Transaction } from '@/lib/db';
import { createId } from '@/lib/ids';

interface PairProofResult {
  pairId: string;
  /** Whether an answered call over the fallback was heard both ways. */
  ok: boolean;
  /** What the call showed, as told to the customer. */
  sentence: string;
  /** When, ms. */
  at: number;
}

/**
 * Notes what a proof call over a pair's fallback showed. The time line tells of it when it is news: the
 * first proof, a failure after a success, a success after a failure. Answers with the pair's account;
 * null when there is no such pair any more.
 */
export async function recordPairProof(tx: Transaction, result: PairProofResult): Promise<AccountId | null> {
  const { pairId, ok, sentence } = result;
  const at = new Date(result.at);
  const [pair] = await tx.$queryRaw<{ accountId: string; state: 'active'; proof: string }[]>`
    SELECT account_id AS "accountId", state::text AS state, proof::text AS proof FROM ha_pairs WHERE id = ${pairId} FOR UPDATE`;
  if (!pair) return null;
  const proof = ok ? 'proven' : 'failed';
  await tx.haPair.update({
    where: { id: pairId },
    data: { proof, proofReason: sentence, ...(ok && { provenAt: at }) },
  });
  if (pair.proof !== proof)
    await tx.haPairEvent.create({ data: { id: createId('evt'), pairId, state: pair.state, reason: sentence, at } });
  return asAccountId(pair.accountId);
}
