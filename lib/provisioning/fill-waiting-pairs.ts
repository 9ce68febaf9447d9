import 'server-only';
import { asAccountId, systemContext } from '@/lib/context';
import { dayIn, formatDay } from '@/lib/datetime';
import { db, type Transaction } from '@/lib/db';
import { notifyAccount } from '@/lib/events';
import { log } from '@/lib/log';
import { claimFallback, creditOf, obstacleOf } from './claim-fallback';
import { movePair } from './move-pair';
import { raisePairProblem } from './raise-pair-problem';

/** Pairs read at a time. */
const BATCH = 200;

type Filled = 'reserved' | 'waiting' | 'lapsed' | 'failed';

/** Worker job: looks for stock for every pair that waits, oldest request first. Returns how many found a number. */
export async function fillWaitingPairs(now: Date): Promise<number> {
  let found = 0;
  for await (const { id } of waitingPairs()) {
    if ((await fillOrLog(id, now)) === 'reserved') found += 1;
  }
  return found;
}

/** All pairs that wait, read behind a cursor: those that cannot be filled must not hide the ones after them. */
async function* waitingPairs(): AsyncGenerator<{ id: string }> {
  let last = '';
  for (;;) {
    const batch = await db.haPair.findMany({
      where: {
        id: { gt: last },
        state: 'waiting_for_stock',
        primary: { status: { in: ['active', 'past_due'] } },
      },
      // Ids sort by age.
      orderBy: { id: 'asc' },
      select: { id: true },
      take: BATCH,
    });
    yield* batch;
    if (batch.length < BATCH) return;
    last = batch.at(-1)?.id ?? last;
  }
}

/** One pair that cannot be handled must not keep all others waiting. */
async function fillOrLog(pairId: string, now: Date): Promise<Filled> {
  try {
    return await fillOne(pairId, now);
  } catch (error) {
    log.error({ err: error, pairId }, 'filling a waiting pair failed');
    return 'failed';
  }
}

async function fillOne(pairId: string, now: Date): Promise<Filled> {
  return db.$transaction(async (tx) => {
    const locked = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM ha_pairs WHERE id = ${pairId} AND state = 'waiting_for_stock' FOR UPDATE SKIP LOCKED`;
    if (locked.length === 0) return 'waiting';
    const pair = await tx.haPair.findUniqueOrThrow({
      where: { id: pairId },
      include: { primary: true, account: { select: { timeZone: true } } },
    });
    const accountId = asAccountId(pair.accountId);
    const ctx = { ...systemContext(accountId, 'fill-waiting-pairs', () => now), tx };
    if (pair.consentUntil <= now) {
      const reason =
        'No fallback was found within 30 days, so the request ended uncharged; switch high availability on to ask again.';
      await movePair(tx, { pairId, from: 'waiting_for_stock', to: 'off', reason, at: now });
      await raisePairProblem(tx, { pairId, reason, at: now });
      await notifyAccount(tx, accountId, 'numbers');
      return 'lapsed';
    }
    const creditUntil = creditOf(pair, dayIn(pair.account.timeZone, now));
    const claim = await claimFallback(ctx, tx, { pairId, primary: pair.primary, reach: pair.reach, creditUntil });
    if (claim.result !== 'claimed') {
      await noteObstacle(tx, pair, obstacleOf(claim));
      return 'waiting';
    }
    const price = creditUntil
      ? `Its rent is already paid until ${formatDay(creditUntil)}.`
      : 'It is charged once it is active.';
    await movePair(tx, {
      pairId,
      from: 'waiting_for_stock',
      to: 'reserved',
      reason: `${claim.reason} ${price}`,
      fallbackRentalId: claim.rentalId,
      at: now,
    });
    await notifyAccount(tx, accountId, 'numbers');
    return 'reserved';
  });
}

/** Tells the customer once what keeps a waiting pair waiting. */
async function noteObstacle(
  tx: Transaction,
  pair: { id: string; accountId: string; stateReason: string | null },
  reason: string,
) {
  if (pair.stateReason === reason) return;
  await tx.haPair.update({ where: { id: pair.id }, data: { stateReason: reason } });
  await notifyAccount(tx, asAccountId(pair.accountId), 'numbers');
}
