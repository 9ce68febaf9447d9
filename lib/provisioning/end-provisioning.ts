import 'server-only';
import { asAccountId } from '@/lib/context';
import { db } from '@/lib/db';
import { notifyAccount } from '@/lib/events';
import { failRental } from './fail-rental';
import { movePair } from './move-pair';

const REASON = 'The operator of this installation ended the order; nothing was charged.';

/** Ends what a workflow was setting up once nobody works on it any more. Doing it again changes nothing. */
export async function endProvisioning(name: 'provisionRental' | 'provisionPair', entityId: string): Promise<void> {
  if (name === 'provisionRental') return failRental(entityId, { reason: REASON, kind: 'unwanted' });
  const pair = await db.haPair.findUnique({
    where: { id: entityId },
    select: { fallbackRentalId: true, state: true, accountId: true },
  });
  if (pair?.state !== 'reserved' && pair?.state !== 'ordered') return;
  const { state: from, fallbackRentalId } = pair;
  if (fallbackRentalId) await failRental(fallbackRentalId, { reason: REASON, kind: 'unwanted' });
  // The worker's last step may have been faster: then the fallback works, and is paid for.
  const works = await db.rental.count({
    where: { id: fallbackRentalId ?? '', status: { in: ['active', 'past_due'] } },
  });
  const ends = from === 'reserved' ? ('off' as const) : ('failed' as const);
  const move =
    works > 0 ? { to: 'active' as const, reason: 'The fallback number is active.' } : { to: ends, reason: REASON };
  await db.$transaction(async (tx) => {
    if (await movePair(tx, { pairId: entityId, from, ...move }))
      await notifyAccount(tx, asAccountId(pair.accountId), 'numbers');
  });
}
