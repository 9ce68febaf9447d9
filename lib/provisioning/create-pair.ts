import 'server-only';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db';
import { createId } from '@/lib/ids';
import { consentUntil } from './rules';
import type { Reach } from './types';

interface NewPair {
  primaryRentalId: string;
  /** A number already rented; null while one is to be found. */
  fallbackRentalId: string | null;
  reach?: Reach;
  origin?: 'rented' | 'owned';
  /** Told to the customer as the first line of the pair's time line. */
  reason: string;
}

/** Makes a pair in `requested`, with its time line begun; the caller moves it on in the same transaction. */
export async function createPair(ctx: Context, tx: Transaction, { reason, ...pair }: NewPair): Promise<string> {
  const pairId = createId('par');
  const now = ctx.now();
  await tx.haPair.create({
    data: {
      ...pair,
      id: pairId,
      accountId: ctx.accountId,
      state: 'requested',
      consentUntil: consentUntil(now),
      createdAt: now,
      events: { create: { id: createId('evt'), state: 'requested', reason, at: now } },
    },
  });
  return pairId;
}
