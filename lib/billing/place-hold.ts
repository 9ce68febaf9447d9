import 'server-only';
import type { AccountId } from '@/lib/context';
import type { Transaction } from '@/lib/db';
import { createId } from '@/lib/ids';

/**
 * Sets money aside for a rental by one conditional update. Returns how much is missing: 0 when the
 * hold was made, otherwise nothing was written.
 */
export async function placeHold(
  tx: Transaction,
  accountId: AccountId,
  rentalId: string,
  amountMicros: bigint,
): Promise<bigint> {
  const held = await tx.$executeRaw`
    UPDATE accounts SET held_micros = held_micros + ${amountMicros}::bigint
     WHERE id = ${accountId} AND balance_micros - held_micros >= ${amountMicros}::bigint`;
  if (held === 0) {
    const account = await tx.account.findUniqueOrThrow({
      where: { id: accountId },
      select: { balanceMicros: true, heldMicros: true },
    });
    return amountMicros - (account.balanceMicros - account.heldMicros);
  }
  await tx.balanceHold.create({ data: { id: createId('hld'), accountId, rentalId, amountMicros } });
  return 0n;
}
