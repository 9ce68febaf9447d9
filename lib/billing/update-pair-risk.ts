import 'server-only';
import type { Context } from '@/lib/context';
import { type Day, dayOf } from '@/lib/datetime';
import type { Transaction } from '@/lib/db';
import { createId } from '@/lib/ids';
import { formatMoney } from '@/lib/money';
import { displayNumber } from '@/lib/phone';
import { owedRent, riskSentence } from './rules';
import type { RentalPrice } from './types';

/**
 * Writes on the live pair of a rental, and on its time line, whether unpaid rent threatens it. The
 * pair is locked before its two numbers are read: of two that change at once, the later sees both.
 * Returns the sentence that stands on the pair then; null when nothing threatens it, or there is none.
 */
export async function updatePairRisk(
  ctx: Context,
  tx: Transaction,
  rentalId: string,
  today: Day,
): Promise<string | null> {
  const [pair] = await tx.$queryRaw<LivePair[]>`
    SELECT id, state::text AS state, at_risk_reason, primary_rental_id, fallback_rental_id FROM ha_pairs
     WHERE (primary_rental_id = ${rentalId} OR fallback_rental_id = ${rentalId}) AND state NOT IN ('off', 'failed') FOR UPDATE`;
  if (!pair) return null;
  const ids = [pair.primary_rental_id, pair.fallback_rental_id].filter((id) => id !== null);
  const rentals = await tx.rental.findMany({ where: { id: { in: ids } } });
  const riskAt = (role: 'primary' | 'fallback', id: string | null) =>
    riskOf(role, rentals.find((rental) => rental.id === id) ?? null, today);
  const reason = riskAt('primary', pair.primary_rental_id) ?? riskAt('fallback', pair.fallback_rental_id);
  if (reason === pair.at_risk_reason) return reason;
  await tx.haPair.update({ where: { id: pair.id }, data: { atRiskReason: reason } });
  const told = reason ?? 'No unpaid rent threatens the pair any more.';
  await tx.haPairEvent.create({
    data: { id: createId('evt'), pairId: pair.id, state: pair.state, reason: told, at: ctx.now() },
  });
  return reason;
}

interface LivePair {
  id: string;
  state: 'requested' | 'reserved' | 'ordered' | 'active' | 'replacing' | 'waiting_for_stock' | 'releasing';
  at_risk_reason: string | null;
  primary_rental_id: string;
  fallback_rental_id: string | null;
}

interface Side extends RentalPrice {
  number: string;
  status: string;
  paidUntil: Date | null;
  pastDueSince: Date | null;
}

function riskOf(role: 'primary' | 'fallback', rental: Side | null, today: Day): string | null {
  if (rental?.status !== 'past_due' || !rental.paidUntil || !rental.pastDueSince) return null;
  const paidUntil = dayOf(rental.paidUntil);
  return riskSentence({
    role,
    number: displayNumber(rental.number),
    amount: formatMoney(owedRent(rental, paidUntil, today), rental.currency),
    dueDay: paidUntil,
    pastDueSince: dayOf(rental.pastDueSince),
  });
}
