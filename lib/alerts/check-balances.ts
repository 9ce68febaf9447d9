import 'server-only';
import { db, Prisma, type Transaction } from '@/lib/db';
import { log } from '@/lib/log';
import { type CurrencyCode, formatMoney, toDecimal } from '@/lib/money';
import { raiseAlert } from './raise-alert';
import { DEFAULT_THRESHOLDS_MICROS } from './rules';

/**
 * Worker job: tells accounts whose available balance fell below one of their thresholds, once per crossing. Looked
 * for rather than noticed where money moves, so that charging a call costs nothing more; of several thresholds
 * crossed between two looks the lowest is told. Returns how many accounts were told.
 */
export async function checkBalances(now: Date): Promise<number> {
  const crossed = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM (${standings()}) AS standing WHERE is_new OR below IS DISTINCT FROM marked`;
  let told = 0;
  for (const { id } of crossed) {
    try {
      if (await db.$transaction((tx) => markAccount(tx, id, now))) told += 1;
    } catch (error) {
      log.error({ err: error, accountId: id }, 'looking at a balance failed');
    }
  }
  return told;
}

interface Standing {
  currency: CurrencyCode;
  available: bigint;
  /** The lowest threshold the balance is under. */
  below: bigint | null;
  marked: bigint | null;
  /** Not looked at before. */
  is_new: boolean;
  /** Money has moved, so an account just seen for the first time has come down to where it is. */
  has_history: boolean;
  crossings: number;
}

function standings() {
  return Prisma.sql`
    SELECT a.id, a.currency::text AS currency, a.balance_micros - a.held_micros AS available, m.below_micros AS marked,
           m.account_id IS NULL AS is_new, COALESCE(m.crossings, 0) AS crossings,
           EXISTS (SELECT 1 FROM ledger_entries l WHERE l.account_id = a.id) AS has_history,
           (SELECT min(t) FROM unnest(COALESCE(r.thresholds_micros, ${DEFAULT_THRESHOLDS_MICROS.map(String)}::text[]::bigint[])) AS t
             WHERE a.balance_micros - a.held_micros < t) AS below
      FROM accounts a
      LEFT JOIN alert_rules r ON r.account_id = a.id AND r.kind = 'low_balance'
      LEFT JOIN balance_marks m ON m.account_id = a.id`;
}

/** Looks again with the mark locked: two workers tell once. */
async function markAccount(tx: Transaction, accountId: string, now: Date): Promise<boolean> {
  await tx.$queryRaw`SELECT 1 FROM accounts WHERE id = ${accountId} FOR NO KEY UPDATE`;
  const [standing] = await tx.$queryRaw<Standing[]>`SELECT * FROM (${standings()}) AS standing WHERE id = ${accountId}`;
  if (!standing) return false;
  const { below, marked, is_new: isNew, has_history: hasHistory, currency, available } = standing;
  if (!isNew && below === marked) return false;
  const isDown = below !== null && (marked === null || below < marked) && (!isNew || hasHistory);
  const crossings = standing.crossings + (isDown ? 1 : 0);
  await tx.balanceMark.upsert({
    where: { accountId },
    create: { accountId, belowMicros: below, crossings },
    update: { belowMicros: below, crossings },
  });
  if (!isDown) return false;
  return raiseAlert(tx, {
    ...{ accountId, kind: 'low_balance', subject: `crossing ${crossings}`, link: '/billing', at: now },
    sentence: `The available balance is ${formatMoney(available, currency)}, below ${formatMoney(below, currency)}. Calls stop and rent falls due unpaid when it is used up.`,
    data: { Currency: currency, Balance: toDecimal(available, 2), Threshold: toDecimal(below, 2) },
  });
}
