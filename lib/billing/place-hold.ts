import 'server-only';
import type { AccountId } from '@/lib/context';
import type { Transaction } from '@/lib/db';
import { createId } from '@/lib/ids';

interface Hold {
  accountId: AccountId;
  rentalId: string;
  amountMicros: bigint;
  /** Makes the rental once the money is set aside: without money there is no rental. */
  createRental: () => Promise<unknown>;
}

/**
 * Sets money aside for a new rental by one conditional update. Returns how much is missing: 0 when
 * the hold was made, otherwise nothing was written.
 */
export async function placeHold(tx: Transaction, hold: Hold): Promise<bigint> {
  const { accountId, rentalId, amountMicros } = hold;
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
  await hold.createRental();
  await tx.balanceHold.create({ data: { id: createId('hld'), accountId, rentalId, amountMicros } });
  return 0n;
}
